package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestMarks: words beside amounts say the direction, where they can mean one thing only.
func TestMarks(t *testing.T) {
	const head = "Date;Text;Amount\n"
	for _, c := range []struct{ name, file, want string }{
		{"C and D", head + "13/06/2026;AB;100,00 C\n14/06/2026;CD;1.050,00 D\n", "-1050.00"},
		{"CR and DR, glued", head + "13/06/2026;AB;100.00CR\n14/06/2026;CD;1,050.00DR\n", "-1050.00"},
		{"Haben and Soll", head + "13/06/2026;AB;100,00 H\n14/06/2026;CD;50,00 S\n", " -50.00"},
		{"in front", head + "13/06/2026;AB;CR 100,00\n14/06/2026;CD;DR 50,00\n", " -50.00"},
		{"with a currency", head + "13/06/2026;AB;EUR 100,00 Cr.\n14/06/2026;CD;EUR 50,00 Dr.\n", " -50.00"},
		{"in front, and the letter of a currency", head + "13/06/2026;AB;C 100,00 USD\n" +
			"14/06/2026;CD;D 50,00 USD\n", " -50.00"},
		{"only credits are marked", head + "13/06/2026;AB;100,00CR\n14/06/2026;CD;50,00\n", " -50.00"},
		{"only debits are marked", head + "13/06/2026;AB;100,00\n14/06/2026;CD;50,00 Dr\n", " -50.00"},
		{"a letter alone", head + "13/06/2026;AB;100,00 A\n14/06/2026;CD;50,00 A\n", "says the direction"},
		{"A and B", head + "13/06/2026;AB;100,00 A\n14/06/2026;CD;50,00 B\n", "-100.00"},
		{"one without", head + "13/06/2026;AB;100,00 C\n14/06/2026;CD;50,00 D\n15/06/2026;EF;5,00\n",
			"others have none"},
		{"cut", head + "13/06/2026;AB;100,00 C\n14/06/2026;CD;50,00", "last cell may be cut"},
		{"balances too", "Date;Text;Amount;Balance\n13/06/2026;AB;100,00 C;100,00 C\n" +
			"14/06/2026;CD;150,00 D;50,00 D\n15/06/2026;EF;60,00 C;10,00 C\n", "{10.00 EUR 2026-06-15}"},
		{"no cents", head + "13/06/2026;AB;100,-\n14/06/2026;CD;-1.050,-\n", "-1050.00"},
	} {
		opt := importers.Options{Currency: "EUR"}
		if strings.Contains(c.file, "USD") {
			opt.Currency = ""
		}
		got, needs, err := read(t, []byte(c.file), opt)
		all := got + " ask " + strings.Join(needs, " ask ")
		if err != nil {
			all = err.Error()
		}
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}

// TestSigns: signs and names of currencies stand beside amounts or in a column of their own.
func TestSigns(t *testing.T) {
	for file, want := range map[string]string{
		"Dato;Tekst;Beløp\n2026-06-13;AB;1 234,50 kr\n2026-06-14;CD;-5,00 kr\n":               "ask currency:",
		"Data;Opis;Suma\n2026-06-13;AB;1.234,50 lei\n2026-06-14;CD;-5,00 lei\n":               "1234.50 RON",
		"Date;Text;Amount;Card Currency\n2026-06-13;AB;1.50;EUR\n2026-06-14;CD;-5.00;EUR\n":   "ask currency:",
		"Date;Text;Amount;Pocket currency\n2026-06-13;AB;1.50;USD\n2026-06-14;CD;-5.00;EUR\n": "-5.00 EUR",
	} {
		got, needs, err := read(t, []byte(file), importers.Options{})
		if all := got + " ask " + strings.Join(needs, " ask "); err != nil || !strings.Contains(all, want) {
			t.Errorf("%s: %v: %q is not in %s", file, err, want, all)
		}
	}
}
