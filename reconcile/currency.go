package reconcile

import "fmt"

// Currency is an ISO 4217 alphabetic code in upper case, such as "EUR". The empty value
// means that no currency is known yet.
type Currency string

// NoCurrency is ISO 4217's code for "no currency"; lists show it when a file names none.
const NoCurrency Currency = "XXX"

// currencies2 holds the active ISO 4217 codes with two decimals, each followed by a space.
const currencies2 = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV " +
	"BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD " +
	"EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR " +
	"JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR " +
	"MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR " +
	"SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD " +
	"TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL "

// withdrawn2 holds the currencies with two decimals that the euro replaced: old statements
// are kept in them.
const withdrawn2 = "ATS CYP DEM EEK FIM FRF IEP LTL LVL MTL NLG SIT SKK "

const currencies0 = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "
const currencies3 = "BHD IQD JOD KWD LYD OMR TND "
const currencies4 = "CLF UYW "

// Exponent is the number of decimals of a currency's minor unit by ISO 4217: 2 for EUR,
// 0 for JPY, 3 for TND, 4 for CLF. It is false for codes that are unknown or that have no
// minor unit (gold, XXX). An amount in [NoCurrency] is shown with two decimals, as it is read
// while nobody has named the currency.
func (c Currency) Exponent() (int, bool) {
	switch {
	case c == NoCurrency:
		return 2, false
	case len(c) != 3:
		return 0, false
	case c == "EUR" || listed(currencies2, c) || listed(withdrawn2, c):
		return 2, true
	case listed(currencies0, c):
		return 0, true
	case listed(currencies3, c):
		return 3, true
	case listed(currencies4, c):
		return 4, true
	}
	return 0, false
}

// listed looks a three-letter code up in a table of codes four bytes apart.
func listed(table string, c Currency) bool {
	for i := 0; i+3 <= len(table); i += 4 {
		if table[i] == c[0] && table[i+1] == c[1] && table[i+2] == c[2] {
			return true
		}
	}
	return false
}

// ParseCurrency accepts an ISO 4217 code with a minor unit, in any case.
func ParseCurrency(s string) (Currency, error) {
	if len(s) == 3 {
		b := []byte(s)
		for i, ch := range b {
			if 'a' <= ch && ch <= 'z' {
				b[i] = ch - 'a' + 'A'
			}
		}
		if c := Currency(b); c.Valid() {
			return c, nil
		}
	}
	return "", fmt.Errorf("unknown currency %q: use an ISO 4217 code such as EUR", s)
}

// Valid says whether the code is an ISO 4217 currency with a minor unit.
func (c Currency) Valid() bool {
	_, ok := c.Exponent()
	return ok
}
