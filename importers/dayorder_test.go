package importers

import (
	"errors"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"pgregory.net/rapid"
)

type written struct{ first, second, year int }

func proof(dates ...written) *DayProof {
	var p DayProof
	for i, d := range dates {
		p.See(i+1, d.first, d.second, d.year)
	}
	return &p
}

func TestDayProof(t *testing.T) {
	ambiguous := written{1, 2, 2026}
	for name, c := range map[string]struct {
		dates []written
		asked DayOrder
		want  DayOrder
		bad   bool
	}{
		"nothing":              {want: DayFirst},
		"same both ways":       {dates: []written{{3, 3, 2026}}, want: DayFirst},
		"same, and asked":      {dates: []written{{3, 3, 2026}}, asked: MonthFirst, want: MonthFirst},
		"open":                 {dates: []written{ambiguous}},
		"open, and asked":      {dates: []written{ambiguous}, asked: MonthFirst, want: MonthFirst},
		"day above 12":         {dates: []written{ambiguous, {13, 2, 2026}}, want: DayFirst},
		"second above 12":      {dates: []written{ambiguous, {2, 13, 2026}}, want: MonthFirst},
		"30 February":          {dates: []written{ambiguous, {2, 30, 2026}}, bad: true},
		"leap day":             {dates: []written{{29, 2, 2024}}, want: DayFirst},
		"no leap day":          {dates: []written{{29, 2, 2026}}, bad: true},
		"both orders":          {dates: []written{{13, 2, 2026}, {2, 13, 2026}}, bad: true},
		"answer is excluded":   {dates: []written{{13, 2, 2026}}, asked: MonthFirst, bad: true},
		"answer is the proved": {dates: []written{{13, 2, 2026}}, asked: DayFirst, want: DayFirst},
	} {
		got, err := proof(c.dates...).Settle(c.asked)
		var own *Error
		if p := proof(c.dates...).Proved(); p != OrderUnknown && !c.bad && p != got {
			t.Errorf("%s: %v is proved and %v settled", name, p, got)
		}
		if got != c.want || c.bad != errors.As(err, &own) {
			t.Errorf("%s: %v, %v; want %v", name, got, err, c.want)
		}
	}
}

func TestDayProofWithin(t *testing.T) {
	day := func(s string) reconcile.Date {
		d, err := reconcile.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		from, to string
		want     DayOrder
	}{
		{"2026-02-01", "2026-02-28", DayFirst},
		{"2026-01-01", "2026-01-31", MonthFirst},
		{"2026-01-01", "2026-12-31", OrderUnknown},
		{"2020-01-01", "2020-12-31", OrderUnknown}, // not the period of these lines
	} {
		p := proof(written{1, 2, 2026})
		p.Within(day(c.from), day(c.to))
		if got, err := p.Settle(OrderUnknown); got != c.want || err != nil {
			t.Errorf("%s to %s: %v, %v; want %v", c.from, c.to, got, err, c.want)
		}
	}
}

// TestDayProofNeverWrong: dates written in one order are read in it, or asked about.
func TestDayProofNeverWrong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := rapid.SampledFrom([]DayOrder{DayFirst, MonthFirst}).Draw(t, "order")
		days := rapid.SliceOfN(rapid.IntRange(1, int(reconcile.MaxDate)), 1, 20).Draw(t, "days")
		var p DayProof
		same := true
		for i, d := range days {
			year, month, day := reconcile.Date(d).Civil()
			first, second := day, month
			if order == MonthFirst {
				first, second = month, day
			}
			same = same && day == month
			p.See(i+1, first, second, year)
			if got := order.Date(first, second, year); got != reconcile.Date(d) {
				t.Fatalf("%d/%d/%d in order %s is %s", first, second, year, order, got)
			}
		}
		got, err := p.Settle(OrderUnknown)
		if err != nil || got != order && got != OrderUnknown && !same {
			t.Fatalf("dates written %s are read %s: %v", order, got, err)
		}
		if got, err := p.Settle(order); err != nil || got != order {
			t.Fatalf("the right answer %s gives %s: %v", order, got, err)
		}
	})
}

func TestParseDayOrder(t *testing.T) {
	for _, o := range []DayOrder{OrderUnknown, DayFirst, MonthFirst, YearFirst} {
		if got, err := ParseDayOrder(o.String()); got != o || err != nil {
			t.Errorf("%s: %v, %v", o, got, err)
		}
	}
	if _, err := ParseDayOrder("ydm"); err == nil {
		t.Error("ydm is accepted")
	}
}
