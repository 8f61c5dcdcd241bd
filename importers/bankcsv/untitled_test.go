package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestUntitled: a column without a name is known by the one beside it.
func TestUntitled(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"names over the currencies", "Datum;Omschrijving;Mutatie;;Saldo;\n" +
			"13-06-2026;A;USD;-1,00;USD;9,00\n14-06-2026;B;EUR;2,00;EUR;12,00\n", "EUR 1 +200 -0; USD 1 +0 -100"},
		{"currencies right of the amounts", "Datum;Text;Betrag;\n13.06.2026;A;-1,00;CHF\n14.06.2026;B;2,00;CHF\n",
			"CHF 2 +200 -100"},
		{"a number of something else", "Datum;Text;Betrag;\n13.06.2026;A;-1,00;7\n14.06.2026;B;2,00;8\n",
			"XXX 2 +200 -100"},
		{"the currency behind the account", "Сметка: BG44UNCR70001512345678 EUR;;\nДата;Описание;Сума\n" +
			"13.06.2026 г.;A;-1,00\n14.06.2026 г.;B;2,00\n", "EUR 2 +200 -100"},
		{"an account and a period within a sentence", "Izvod po računu HR8723400091112345678 od 01.06.2026. do " +
			"30.06.2026. Valuta EUR OIB 1;;\nDatum;Opis;Iznos\n13.06.2026.;A;-1,00\n14.06.2026.;B;2,00\n",
			"EUR 2 +200 -100"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
