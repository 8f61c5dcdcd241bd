package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestTurnedDebits: the books of a company have debit and credit the other way round. They are
// read so only where their columns say that they are such, and the balance proves it.
func TestTurnedDebits(t *testing.T) {
	const (
		rows = "04/06/2026;X;A;20,00;;120,00\n06/06/2026;X;B;;5,00;115,00\n09/06/2026;X;C;;15,00;100,00\n"
		bank = "Date;Réf;Libellé;Débit;Crédit;Solde\n"
		own  = "Date;Journal;Libellé;Débit;Crédit;Solde\n"
		wins = "04/06/2026;X;A;;20,00;120,00\n06/06/2026;X;B;5,00;;115,00\n09/06/2026;X;C;15,00;;100,00\n"
		sens = "Date;Libellé;Débit;Crédit;Solde;Sens\n04/06/2026;A;;20,00;10,00;CR\n" +
			"06/06/2026;B;15,00;;5,00;DB\n09/06/2026;C;15,00;;20,00;DB\n"
		most = "Date;Réf;Libellé;Débit;Crédit;Solde\n" + rows + "10/06/2026;X;D;;10,00;90,00\n" +
			"11/06/2026;X;E;;10,00;80,00\n12/06/2026;X;F;;10,00;71,00\n"
		side = "Datum;Journal;Text;Betrag;Soll/Haben;Saldo\n04/06/2026;X;A;20,00;S;120,00\n" +
			"06/06/2026;X;B;5,00;H;115,00\n09/06/2026;X;C;15,00;H;100,00\n"
		bare = "Date;Journal;Libellé;Débit;Crédit\n04/06/2026;X;A;20,00;\n06/06/2026;X;B;;5,00\n"
	)
	for _, c := range []struct{ name, text, want string }{
		{"as a bank has it", bank + wins, "XXX 3 +2000 -2000"},
		{"the books of a company", own + rows, "XXX 3 +2000 -2000"},
		{"the same with words for the side", side, "XXX 3 +2000 -2000"},
		{"books without a balance", bare, "company's own books"},
		{"turned, and nothing says why", bank + rows, "turned round"},
		{"mostly turned", most, "turned round"},
		{"a balance with a sign of its own", sens, "XXX 3 +2000 -3000"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
