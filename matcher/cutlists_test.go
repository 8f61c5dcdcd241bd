package matcher_test

import "testing"

// A list that the bank cut goes on with what follows in order of issue, where the sum is exact; and
// what is paid beyond a number that was cut behind it is never put aside alone.
func TestCutLists(t *testing.T) {
	l := ledger(
		doc{number: "PAR26-00435", customer: "C1", cents: 55673, issued: 30},
		doc{number: "PAR26-00436", customer: "C1", cents: 66179, issued: 28},
		doc{number: "PAR26-00453", customer: "C1", cents: 67159, issued: 25},
		doc{number: "PAR26-00474", customer: "C1", cents: 66024, issued: 24},
		doc{number: "PAR26-00499", customer: "C1", cents: 1250, issued: 20},
		doc{number: "PAR26-00501", customer: "C2", cents: 5000, issued: 20})
	all := "PAR26-00435=556.73 PAR26-00436=661.79 PAR26-00453=671.59 PAR26-00474=660.24"
	for _, c := range []struct {
		payer, text, want string
		cents             int64
	}{
		{people("C1"), "SZAMLAK PAR26-00435 PAR26-00436 PAR", all, 255035},
		{people("C1"), "SZAMLAK PAR26-00435+PAR26-00436+P", all, 255035},
		{people("C1"), "SZAMLAK PAR26-00435 PAR26-00436", all, 255035},
		{people("C1"), "SZAMLAK PAR26-00435 PAR26-00436 merci", "-", 255035},
		{people("C1"), "SZAMLAK PAR26-00435 PAR26-00436 PAR", "-", 255135},
		{people("C1"), "PAYMENT PAR26-00435+PAR", "-", 255135},
		{people("C1"), "PAYMENT PAR26-00435 TIL P", "-", 65673},
		{people("C1"), "PAYMENT PAR26-00435", "-", 255135},
		{people("C1"), "PAYMENT PAR26-00435", "PAR26-00435=556.73 on_account=100.00", 65673},
		{people("C2"), "PAYMENT PAR26-00501", "PAR26-00501=50.00 on_account=100.00", 15000},
	} {
		check(t, c.text, printed(one(l, pay(c.cents, c.payer, c.text))), c.want)
	}
}
