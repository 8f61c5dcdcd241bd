package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestDaysOnce: a line without a day has that of the line above where the balances follow through
// all of them, and is refused where they do not say so.
func TestDaysOnce(t *testing.T) {
	const (
		head = "Date;Libellé;Débit;Crédit;Solde\n"
		rows = "12/06/2026;A;;5,00;15,00\n;B;7,00;;8,00\n;C;;1,00;9,00\n13/06/2026;D;2,00;;7,00\n;E;;3,00;10,00\n"
	)
	for _, c := range []struct{ name, text, want string }{
		{"the balance follows through all", head + rows, "XXX 5 +900 -900"},
		{"a balance at the end of each day", head + "11/06/2026;Z;;1,00;10,00\n" + strings.NewReplacer("15,00\n", "\n", "8,00\n", "\n", ";7,00\n", ";\n").
			Replace(rows) + "14/06/2026;F;;1,00;11,00\n", "XXX 7 +1100 -900"},
		{"a value date on every line", "Date;Valeur;Libellé;Montant;Solde\n12/06/2026;14/06/2026;A;5,00;15,00\n" +
			";13/06/2026;B;-7,00;8,00\n;12/06/2026;C;1,00;9,00\n", "XXX 3 +600 -700"},
		{"with sums and balances", head + ";Ancien solde;;10,00;\n" + rows + ";Total;9,00;9,00;\n;Nouveau solde;;10,00;\n",
			"XXX 5 +900 -900"},
		{"no balance", strings.NewReplacer(";Solde", "", ";15,00\n", "\n", ";8,00\n", "\n", ";9,00\n", "\n", ";7,00\n", "\n",
			";10,00\n", "\n").Replace(head + rows), "has no date"},
		{"a step that does not follow", head + strings.Replace(rows, "8,00\n", "8,50\n", 1), "has no date"},
		{"one behind the last balance", head + rows + ";F;4,00;;\n", "has no date"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestDayAbove: the day is that of the line above, and not the value date beside it.
func TestDayAbove(t *testing.T) {
	got, _, err := read(t, []byte("Date;Valeur;Libellé;Montant;Solde\n12/06/2026;14/06/2026;A;5,00;15,00\n"+
		";13/06/2026;B;-7,00;8,00\n;12/06/2026;C;1,00;9,00\n"), importers.Options{})
	if n := strings.Count(got, "2026-06-12"); err != nil || n < 3 {
		t.Errorf("%v: %s", err, got)
	}
}

// TestDayWithoutYear: a value date is not taken for the booking day where that is written too,
// without its year or on some lines only.
func TestDayWithoutYear(t *testing.T) {
	const head = "Date;Valeur;Libellé;Montant\n"
	for _, c := range []struct{ text, want string }{
		{head + "12.06;14.06.2026;A;5,00\n13.06;15.06.2026;B;-7,00\n", "is a value date"},
		{head + "12/06/2026;14/06/2026;A;5,00\n;13/06/2026;B;-7,00\n14/06/2026;14/06/2026;C;-7,00\n", "is a value date"},
		{head + ";14/06/2026;A;5,00\n;15/06/2026;B;-7,00\n", "XXX 2 +500 -700"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}
