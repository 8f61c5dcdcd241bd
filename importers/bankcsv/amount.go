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
}

var (
	errDigits = errors.New("it is not a number in the form of this layout")
	errGroups = errors.New("the digits before the decimals are not in groups of three")
)

// parse reads an amount exactly. The currency may stand before or behind it and must be the
// one expected; the sign may be a minus (U+002D, U+2212) in front or behind, or parentheses.
func (f amountForm) parse(s string, c reconcile.Currency) (reconcile.Money, error) {
	exp, ok := c.Exponent()
	if !ok {
		return reconcile.Money{}, fmt.Errorf("amount %q: its currency is not known", s)
	}
	body, neg, err := amountBody(s, c)
	if err != nil {
		return reconcile.Money{}, fmt.Errorf("amount %q: %w", s, err)
	}
	minor, err := f.minor(body, exp)
	if err != nil {
		return reconcile.Money{}, fmt.Errorf("amount %q: %w", s, err)
	}
	if neg {
		minor = -minor
	}
	return reconcile.Money{Minor: minor, Currency: c}, nil
}

// amountBody takes sign and currency off.
func amountBody(s string, c reconcile.Currency) (body string, neg bool, err error) {
	s = trimSpaces(s)
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s, neg = trimSpaces(s[1:len(s)-1]), true
	}
	signs := 0
	sign := func() {
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

// cutCurrency takes the expected currency off and refuses another.
func cutCurrency(s string, c reconcile.Currency) (string, error) {
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	if s == "" || isDigit(s[0]) && isDigit(s[len(s)-1]) {
		return s, nil
	}
	from, to := 0, len(s)
	for from < to && !isDigit(s[from]) && s[from] != '.' && s[from] != ',' &&
		!strings.HasPrefix(s[from:], "-") && !strings.HasPrefix(s[from:], "\u2212") {
		from++
	}
	for to > from && !isDigit(s[to-1]) && s[to-1] != '-' && s[to-1] != '.' && s[to-1] != ',' {
		to--
	}
	for _, word := range [...]string{trimSpaces(s[:from]), trimSpaces(s[to:])} {
		switch {
		case word == "" || strings.EqualFold(word, string(c)):
		case word == "€" && c == "EUR", word == "£" && c == "GBP", word == "$" && c == "USD":
		default:
			return "", fmt.Errorf("%q is not the currency of the account (%s)", word, c)
		}
	}
	return trimSpaces(s[from:to]), nil
}

// minor reads digits with groups and decimals.
func (f amountForm) minor(s string, exp int) (int64, error) {
	var v int64
	group, groups, decimals := 0, 0, -1 // digits since the last separator
	for i := 0; i < len(s); {
		ch := s[i]
		switch {
		case '0' <= ch && ch <= '9':
			if decimals >= 0 {
				decimals++
			}
			group++
			if v = v*10 + int64(ch-'0'); v > reconcile.MaxMinor {
				return 0, errors.New("it is too large")
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
			if group == 0 || group > 3 || groups > 0 && group != 3 {
				return 0, errGroups
			}
			group, groups = 0, groups+1
			i += size
		}
	}
	switch {
	case decimals < 0 && groups > 0 && group != 3:
		return 0, errGroups
	case decimals == 0 || decimals < 0 && group == 0:
		return 0, errDigits
	case decimals > exp:
		return 0, fmt.Errorf("it has %d decimals, the currency has %d", decimals, exp)
	}
	for d := max(decimals, 0); d < exp; d++ {
		if v *= 10; v > reconcile.MaxMinor {
			return 0, errors.New("it is too large")
		}
	}
	return v, nil
}

// separator gives the length of a separator of thousands at the start of s.
func (f amountForm) separator(s string) int {
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

// spaceAt gives the length of a space at the start of s: U+0020, U+00A0, U+202F.
func spaceAt(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == ' ' || s[0] == '\t':
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	case strings.HasPrefix(s, "\u202f"):
		return 3
	}
	return 0
}

// trimSpaces takes off outer spaces of all three kinds.
func trimSpaces(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.Trim(s, " \t\n\u00a0\u202f")
}

// plain says whether a byte is ASCII and no space: most cells begin and end so.
func plain(c byte) bool { return ' ' < c && c < 0x80 }
