package receivables

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		f      Figure
		digits int
		want   string
	}{
		{fraction(1, 3), 2, "0.33"},
		{fraction(1, 200), 2, "0.01"}, // half away from zero
		{fraction(-1, 200), 2, "-0.01"},
		{fraction(-1, 201), 2, "0.00"}, // no minus before a zero
		{fraction(-1, 2), 0, "-1"},
		{fraction(5300*91, 10700), 2, "45.07"},
		{Figure{}, 2, ""},
		{quotient(Whole(1), Whole(0)), 2, ""},
		{quotient(Whole(1), Whole(-5)), 2, ""},
		{times(Figure{}, Whole(3)), 2, ""},
		{floored(Whole(-3)), 1, "0.0"},
		{Whole(123456).shifted(2), 2, "1234.56"},
	} {
		if got := c.f.Decimal(c.digits); got != c.want {
			t.Errorf("%v with %d digits is %q, want %q", c.f.rat, c.digits, got, c.want)
		}
	}
	if (Figure{}).Defined() || (Figure{}).Rat() != nil {
		t.Error("the zero figure is defined")
	}
	f := Whole(7)
	f.Rat().SetInt64(8)
	if f.Decimal(0) != "7" {
		t.Error("a figure was changed from outside")
	}
}

// A weight is what big integers make of the same products.
func TestWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w weight
		want := new(big.Int)
		for range rapid.IntRange(0, 20).Draw(t, "n") {
			a := rapid.Int64Range(-math.MaxInt64/1000, math.MaxInt64/1000).Draw(t, "amount")
			b := rapid.Int64Range(-60000, 60000).Draw(t, "days")
			w.add(a, b)
			want.Add(want, new(big.Int).Mul(big.NewInt(a), big.NewInt(b)))
		}
		if got := w.figure().Rat(); got.Num().Cmp(want) != 0 || !got.IsInt() {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}
