package importers

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// ParseAmount reads a signed amount whose format does not say which mark stands before the
// decimals, and only when its own form settles that:
//
//	1234.56  1234,56  1,234.56  1.234,56  1 234,56  1'234.56  1.234.567  12
//
// One mark with exactly three digits behind it (1,234 or 1.900) is a thousand or three
// decimals, and is refused unless the currency has three. Groups are three digits. Nothing
// is rounded: digits that the currency does not have are refused, zeros excepted. In
// [reconcile.NoCurrency] an amount has two decimals.
func ParseAmount(s string, c reconcile.Currency) (reconcile.Money, error) {
	plain, err := plainAmount(strings.TrimSpace(s), c)
	if err != nil {
		return reconcile.Money{}, fmt.Errorf("amount %q: %w", clip(s), err)
	}
	if c != reconcile.NoCurrency {
		return reconcile.ParseMoney(plain, c)
	}
	m, err := reconcile.ParseMoney(plain, "EUR")
	if err != nil {
		return m, fmt.Errorf("%w: if the currency has three decimals name it with --currency", err)
	}
	m.Currency = c
	return m, nil
}

var (
	errMarks  = errors.New("want digits, as in 1234.56")
	errGroups = errors.New("the digits are not in groups of three")
	errThree  = errors.New("it may be a thousand or three decimals: save the file with two decimals")
)

// plainAmount writes an amount with a dot before the decimals and without groups.
func plainAmount(s string, c reconcile.Currency) (string, error) {
	sign, body := "", s
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, body = s[:1], s[1:]
	}
	at := strings.LastIndexAny(body, ".,")
	whole, decimals := body, ""
	if at >= 0 {
		mark := body[at : at+1]
		switch n := strings.Count(body, mark); {
		case n > 1 && strings.ContainsAny(body[:at], otherMarks(mark[0])):
			return "", errMarks
		case n == 1:
			whole, decimals = body[:at], body[at+1:]
			exp, _ := c.Exponent()
			grouped := strings.ContainsAny(whole, otherMarks(mark[0]))
			if len(decimals) == 3 && exp < 3 && !grouped && len(whole) <= 3 && whole != "0" {
				return "", errThree
			}
		}
	}
	digits, err := ungroup(whole)
	if err != nil {
		return "", err
	}
	if digits == "" || strings.Trim(decimals, "0123456789") != "" {
		return "", errMarks
	}
	return sign + digits + "." + decimals, nil
}

// otherMarks lists what separates groups when mark stands before the decimals.
func otherMarks(mark byte) string {
	if mark == '.' {
		return ",'’ \u00a0\u202f"
	}
	return ".'’ \u00a0\u202f"
}

// ungroup takes the separators of thousands out, which are all the same.
func ungroup(s string) (string, error) {
	at := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if at < 0 {
		return s, nil
	}
	for _, mark := range [...]string{".", ",", "'", "’", " ", "\u00a0", "\u202f"} {
		if !strings.HasPrefix(s[at:], mark) {
			continue
		}
		groups := strings.Split(s, mark)
		for i, g := range groups {
			if strings.Trim(g, "0123456789") != "" {
				return "", errMarks
			}
			if i > 0 && len(g) != 3 || len(g) > 3 || g == "" {
				return "", errGroups
			}
		}
		return strings.Join(groups, ""), nil
	}
	return "", errMarks
}
