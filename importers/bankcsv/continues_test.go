package bankcsv_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestContinues: every row of a label is kept, however many there are and whether or not the empty
// cells at their end are written; what belongs to no entry is counted.
func TestContinues(t *testing.T) {
	const (
		head = "Date;Libellé;Montant\n"
		a    = "12/06/2026;VIR;5,00\n"
		b    = "13/06/2026;PRLV;-7,00\n"
	)
	many := ""
	for i := range 200 {
		many += fmt.Sprintf(";ligne %d de la suite du libellé;\n", i)
	}
	const left = "lines between entries without a day and an amount, which are left out: "
	for _, c := range []struct{ name, text, want, not string }{
		{"many rows", head + a + many + b, "ligne 199 de la suite du libellé]", left},
		{"short rows", head + a + ";suite un\n;suite deux\n" + b, "[VIR suite un suite deux]", left},
		{"short rows of the last line", head + a + b + ";suite un\n;suite deux\n", "[PRLV suite un suite deux]", left},
		{"a name that goes on", "Date;Débiteur;Libellé;Montant\n12/06/2026;MAIRIE DE;VIR;5,00\n;SAINT-BRIAC;FACTURE 12;\n" +
			"13/06/2026;B;PRLV;-7,00\n", "[VIR MAIRIE DE SAINT-BRIAC FACTURE 12]", left},
		{"the name of a payer", "Date;Nom du payeur;Libellé;Montant\n12/06/2026;MAIRIE DE;VIR;5,00\n;SAINT-BRIAC;FACTURE 12;\n" +
			"13/06/2026;B;PRLV;-7,00\n", "MAIRIE DE SAINT-BRIAC", left},
		{"a row with something else", "Date;Libellé;Montant;Numéro de chèque\n12/06/2026;VIR;5,00;\n;suite;;17\n13/06/2026;PRLV;-7,00;\n",
			"", ""},
		{"text below the table", head + a + b + "Sous réserve;;\n", "[PRLV]", left},
	} {
		got, _, err := read(t, []byte(c.text), importers.Options{Currency: "EUR", Account: "A"})
		if err != nil || !strings.Contains(got, c.want) || c.not != "" && strings.Contains(said(t, c.text), c.not) {
			t.Errorf("%s: %v: %q is not in %s", c.name, err, c.want, got)
		}
	}
	if got := said(t, "Date;Libellé;Montant;Taux\n12/06/2026;VIR;5,00;\n;suite;;17\n13/06/2026;PRLV;-7,00;\n"); !strings.Contains(got,
		left+"1, the first on line 3") {
		t.Error(got)
	}
}
