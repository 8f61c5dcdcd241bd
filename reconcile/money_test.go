package reconcile

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		in       string
		currency Currency
		minor    int64
		out      string
	}{
		{"1234.56", "EUR", 123456, "1234.56"},
		{"-0.05", "EUR", -5, "-0.05"},
		{"+7", "EUR", 700, "7.00"},
		{".5", "EUR", 50, "0.50"},
		{"12.3400", "EUR", 1234, "12.34"},
		{"1500", "JPY", 1500, "1500"},
		{"1500.00", "JPY", 1500, "1500"},
		{"1.234", "TND", 1234, "1.234"},
		{"0.0001", "CLF", 1, "0.0001"},
		{"0", "EUR", 0, "0.00"},
	} {
		m, err := ParseMoney(c.in, c.currency)
		if err != nil || m.Minor != c.minor || m.Decimal() != c.out {
			t.Errorf("ParseMoney(%q, %s) = %v %q, %v", c.in, c.currency, m.Minor, m.Decimal(), err)
		}
	}
	for _, bad := range []string{"", "-", ".", "1,50", "1.234,56", "1 000.00", "1.005", "12a",
		"99999999999999999999", "--1", "1e3", "٣"} {
		if m, err := ParseMoney(bad, "EUR"); !errors.Is(err, ErrAmount) {
			t.Errorf("ParseMoney(%q) = %v, %v; want ErrAmount", bad, m, err)
		}
	}
	if _, err := ParseMoney("1", "XAU"); !errors.Is(err, ErrAmount) {
		t.Errorf("gold has no minor unit: %v", err)
	}
}

// Every ISO 4217 currency with 0, ±1, the maximum and one beyond: exact or refused.
func TestEveryCurrency(t *testing.T) {
	codes := strings.Fields(currencies0 + currencies2 + currencies3 + currencies4)
	if len(codes) < 160 {
		t.Fatalf("only %d currencies", len(codes))
	}
	for _, code := range codes {
		c, err := ParseCurrency(strings.ToLower(code))
		if err != nil {
			t.Fatal(err)
		}
		for _, minor := range []int64{0, 1, -1, MaxMinor, -MaxMinor} {
			m := Money{minor, c}
			back, err := ParseMoney(m.Decimal(), c)
			if err != nil || back != m {
				t.Errorf("%s: %d printed as %s, read as %v, %v", c, minor, m.Decimal(), back, err)
			}
		}
		if _, err := ParseMoney((Money{MaxMinor + 1, c}).Decimal(), c); !errors.Is(err, ErrAmount) {
			t.Errorf("%s: an amount beyond the maximum was read", c)
		}
	}
	for _, bad := range []string{"", "EU", "EURO", "XXX", "XAU", "ABC", "E R"} {
		if _, err := ParseCurrency(bad); err == nil {
			t.Errorf("ParseCurrency(%q) was accepted", bad)
		}
	}
}

func TestMoneyArithmetic(t *testing.T) {
	if _, err := EUR(1).Add(Money{1, "USD"}); !errors.Is(err, ErrCurrency) {
		t.Errorf("two currencies were added: %v", err)
	}
	if _, err := (Money{1 << 62, "EUR"}).Add(Money{1 << 62, "EUR"}); !errors.Is(err, ErrAmount) {
		t.Errorf("an overflow was not seen: %v", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		a := EUR(rapid.Int64Range(-MaxMinor, MaxMinor).Draw(t, "a"))
		b := EUR(rapid.Int64Range(-MaxMinor, MaxMinor).Draw(t, "b"))
		sum, err := a.Add(b)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := sum.Sub(b); err != nil || back != a {
			t.Fatalf("%s + %s - %s = %s, %v", a, b, b, back, err)
		}
		text, _ := a.MarshalText()
		var read Money
		if err := read.UnmarshalText(text); err != nil || read != a {
			t.Fatalf("%s read back as %s: %v", text, read, err)
		}
	})
}

func FuzzParseMoney(f *testing.F) {
	f.Add("1234.56", "EUR")
	f.Add("-.1", "TND")
	f.Fuzz(func(t *testing.T, s, code string) {
		m, err := ParseMoney(s, Currency(code))
		if err != nil {
			return
		}
		if back, err := ParseMoney(m.Decimal(), m.Currency); err != nil || back != m {
			t.Fatalf("%q read as %s, printed and read as %s, %v", s, m, back, err)
		}
	})
}
