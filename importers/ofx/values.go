package ofx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// date reads YYYYMMDD with an optional time and zone, as 20260131235959.000[-5:EST]: the
// day that the bank wrote, wherever rappro runs.
func date(s string) (reconcile.Date, error) {
	if len(s) < 8 || !digits(s[:8]) || !clock(s[8:]) {
		return 0, fmt.Errorf("date %s: want YYYYMMDD", quote(s))
	}
	n := 0
	for _, c := range []byte(s[:8]) {
		n = n*10 + int(c-'0')
	}
	d := reconcile.NewDate(n/10000, n/100%100, n%100)
	if d == 0 {
		return 0, fmt.Errorf("date %s does not exist or lies outside 1970 to 2149", quote(s))
	}
	return d, nil
}

// clock says whether what follows a day may be a time and a zone.
func clock(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !nameByte(c) && c != '+' && c != '[' && c != ']' && c != ' ' && c != '/' {
			return false
		}
	}
	return true
}

// plain says whether an amount has nothing but digits, signs and dots.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' {
			return false
		}
	}
	return true
}

// amount reads an amount. The standard's form is -1234.56, where a dot is always the
// decimal mark; banks also write -1234,56 and 1.234,56.
func amount(s string, c reconcile.Currency) (reconcile.Money, error) {
	if c != reconcile.NoCurrency && plain(s) && strings.Count(s, ".") <= 1 {
		return reconcile.ParseMoney(s, c)
	}
	return importers.ParseAmount(s, c)
}

// balance reads an amount that a bank wrote for people, with the sign of the currency
// before it: R$ 5.326,43.
func balance(s string, c reconcile.Currency) (reconcile.Money, error) {
	at := strings.IndexAny(s, "0123456789")
	if at < 0 {
		return reconcile.Money{}, errors.New("balance " + quote(s) + " is no amount")
	}
	sign, symbol := "", strings.TrimSpace(s[:at])
	for _, m := range [...]string{"-", "+"} {
		if cut, ok := strings.CutPrefix(symbol, m); ok {
			sign, symbol = m, cut
		} else if cut, ok := strings.CutSuffix(symbol, m); ok {
			sign, symbol = m, cut
		}
	}
	switch symbol = strings.TrimSpace(symbol); {
	case symbol == "." || symbol == ",":
		return amount(s, c)
	case len(symbol) > 4:
		return reconcile.Money{}, errors.New("balance " + quote(s) + " is no amount")
	}
	return amount(sign+s[at:], c)
}
