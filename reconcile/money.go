package reconcile

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Money is an exact amount in the minor unit of one currency: 1999 EUR is 19.99 €. It is
// never a float and two currencies are never added (DOMAIN 0, rule 1).
type Money struct {
	Minor    int64
	Currency Currency
}

// ErrAmount is the cause of every refused amount: unreadable, too precise or too large.
var ErrAmount = errors.New("invalid amount")

// ErrCurrency is the cause of arithmetic between two currencies.
var ErrCurrency = errors.New("amounts of two currencies")

// MaxMinor bounds every single amount, so that sums of a million of them cannot overflow.
const MaxMinor = math.MaxInt64 / 1_000_000

// EUR is short for an amount of euro cents, mostly in tests and examples.
func EUR(cents int64) Money { return Money{Minor: cents, Currency: "EUR"} }

// ParseMoney reads a decimal string in the form of all our own files: an optional sign,
// digits, and a dot before the decimals, without separators of thousands. Digits beyond
// the currency's exponent are accepted only when they are zeros.
func ParseMoney(s string, c Currency) (Money, error) {
	exp, ok := c.Exponent()
	if !ok {
		return Money{}, fmt.Errorf("%w: %q has no known currency (%q)", ErrAmount, s, string(c))
	}
	minor, err := parseDecimal(s, exp)
	if err != nil {
		return Money{}, fmt.Errorf("%w %q: %s", ErrAmount, s, err)
	}
	return Money{Minor: minor, Currency: c}, nil
}

func parseDecimal(s string, exp int) (int64, error) {
	digits, neg := s, false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		digits, neg = s[1:], s[0] == '-'
	}
	if strings.ContainsAny(digits, ", '") {
		return 0, errors.New("want a dot before the decimals and no separators, as in 1234.56")
	}
	whole, frac, _ := strings.Cut(digits, ".")
	if whole == "" && frac == "" {
		return 0, errors.New("no digits")
	}
	for len(frac) > exp && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	if len(frac) > exp {
		return 0, fmt.Errorf("more than %d decimals", exp)
	}
	var minor int64
	for i := 0; i < len(whole)+exp; i++ {
		ch := byte('0')
		if i < len(whole) {
			ch = whole[i]
		} else if i-len(whole) < len(frac) {
			ch = frac[i-len(whole)]
		}
		if ch < '0' || ch > '9' {
			return 0, errors.New("want digits, as in 1234.56")
		}
		if minor = minor*10 + int64(ch-'0'); minor > MaxMinor {
			return 0, errors.New("too large")
		}
	}
	if neg {
		minor = -minor
	}
	return minor, nil
}

// Decimal prints the amount with a dot and the currency's digits, without the code:
// "-1234.50". A currency without exponent prints its minor units.
func (m Money) Decimal() string {
	var room [32]byte
	return string(m.appendDecimal(room[:0]))
}

func (m Money) appendDecimal(b []byte) []byte {
	exp, _ := m.Currency.Exponent()
	if m.Minor < 0 {
		b = append(b, '-')
	}
	var room [24]byte
	digits := strconv.AppendUint(room[:0], magnitude(m.Minor), 10)
	for len(digits) <= exp {
		digits = append(digits, 0)
		copy(digits[1:], digits)
		digits[0] = '0'
	}
	b = append(b, digits[:len(digits)-exp]...)
	if exp == 0 {
		return b
	}
	return append(append(b, '.'), digits[len(digits)-exp:]...)
}

// String prints the amount and its currency: "1234.50 EUR".
func (m Money) String() string {
	var room [40]byte
	return string(m.append(room[:0]))
}

// append writes the form of String behind what is there.
func (m Money) append(b []byte) []byte {
	return append(append(m.appendDecimal(b), ' '), m.Currency...)
}

// MarshalText writes the form of String, so that JSON holds "1234.50 EUR".
func (m Money) MarshalText() ([]byte, error) {
	if m == (Money{}) {
		return nil, nil
	}
	return []byte(m.String()), nil
}

// UnmarshalText reads the form of String.
func (m *Money) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = Money{}
		return nil
	}
	amount, code, ok := strings.Cut(string(b), " ")
	if !ok {
		return fmt.Errorf("%w %q: want an amount and a currency", ErrAmount, b)
	}
	v, err := ParseMoney(amount, Currency(code))
	*m = v
	return err
}

// IsZero says whether there is no money in it, whatever the currency.
func (m Money) IsZero() bool { return m.Minor == 0 }

// Neg is the opposite amount.
func (m Money) Neg() Money { return Money{-m.Minor, m.Currency} }

// Abs is the amount without its sign.
func (m Money) Abs() Money { return Money{int64(magnitude(m.Minor)), m.Currency} }

// Add sums two amounts of one currency. A zero without currency adds to anything.
func (m Money) Add(o Money) (Money, error) {
	if m == (Money{}) {
		return o, nil
	}
	if o == (Money{}) {
		return m, nil
	}
	if m.Currency != o.Currency {
		return Money{}, fmt.Errorf("%w: %s and %s", ErrCurrency, m, o)
	}
	sum := m.Minor + o.Minor
	if (sum > m.Minor) != (o.Minor > 0) && o.Minor != 0 {
		return Money{}, fmt.Errorf("%w: the sum of %s and %s overflows", ErrAmount, m, o)
	}
	return Money{sum, m.Currency}, nil
}

// Sub subtracts an amount of the same currency.
func (m Money) Sub(o Money) (Money, error) { return m.Add(o.Neg()) }

func magnitude(v int64) uint64 {
	if v < 0 {
		return uint64(-(v + 1)) + 1
	}
	return uint64(v)
}
