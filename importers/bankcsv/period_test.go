package bankcsv_test

import (
	"bytes"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestPeriodReversed: of two days above the lines of which the later stands first, one is the day
// on which the file was made: they are not stored as a period, which nothing lies in.
func TestPeriodReversed(t *testing.T) {
	const lines = "Date;Libellé;Montant\n13/03/2026;A;-10,00\n14/03/2026;B;-20,00\n"
	march := reconcile.NewDate(2026, 3, 1)
	for head, want := range map[string]reconcile.Statement{
		"Du 01/03/2026 au 31/03/2026\n": {From: march, To: march + 30, Stated: true},
		"31/03/2026;01/03/2026\n":       {From: march + 12, To: march + 13},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var c importers.Collector
		if err := im.Read(t.Context(), bytes.NewReader([]byte(head+lines)),
			importers.Options{Currency: "EUR", Account: "A"}, &c); err != nil {
			t.Fatal(err)
		}
		if s := c.Statements[0]; s.From != want.From || s.To != want.To || s.Stated != want.Stated {
			t.Errorf("%q gives %s to %s, %v", head, s.From, s.To, s.Stated)
		}
	}
}
