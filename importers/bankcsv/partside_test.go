package bankcsv_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

// TestPartSide: words for the direction count on the lines on which they stand, whatever stands in the
// same column on others.
func TestPartSide(t *testing.T) {
	const (
		two    = "14/06/2026;A;100,00;C\n15/06/2026;B;40,00;D\n"
		sens   = "Date;Libellé;Montant;Sens\n"
		noSign = "has no word for a credit or a debit"
		oppose = "contradict the column"
		kind   = "asked signs: line"
	)
	for _, c := range []struct{ name, text, want string }{
		{"an empty cell beside a minus", sens + two + "16/06/2026;C;-5,00;\n", "XXX 3 +10000 -4500"},
		{"an empty cell beside a plus", sens + two + "16/06/2026;C;+5,00;\n", "XXX 3 +10500 -4000"},
		{"an empty cell beside neither", sens + two + "16/06/2026;C;5,00;\n", noSign},
		{"an empty cell beside zero", sens + two + "16/06/2026;C;0,00;\n", "XXX 3 +10000 -4000"},
		{"a third word beside a minus", sens + two + "16/06/2026;C;-5,00;R\n", "XXX 3 +10000 -4500"},
		{"a third word beside neither", sens + two + "16/06/2026;C;5,00;R\n", noSign},
		{"no amount either", sens + two + "16/06/2026;C;;D\n17/06/2026;Info;0,00;\n", "XXX 3 +10000 -4000"},
		{"words for debits only", sens + "14/06/2026;A;-100,00;\n15/06/2026;B;40,00;D\n", "XXX 2 +0 -14000"},
		{"signs that say the same", sens + "14/06/2026;A;100,00;C\n15/06/2026;B;-40,00;D\n16/06/2026;C;5,00;\n",
			"XXX 3 +10500 -4000"},
		{"signs on some", sens + two + "16/06/2026;C;-5,00;D\n17/06/2026;D;-5,00;\n", oppose},
		{"a minus on a credit", sens + two + "16/06/2026;C;-5,00;C\n17/06/2026;D;-5,00;\n", oppose},
		{"balances around", sens + "01/06/2026;Solde initial;1000,00;\n" + two + "30/06/2026;Solde final;1060,00;\n",
			"XXX 2 +10000 -4000"},
		{"an overdraft before", sens + "01/06/2026;Solde initial;-1000,00;\n" + two + "30/06/2026;Solde final;-940,00;\n",
			"XXX 2 +10000 -4000"},
		{"with a balance column", "Date;Label;Type;Amount;Balance\n01/06/2026;A;Credit;100,00;1100,00\n" +
			"15/06/2026;B;Debit;40,00;1060,00\n16/06/2026;C;;-5,00;1055,00\n", "XXX 3 +10000 -4500"},
		{"a column that may be a kind", "Date;Label;Amount;Type\n14/06/2026;A;100,00;Credit\n" +
			"15/06/2026;B;40,00;Debit\n16/06/2026;C;-5,00;Fee\n", kind},
		{"and no sign", "Date,Payee,Amount,Type\n06/14/2026,A,100.00,Deposit\n06/15/2026,B,40.00,Withdrawal\n" +
			"06/16/2026,C,1.00,Fee\n", kind},
		{"a column of an unknown name", "Datum;Naam;Bedrag;Code\n20260614;A;100,00;C\n20260615;B;40,00;D\n" +
			"20260616;B;-1,00;E\n", kind},
		{"a kind whose debits have their minus", "Date;Label;Amount;Type\n14/06/2026;A;100,00;Credit\n" +
			"15/06/2026;B;-40,00;Debit\n16/06/2026;C;-5,00;Fee\n17/06/2026;D;7,00;Transfer\n", "XXX 4 +10700 -4500"},
	} {
		if got := summary(t, c.text, importers.Options{}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
