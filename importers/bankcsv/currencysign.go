package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// cutCurrency takes the expected currency off and refuses another. While the currency is
// not known none is expected.
func cutCurrency(s string, c reconcile.Currency) (string, error) {
	before, number, behind := aroundNumber(s)
	for _, word := range [...]string{before, behind} {
		if word != "" && !strings.EqualFold(word, string(c)) && !slices.Contains(signOf(word), c) &&
			(c != reconcile.NoCurrency || signOf(word) == nil) {
			return "", fmt.Errorf("%q is not the currency of the account (%s)", word, c)
		}
	}
	return number, nil
}

// aroundNumber cuts what stands before and behind the digits and signs of an amount.
func aroundNumber(s string) (before, number, behind string) {
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	if s == "" || isDigit(s[0]) && isDigit(s[len(s)-1]) {
		return "", s, ""
	}
	if n := len(s); n > 1 && s[n-1] == '.' && isLetter(rune(s[n-2])) {
		s = s[:n-1] // kr. and Cr.
	}
	from, to := 0, len(s)
	for from < to && !isDigit(s[from]) && (s[from] != '.' || from > 0 && isLetter(rune(s[from-1]))) &&
		s[from] != ',' && s[from] != '+' && !strings.HasPrefix(s[from:], "-") && !strings.HasPrefix(s[from:], "\u2212") {
		from++
	}
	for to > from && !isDigit(s[to-1]) && s[to-1] != '-' && s[to-1] != '.' && s[to-1] != ',' {
		to--
	}
	return trimSpaces(s[:from]), trimSpaces(s[from:to]), trimSpaces(s[to:])
}

// signOf lists the currencies of a sign or an everyday name; nil for what is none.
func signOf(word string) []reconcile.Currency {
	switch fold(word) {
	case "€", "euro", "euros", "e":
		return []reconcile.Currency{"EUR"}
	case "£":
		return []reconcile.Currency{"GBP"}
	case "us$":
		return []reconcile.Currency{"USD"}
	case "$":
		return []reconcile.Currency{"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP", "UYU",
			"DOP", "TWD", "BBD", "BMD", "BSD", "BZD", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD",
			"TTD", "XCD", "BND", "CUP"}
	case "¥", "￥":
		return []reconcile.Currency{"JPY", "CNY"}
	case "zl":
		return []reconcile.Currency{"PLN"}
	case "kc":
		return []reconcile.Currency{"CZK"}
	case "fr", "fr.", "sfr", "sfr.":
		return []reconcile.Currency{"CHF"}
	case "ft":
		return []reconcile.Currency{"HUF"}
	case "lei", "leu":
		return []reconcile.Currency{"RON"}
	case "лв", "лв.", "lv", "lv.":
		return []reconcile.Currency{"BGN"}
	case "₺", "tl":
		return []reconcile.Currency{"TRY"}
	case "din", "din.", "дин", "дин.":
		return []reconcile.Currency{"RSD"}
	case "kr", "kr.":
		return []reconcile.Currency{"SEK", "NOK", "DKK", "ISK"}
	}
	return nil
}

// currencySign finds the currency of a sign or an everyday name that only one currency has. The $
// stands for pesos too: what it means is asked, where nothing else says it.
func currencySign(word string) reconcile.Currency {
	if list := signOf(word); len(list) == 1 {
		return list[0]
	}
	return ""
}
