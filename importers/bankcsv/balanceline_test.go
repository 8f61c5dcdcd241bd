package bankcsv_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestLinesLikeBalances: a payment whose label begins like a balance is never left out in
// silence; the balances of the file are, and are named.
func TestLinesLikeBalances(t *testing.T) {
	const head = "Date;Libellé;Débit;Crédit\n13/06/2026;PRLV EDF;100,00;\n"
	const last = "15/06/2026;CB;50,00;\n"
	const maybe = "may be a payment"
	for _, c := range []struct{ name, file, want string }{
		{"new balance, an invoice", head + "14/06/2026;NOUVEAU SOLDE FACTURE 77;;77,00\n" + last, maybe},
		{"in the last line", head + "14/06/2026;NOUVEAU SOLDE FACTURE 77;;77,00\n", maybe},
		{"plain, but between entries", head + "14/06/2026;NOUVEAU SOLDE;;77,00\n" + last, maybe},
		{"old balance, a client", head + "14/06/2026;ANCIEN SOLDE CLIENT MARTIN;;77,00\n" + last, maybe},
		{"a company", head + "14/06/2026;BROUGHT FORWARD LTD;;77,00\n" + last, maybe},
		{"a balance that is named", "Date;Libellé;Débit;Crédit\n12/06/2026;ANCIEN SOLDE AU 12/06/2026;;" +
			"500,00\n13/06/2026;PRLV EDF;100,00;\n" + last, "ANCIEN SOLDE AU 12/06/2026\" is a balance"},
	} {
		im, err := embedded()
		if err != nil {
			t.Fatal(err)
		}
		var got importers.Collector
		err = im.Read(context.Background(), strings.NewReader(c.file),
			importers.Options{Currency: "EUR"}, &got)
		if all := fmt.Sprint(got.Messages, err); !strings.Contains(all, c.want) {
			t.Errorf("%s: %q is not in %s", c.name, c.want, all)
		}
	}
}

// TestFewBalances: two or three lines whose balances contradict the amounts are not entered as
// if nothing was wrong.
func TestFewBalances(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range []string{"13/06/2026;A;-10,00;90,00\n14/06/2026;B;50,00;141,00\n",
		"13/06/2026;A;-10,00;90,00\n14/06/2026;B;50,00;141,00\n15/06/2026;C;5,00;150,00\n"} {
		var got importers.Collector
		err = im.Read(context.Background(), strings.NewReader("Date;Libellé;Montant;Solde\n"+rows),
			importers.Options{Currency: "EUR"}, &got)
		if err != nil || len(got.Statements) != 1 {
			t.Fatal(err)
		}
		if s := got.Statements[0]; s.Opening == nil || s.Closing == nil {
			t.Errorf("no balances contradict the lines of %q: %v", rows, got.Messages)
		}
	}
}
