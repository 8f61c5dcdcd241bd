package bankcsv_test

import (
	"os"
	"path/filepath"
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

// TestSaidSigns: a list on which the payment of a card's holder has the minus is asked, and what a
// person says of the signs is done, or refused where the file proves the other.
func TestSaidSigns(t *testing.T) {
	const (
		card = "Date,Description,Amount\n25/06/2026,UBER TRIP,23.40\n24/06/2026,AWS EMEA,120.00\n" +
			"20/06/2026,PAYMENT RECEIVED - THANK YOU,-500.00\n"
		bank     = "Date,Description,Amount\n25/06/2026,A,23.40\n24/06/2026,PAYMENT RECEIVED,120.00\n20/06/2026,RENT,-500.00\n"
		sides    = "Date;Libellé;Montant;Sens\n14/06/2026;A;100,00;C\n15/06/2026;B;40,00;D\n"
		signed   = "Date;Libellé;Montant;Sens\n14/06/2026;A;100,00;C\n15/06/2026;B;-40,00;D\n"
		pair     = "Date;Libellé;Débit;Crédit\n14/06/2026;A;;100,00\n15/06/2026;B;40,00;\n"
		balances = "Date;Libellé;Montant;Solde\n14/06/2026;A;100,00;1100,00\n15/06/2026;B;-40,00;1060,00\n" +
			"16/06/2026;C;-5,00;1055,00\n"
		refund  = "Datum;Händler;Betrag\n02.06.2026;REWE;23,10\n14.06.2026;ARAL;61,40\n17.06.2026;Amazon;-15,00\n"
		carte   = "Date;Libellé;Montant\n02/06/2026;CARTE LIDL;23,10\n14/06/2026;CARTE SNCF;88,00\n17/06/2026;AVOIR X;-15,00\n"
		back    = "Date;Libellé;Montant\n02/06/2026;VIR A;23,10\n14/06/2026;CB SNCF;-8,00\n17/06/2026;CB X REFUND;15,00\n"
		plus    = "Date;Libellé;Montant\n02/06/2026;A;+ 5,00\n14/06/2026;B;7,00\n15/06/2026;C;2,00\n"
		refused = "leave --signs out"
	)
	for _, c := range []struct {
		name, text string
		signs      importers.Signs
		want       string
	}{
		{"a payment received with a minus", card, "", "asked signs"},
		{"answered", card, importers.SignsReversed, "XXX 3 +50000 -14340"},
		{"answered as written", card, importers.SignsWritten, "XXX 3 +14340 -50000"},
		{"a refund on a list of merchants", refund, "", "asked signs"},
		{"purchases with a card without a minus", carte, "", "asked signs"},
		{"a purchase with a minus and one that is paid back", back, "", "XXX 3 +3810 -800"},
		{"a plus on some amounts", plus, "", "asked signs"},
		{"those without are charges", plus, importers.SignsReversed, "XXX 3 +500 -900"},
		{"or nothing is meant", plus, importers.SignsWritten, "XXX 3 +1400 -0"},
		{"a plus on all amounts", "Date;Libellé;Montant\n02/06/2026;A;+5,00\n14/06/2026;B;+7,00\n", "", "XXX 2 +1200 -0"},
		{"a payment received without", bank, "", "XXX 3 +14340 -50000"},
		{"signs that nothing proves", bank, importers.SignsReversed, "XXX 3 +50000 -14340"},
		{"a column of the direction", sides, importers.SignsReversed, refused},
		{"a column that says the same", signed, importers.SignsReversed, refused},
		{"two columns", pair, importers.SignsReversed, refused},
		{"two columns as written", pair, importers.SignsWritten, "XXX 2 +10000 -4000"},
		{"balances", balances, importers.SignsReversed, refused},
		{"balances as written", balances, importers.SignsWritten, "XXX 3 +10000 -4500"},
		{"a list of credits", "Date;Libellé;Crédit\n12/06/2026;A;5,00\n13/06/2026;B;7,00\n", importers.SignsReversed, refused},
		{"a list of debits", "Date;Libellé;Débit\n12/06/2026;A;5,00\n13/06/2026;B;7,00\n", importers.SignsWritten, refused},
	} {
		if got := summary(t, c.text, importers.Options{Signs: c.signs}); !strings.Contains(got, c.want) ||
			c.signs != "" && strings.Contains(got, "asked") {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestProfileSigns: a profile that fits is not told other signs in silence.
func TestProfileSigns(t *testing.T) {
	p := filepath.Join(t.TempDir(), "own.profile")
	text := "separator: ;\nheader: Date;Label;Amount\ndecimal: ,\ndate: dd/mm/yyyy\nbooking date: Date\namount: Amount\ntext: Label\n"
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	const file = "Date;Label;Amount\n14/06/2026;A;100,00\n"
	for signs, want := range map[importers.Signs]string{"": "+10000 -0", importers.SignsWritten: "+10000 -0",
		importers.SignsReversed: "leave --signs out"} {
		if got := summary(t, file, importers.Options{Profile: p, Signs: signs}); !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", signs, got, want)
		}
	}
}
