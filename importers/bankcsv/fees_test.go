package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestFeesWithoutBalance: whether fees come on top of the amounts is asked where nothing tells.
func TestFeesWithoutBalance(t *testing.T) {
	for file, want := range map[string]string{
		"Date;Text;Amount;Fee\n13/06/2026;AB;-5,00;0,10\n14/06/2026;CD;7,00;0,00\n":                   "asked fees:",
		"Date;Text;Amount;Fee\n13/06/2026;AB;-5,00;0,00\n14/06/2026;CD;7,00;0,00\n":                   "XXX 2 +700 -500",
		"Date;Text;Net amount;Fee\n13/06/2026;AB;-5,00;0,10\n14/06/2026;CD;7,00;0,00\n":               "XXX 2 +700 -500",
		"Date;Text;Amount;Fee;Balance\n13/06/2026;AB;-5,00;0;95,00\n14/06/2026;CD;7,00;0,10;102,00\n": "XXX 2 +700 -500",
	} {
		if got := summary(t, file, importers.Options{}); !strings.Contains(got, want) ||
			!strings.Contains(want, "asked") && strings.Contains(got, "asked") {
			t.Errorf("%s%s, want %s", file, got, want)
		}
	}
}

// TestUnknownTotals: a line that is the sum of those above to the cent is no entry that is booked
// in silence, whatever it is called; one that a balance proves is.
func TestUnknownTotals(t *testing.T) {
	const lines = "13/06/2026;AB;-5,20;\n14/06/2026;CD;7,00;\n14/06/2026;EF;1,33;\n"
	for file, want := range map[string]string{
		"Date;Text;Amount;\n" + lines + "15/06/2026;Acumulado;3,13;\n": "may be a total",
		"Date;Text;Amount;\n" + lines + "15/06/2026;Acumulado;3,14;\n": "XXX 4",
		"Date;Text;Amount;Balance\n13/06/2026;AB;-5,20;94,80\n14/06/2026;CD;7,00;101,80\n" +
			"14/06/2026;EF;1,33;103,13\n15/06/2026;GH;3,13;106,26\n": "XXX 4",
	} {
		if got := summary(t, file, importers.Options{}); !strings.Contains(got, want) {
			t.Errorf("%s%s, want %s", file, got, want)
		}
	}
}
