package bankcsv_test

import (
	"strings"
	"testing"
)

// TestTotalBesideBalances: a balance proves that a line called total is an entry, and what stands
// behind the last balance is not proved.
func TestTotalBesideBalances(t *testing.T) {
	const head = "Date;Libellé;Débit;Crédit;Solde\n12/06/2026;VIR A;;50,00;50,00\n" +
		"13/06/2026;VIR B;;100,00;150,00\n"
	for _, c := range []struct{ rows, want string }{
		{"14/06/2026;TOTAL ENERGIES;;150,00;300,00\n15/06/2026;CB;1,00;;299,00\n", "booked 4"},
		{"14/06/2026;TOTAL ENERGIES;;150,00;300,00\n;Total;;300,00;\n", "booked 3"},
		{"14/06/2026;TOTAL ENERGIES;;150,00;\n", "may be a total"},
		{"14/06/2026;Total crédits;;150,00;\n", "booked 2"},
	} {
		if got := said(t, head+c.rows); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.rows, got, c.want)
		}
	}
}
