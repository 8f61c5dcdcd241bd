package bankcsv

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// amountForm is how a layout writes amounts.
type amountForm struct {
	decimal   byte   // ',' or '.'
	thousands string // separators of groups: any of space . ' ,
	decimals  int    // written decimals, where they are more than the currency's: zeros
	minors    bool   // amounts are whole minor units: cents
	marks     marks  // words for the direction beside the number
}

var (
	errDigits = errors.New("it is not a number in the form of this layout")
	errGroups = errors.New("the digits before the decimals are not in groups of three")
	errThree  = errors.New("it is a thousand, or has the three decimals of the currency")
	errLarge  = errors.New("it is too large")
)

// parse reads an amount exactly. The currency may stand before or behind it and must be the
// one expected; the sign may be a minus (U+002D, U+2212) in front or behind, or parentheses.
func (f *amountForm) parse(s []byte, c reconcile.Currency) (reconcile.Money, error) {
	exp, ok := exponent(c)
	if !ok {
		return reconcile.Money{}, fmt.Errorf("amount %q: its currency is not known", s)
	}
	minor, err := f.read(s, c, exp)
	return reconcile.Money{Minor: minor, Currency: c}, err
}

// read is parse in minor units, for a currency whose exponent is known.
func (f *amountForm) read(s []byte, c reconcile.Currency, exp int) (int64, error) {
	if f.minors {
		exp = 0
	}
	if minor, ok := f.plain(s, exp); ok {
		return minor, nil
	}
	unmarked, debit := f.marks.cut(string(s))
	body, neg, err := amountBody(unmarked, c)
	if err != nil {
		return 0, fmt.Errorf("amount %q: %w", s, err)
	}
	if debit {
		neg = !neg
	}
	minor, err := f.minor(body, exp)
	if err != nil {
		return 0, fmt.Errorf("amount %q: %w", s, err)
	}
	if neg {
		minor = -minor
	}
	return minor, nil
}

// exponent is that of the currency; an amount whose currency nobody has named yet has two
// decimals, since a real import asks for it first.
func exponent(c reconcile.Currency) (int, bool) {
	exp, ok := c.Exponent()
	return exp, ok || c == reconcile.NoCurrency
}

// maxPlain is how long an amount in this form is at most: nothing overflows.
const maxPlain = 15

// plain reads the form that most amounts have: digits, perhaps a minus in front, perhaps as
// many decimals as the currency has. Everything else is left to minor.
func (f *amountForm) plain(s []byte, exp int) (minor int64, ok bool) {
	if len(s) == 0 || len(s) > maxPlain {
		return 0, false
	}
	neg := s[0] == '-'
	if neg {
		s = s[1:]
	}
	whole := len(s)
	if exp > 0 && len(s) > exp && s[len(s)-exp-1] == f.decimal {
		whole = len(s) - exp - 1
	}
	if whole == 0 {
		return 0, false
	}
	for _, c := range s[:whole] {
		if c -= '0'; c > 9 {
			return 0, false
		}
		minor = minor*10 + int64(c)
	}
	for _, c := range s[min(whole+1, len(s)):] {
		if c -= '0'; c > 9 {
			return 0, false
		}
		minor = minor*10 + int64(c)
	}
	if whole == len(s) {
		for range exp {
			minor *= 10
		}
	}
	if minor > reconcile.MaxMinor {
		return 0, false
	}
	if neg {
		minor = -minor
	}
	return minor, true
}

// amountBody takes sign and currency off.
func amountBody(s string, c reconcile.Currency) (body string, neg bool, err error) {
	s = trimSpaces(s)
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s, neg = trimSpaces(s[1:len(s)-1]), true
	}
	signs := 0
	sign := func() {
		s = withoutNoCents(s)
		for _, m := range [...]string{"-", "\u2212", "+"} {
			cut, before := strings.CutPrefix(s, m)
			if !before {
				if cut, before = strings.CutSuffix(s, m); !before {
					continue
				}
			}
			s = trimSpaces(cut)
			neg = neg != (m != "+")
			signs++
			return
		}
	}
	sign()
	if s, err = cutCurrency(s, c); err != nil {
		return "", false, err
	}
	sign()
	if signs > 1 || s == "" {
		return "", false, errDigits
	}
	return s, neg, nil
}

// withoutNoCents takes off what some write in place of no cents: 100,- and 100.--
func withoutNoCents(s string) string {
	for _, none := range [...]string{",--", ".--", ",-", ".-", ",\u2013", ".\u2013"} {
		if whole, ok := strings.CutSuffix(s, none); ok {
			return whole
		}
	}
	return s
}

// minor reads digits with groups and decimals.
func (f *amountForm) minor(s string, exp int) (int64, error) {
	var v int64
	group, groups, decimals := 0, 0, -1 // digits since the last separator
	between := ""                       // what separates groups
	for i := 0; i < len(s); {
		ch := s[i]
		switch {
		case '0' <= ch && ch <= '9':
			if decimals >= 0 {
				decimals++
			}
			group++
			if decimals > exp && decimals <= f.decimals && ch == '0' {
				i++
				continue // a zero that the currency has no place for
			}
			if v = v*10 + int64(ch-'0'); v > reconcile.MaxMinor {
				return 0, errLarge
			}
			i++
		case ch == f.decimal && decimals < 0:
			if groups > 0 && group != 3 {
				return 0, errGroups
			}
			decimals = 0
			i++
		default:
			size := f.separator(s[i:])
			if size == 0 || decimals >= 0 {
				return 0, errDigits
			}
			if group == 0 || group > 3 || groups > 0 && group != 3 || groups == 0 && s[0] == '0' {
				return 0, errGroups
			}
			if groups > 0 && s[i:i+size] != between {
				return 0, errGroups
			}
			between = s[i : i+size]
			group, groups = 0, groups+1
			i += size
		}
	}
	switch {
	case decimals < 0 && groups > 0 && group != 3:
		return 0, errGroups
	case decimals < 0 && groups == 1 && exp == 3 && between == ".":
		return 0, errThree
	case decimals == 0 || decimals < 0 && group == 0:
		return 0, errDigits
	case decimals > exp && !f.onlyZeros(s, decimals-exp):
		return 0, fmt.Errorf("it has %d decimals, the currency has %d", decimals, exp)
	}
	for d := max(decimals, 0); d < exp; d++ {
		if v *= 10; v > reconcile.MaxMinor {
			return 0, errLarge
		}
	}
	return v, nil
}

// onlyZeros says whether the last n digits are zeros that the layout writes.
func (f *amountForm) onlyZeros(s string, n int) bool {
	return f.decimals > 0 && len(s) >= n && strings.Trim(s[len(s)-n:], "0") == ""
}

// separator gives the length of a separator of thousands at the start of s.
func (f *amountForm) separator(s string) int {
	if size := spaceAt(s); size > 0 {
		if strings.Contains(f.thousands, "space") {
			return size
		}
		return 0
	}
	if strings.HasPrefix(s, "’") && strings.Contains(f.thousands, "'") {
		return len("’")
	}
	if strings.IndexByte(".',", s[0]) >= 0 && strings.IndexByte(f.thousands, s[0]) >= 0 {
		return 1
	}
	return 0
}
