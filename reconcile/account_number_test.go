package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A RIB and its IBAN are one account, and a slip in an IBAN opens none.
func TestParseAccount(t *testing.T) {
	for text, want := range map[string]string{
		"20041 01005 0500013M026 06":        "FR1420041010050500013M02606",
		"FR14 2004 1010 0505 0001 3M02 606": "FR1420041010050500013M02606",
		"FR15 2004 1010 0505 0001 3M02 606": "",
		"FR1420041010050500013M0260":        "",
		"20041010050500013M02607":           "20041010050500013M02607",
		"toto":                              "TOTO",
		"":                                  "",
	} {
		got, err := reconcile.ParseAccount(text)
		if got != want || (err != nil) != (want == "" && text != "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

// A word opens no account, a known account has any name.
func TestAccountOf(t *testing.T) {
	known := []reconcile.Account{{ID: "CAISSE", Card: reconcile.AccountCard{Alias: "petty cash"}}}
	for text, want := range map[string]string{
		"":                                      "",
		"petty cash":                            "CAISSE",
		"caisse":                                "CAISSE",
		"toto":                                  "",
		"compte 1":                              "",
		"12 34":                                 "1234",
		"20041 01005 0500013M026 06":            "FR1420041010050500013M02606",
		"FR15 2004 1010 0505 0001 3M02 606":     "",
		"1234567890123456789012345678901234567": "",
	} {
		got, err := reconcile.AccountOf(text, known)
		if got != want || (err != nil) != (want == "" && text != "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}
