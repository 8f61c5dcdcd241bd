package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestOneSide: the only column of amounts is what it is called, and what can be a charge or a
// receipt is asked.
func TestOneSide(t *testing.T) {
	const rows = "12/06/2026;A;5,00\n13/06/2026;B;7,00\n"
	both := strings.Replace(rows, "7,00", "-7,00", 1)
	for _, c := range []struct{ name, text, want string }{
		{"a debit", "Date;Libellé;Débit\n" + rows, "XXX 2 +0 -1200"},
		{"a charge with its sign", "Date;Libellé;Débit\n" + strings.ReplaceAll(rows, ";B;7", ";B;-7"), "both signs"},
		{"all with their sign", "Datum;Text;Belastung in EUR\n12.06.2026;A;-5,00\n13.06.2026;B;-7,00\n", "EUR 2 +0 -1200"},
		{"a credit", "Date;Libellé;Crédit\n" + rows, "XXX 2 +1200 -0"},
		{"payments of whom", "Date;Text;Payments\n" + rows, "asked signs"},
		{"both signs", "Date;Libellé;Crédit\n" + both, "both signs"},
		{"the name of a card's holder", "Date;Description;Card Member;Amount\n12/06/2026;A;X;5,00\n13/06/2026;B;X;7,00\n" +
			"14/06/2026;PAID;X;-12,00\n", "asked signs"},
		{"and a sign on most lines", "Date;Description;Card Member;Amount\n12/06/2026;A;X;-5,00\n13/06/2026;B;X;-7,00\n" +
			"14/06/2026;PAID;X;12,00\n", "XXX 3 +1200 -1200"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
