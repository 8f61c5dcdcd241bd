package importers

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"pgregory.net/rapid"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		in       string
		currency reconcile.Currency
		want     string // empty: refused
	}{
		{"1234.56", "EUR", "1234.56"}, {"1234,56", "EUR", "1234.56"}, {"-12", "EUR", "-12.00"},
		{"+1,234.56", "EUR", "1234.56"}, {"1.234,56", "EUR", "1234.56"}, {" 12,5 ", "EUR", "12.50"},
		{"1 234,56", "EUR", "1234.56"}, {"1\u202f234,56", "EUR", "1234.56"},
		{"1\u00a0234.56", "EUR", "1234.56"}, {"1'234.50", "CHF", "1234.50"},
		{"1.234.567", "EUR", "1234567.00"}, {"1,234,567", "EUR", "1234567.00"},
		{"1.234.567,8", "EUR", "1234567.80"}, {"0.500", "EUR", "0.50"}, {"12345,600", "EUR", "12345.60"},
		{"1,234", "TND", "1.234"}, {"1.234,000", "TND", "1234.000"}, {"1234", "JPY", "1234"},
		{"1.234,56", "XXX", "1234.56"}, {"-,50", "EUR", ""}, {"5,", "EUR", "5.00"},
		{"1,234", "EUR", ""}, {"1.900", "EUR", ""}, {"1,900", "JPY", ""}, {"12,34,56", "EUR", ""},
		{"1.23.456,7", "EUR", ""}, {"1,234.567.8", "EUR", ""}, {"12.345", "XXX", ""},
		{"", "EUR", ""}, {"-", "EUR", ""}, {"--1", "EUR", ""}, {"1-", "EUR", ""}, {"$12", "EUR", ""},
		{"1.2,3.4", "EUR", ""}, {"1 2", "EUR", ""}, {"1.005,12,1", "EUR", ""}, {"12.3456", "EUR", ""},
		{"1.234,567", "EUR", ""}, {"1 234.567", "EUR", ""}, {"1,", "XAU", ""}, {"１２", "EUR", ""},
		{"1'234 567,00", "EUR", ""}, {"1234.567,00", "EUR", ""}, {" ", "EUR", ""},
	} {
		m, err := ParseAmount(c.in, c.currency)
		got := ""
		if err == nil {
			got = m.Decimal()
		}
		if got != c.want {
			t.Errorf("%q in %s is %q (%v), want %q", c.in, c.currency, got, err, c.want)
		}
	}
}

// TestParseAmountForms: an amount with two decimals reads back from every form.
func TestParseAmountForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := reconcile.EUR(rapid.Int64Range(-reconcile.MaxMinor, reconcile.MaxMinor).Draw(t, "cents"))
		form := rapid.SampledFrom([]string{" ,", ".,", ",.", "'.", "x,", "x."}).Draw(t, "form")
		whole, cents, _ := strings.Cut(m.Abs().Decimal(), ".")
		var b strings.Builder
		if m.Minor < 0 {
			b.WriteByte('-')
		}
		for i, d := range []byte(whole) {
			if form[0] != 'x' && i > 0 && (len(whole)-i)%3 == 0 {
				b.WriteByte(form[0])
			}
			b.WriteByte(d)
		}
		b.WriteString(form[1:] + cents)
		if got, err := ParseAmount(b.String(), "EUR"); err != nil || got != m {
			t.Fatalf("%q is %s: %v; want %s", b.String(), got, err, m)
		}
	})
}
