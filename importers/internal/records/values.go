package records

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Day makes a date of two digits each. Years above 60 are of the last century, which is how
// CFONB reads them; the other formats did not exist then.
func Day(year, month, day string) (reconcile.Date, bool) {
	y, ok1 := Number(year)
	m, ok2 := Number(month)
	d, ok3 := Number(day)
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	if y > 60 {
		y += 1900
	} else {
		y += 2000
	}
	date := reconcile.NewDate(int(y), int(m), int(d))
	return date, date != 0
}

// DayMonthYear reads JJMMAA.
func DayMonthYear(s string) (reconcile.Date, bool) {
	if len(s) != 6 {
		return 0, false
	}
	return Day(s[4:], s[2:4], s[:2])
}

// YearMonthDay reads YYMMDD.
func YearMonthDay(s string) (reconcile.Date, bool) {
	if len(s) != 6 {
		return 0, false
	}
	return Day(s[:2], s[2:4], s[4:])
}

// Number reads up to 18 digits and nothing else.
func Number(s string) (int64, bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	var n int64
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, true
}

// Money makes an amount of digits whose last decimals ones stand behind the comma. Digits
// beyond those of the currency have to be zeros.
func Money(digits string, decimals int, c reconcile.Currency) (reconcile.Money, error) {
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return reconcile.Money{}, fmt.Errorf("amount %q has other characters than digits", digits)
	}
	if missing := decimals - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	at := len(digits) - decimals
	return reconcile.ParseMoney(digits[:at]+"."+digits[at:], c)
}
