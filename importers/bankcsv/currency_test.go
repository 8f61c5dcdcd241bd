package bankcsv_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// summary gives the sums of each currency of a file, or why it is not read.
func summary(t *testing.T, text string, opt importers.Options) string {
	t.Helper()
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var c importers.Collector
	if err := im.Read(t.Context(), bytes.NewReader([]byte(text)), opt, &c); err != nil {
		return err.Error()
	}
	var out []string
	for _, s := range c.Statements {
		var credits, debits int64
		for _, e := range s.Entries {
			if e.Amount.Minor < 0 {
				debits -= e.Amount.Minor
			} else {
				credits += e.Amount.Minor
			}
		}
		out = append(out, fmt.Sprintf("%s %d +%d -%d", s.Currency, len(s.Entries), credits, debits))
		if s.Pending > 0 {
			out[len(out)-1] += fmt.Sprintf(" pending %d", s.Pending)
		}
	}
	slices.Sort(out)
	for _, need := range c.Needs {
		if !strings.HasPrefix(need, "account:") && !strings.HasPrefix(need, "currency:") {
			out = append(out, "asked "+need)
		}
	}
	return strings.Join(out, "; ")
}

// TestSeveralCurrencies: lines of several currencies are never added, and the name of an amount's
// column says its currency before any other column does.
func TestSeveralCurrencies(t *testing.T) {
	const (
		beside = "Date;Label;Debit;Debit currency;Credit;Credit currency\n" +
			"13/06/2026;A;-1,00;EUR;;\n14/06/2026;B;;;2,00;CHF\n15/06/2026;C;-4,00;CHF;;\n"
		original = "Date;Label;Currency;Amount in EUR\n" +
			"13/06/2026;A;USD;1,50\n14/06/2026;B;EUR;-2,00\n15/06/2026;C;GBP;-3,00\n"
		unnamed = "Date;Label;Amount;Ccy x\n13/06/2026;A;1,50;USD\n14/06/2026;B;-2,00;EUR\n"
		wallet  = "Date;Label;Wallet;Amount;Balance\n13/06/2026;A;USD;1,50;11,50\n" +
			"14/06/2026;B;EUR;-2,00;98,00\n15/06/2026;C;USD;1,00;12,50\n16/06/2026;D;EUR;-3,00;95,00\n"
		account = "Date;Label;Amount;Currency;Amount in account currency;Account currency\n" +
			"13/06/2026;A;-10,00;EUR;-42,00;PLN\n14/06/2026;B;-5,00;PLN;-5,00;PLN\n"
	)
	for _, c := range []struct {
		name, text string
		opt        importers.Options
		want       string
	}{
		{"a currency beside each amount", beside, importers.Options{}, "CHF 2 +200 -400; EUR 1 +0 -100"},
		{"the title of the amount", original, importers.Options{}, "EUR 3 +150 -500"},
		{"a column that nobody knows", unnamed, importers.Options{}, "several currencies"},
		{"a person says it", unnamed, importers.Options{Currency: "EUR"}, "EUR 2 +150 -200"},
		{"the balances prove it", wallet, importers.Options{}, "EUR 2 +0 -500; USD 2 +250 -0"},
		{"that of the account", account, importers.Options{}, "PLN 2 +0 -4700"},
	} {
		if got := summary(t, c.text, c.opt); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
