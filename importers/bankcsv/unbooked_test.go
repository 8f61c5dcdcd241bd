package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestUnprovedLines: a balance proves the lines between the first and the last that have one. What
// stands outside may be pending, and is when a word says so.
func TestUnprovedLines(t *testing.T) {
	const rows = "13.06.2026;Meier;A;-1,00;9,00;OK\n12.06.2026;Meier;B;2,00;10,00;OK\n11.06.2026;Meier;C;3,00;8,00;OK\n"
	const head = "Datum;Empfänger;Text;Betrag;Saldo;Status\n"
	for _, c := range []struct{ name, text, want string }{
		{"a status that nobody knows", head + "14.06.2026;Meier;X;5,00;;Blub\n" + rows, "asked status"},
		{"the same within the balance", head + strings.Replace(rows, "10,00;OK", "10,00;Blub", 1), "XXX 3 +500 -100"},
		{"brackets in the name", head + "14.06.2026;[VORGEMERKT] Meier;X;5,00;;OK\n" + rows, "not booked yet"},
		{"brackets in another form", head + "14.06.2026;Meier;(Vorgemerkter) X;5,00;;OK\n" + rows, "not booked yet"},
		{"a heading", head + "Vorgemerkt;;;;;\n14.06.2026;Meier;X;5,00;;OK\n" + rows, "not booked yet"},
		{"a heading that nobody knows", head + "Blub;;;;;\n14.06.2026;Meier;X;5,00;;OK\n" + rows, "nothing says what"},
		{"a total of a list with a status", head + rows + ";Summe;;4,00;;\n", "XXX 3 +500 -100"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
