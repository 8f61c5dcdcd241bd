package receivables

import (
	"math/big"
	"strconv"
)

// Figure is an exact number, or none where its formula has no answer. The zero value is no
// number.
type Figure struct{ rat *big.Rat }

// Whole is a figure without fraction.
func Whole(n int64) Figure { return Figure{new(big.Rat).SetInt64(n)} }

// fraction is a ÷ b of two whole numbers, b not 0.
func fraction(a, b int64) Figure { return Figure{big.NewRat(a, b)} }

// rounded is the nearest whole number, half away from zero.
func (f Figure) rounded() int64 {
	n, _ := strconv.ParseInt(f.Decimal(0), 10, 64)
	return n
}

// quotient is a ÷ b, and no number where b is not positive: all that is divided by here are
// sums that mean nothing below zero.
func quotient(a, b Figure) Figure {
	if !a.Defined() || !b.Defined() || b.rat.Sign() <= 0 {
		return Figure{}
	}
	return Figure{new(big.Rat).Quo(a.rat, b.rat)}
}

// times is a × b.
func times(a, b Figure) Figure {
	if !a.Defined() || !b.Defined() {
		return Figure{}
	}
	return Figure{new(big.Rat).Mul(a.rat, b.rat)}
}

// plus is a + b.
func plus(a, b Figure) Figure {
	if !a.Defined() || !b.Defined() {
		return Figure{}
	}
	return Figure{new(big.Rat).Add(a.rat, b.rat)}
}

// minus is a − b.
func minus(a, b Figure) Figure {
	if !a.Defined() || !b.Defined() {
		return Figure{}
	}
	return Figure{new(big.Rat).Sub(a.rat, b.rat)}
}

// floored is a figure that is not below zero.
func floored(a Figure) Figure {
	if a.Defined() && a.rat.Sign() < 0 {
		return Whole(0)
	}
	return a
}

// Defined says whether there is a number.
func (f Figure) Defined() bool { return f.rat != nil }

// Rat is the exact number, to be kept by the caller, and nil where there is none.
func (f Figure) Rat() *big.Rat {
	if f.rat == nil {
		return nil
	}
	return new(big.Rat).Set(f.rat)
}

// Decimal writes the number with so many digits behind a dot, rounded half away from zero,
// and nothing where there is no number.
func (f Figure) Decimal(digits int) string {
	if f.rat == nil {
		return ""
	}
	s := f.rat.FloatString(digits) // exact: it rounds the fraction itself, half away from zero
	if f.rat.Sign() < 0 && new(big.Rat).Abs(f.rat).Cmp(smallest(digits)) < 0 {
		return s[1:] // no minus before a zero
	}
	return s
}

// smallest is what still rounds to one in the last of so many digits.
func smallest(digits int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return new(big.Rat).SetFrac(big.NewInt(1), ten.Mul(ten, big.NewInt(2)))
}

// shifted is the number with the point so many digits further left: major units of minor ones.
func (f Figure) shifted(digits int) Figure {
	if f.rat == nil {
		return f
	}
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return Figure{new(big.Rat).Quo(f.rat, new(big.Rat).SetInt(ten))}
}
