package matcher_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// What banks make of a name: blanks lost, letters that their character set lacks, both, and cut.
// Beside them names of others, which nobody may take for the customer's.
func TestDamagedNames(t *testing.T) {
	l := ledger()
	list := slices.Collect(l.Invoices)
	for n, name := range []string{"Łukasz E. Żurawski", "Noirot Plomberie SA", "De Vries Bloemen B.V.",
		"Țurcanu Construcții S.R.L.", "Järvinen-Hämäläinen Sähkö Oy", "Brâncuși-Țurcanu VAW S.R.L.",
		"Ágnes Szűcs Építő Zrt.", "Böhm AG", "Müller Handel GmbH", "Noirot Négoce SA", "Köhler Wärme GmbH",
		"Päivi M. Mäkelä-Virtanen", "Päivi Mäkelä"} {
		id := fmt.Sprint("N", n)
		l.Customers = append(l.Customers, reconcile.Customer{ID: id, Name: name})
		list = append(list, reconcile.Invoice{Number: fmt.Sprintf("FA2026-%05d", 2000+n),
			Type: reconcile.PlainInvoice, Customer: id, IssueDate: today() - 31, DueDate: today() - 1,
			Amount: amountOf(n), State: reconcile.StateOpen})
	}
	l.Invoices = slices.Values(list)
	for _, c := range []struct {
		payer string
		n     int
		sure  bool
	}{
		{"?ukasz E. ?urawski", 0, true},
		{"Å?ukaszE.Å»urawski", 0, true},
		{"NoirotPlomberieSA", 1, true},
		{"DEVRIESBLOEMENB.V.", 2, true},
		{"DEVRIESBLOEMEN", 2, true},
		{"È?urcanuConstrucÈ?iiS.R.L.", 3, true},
		{"J?rvinen-H?m?l?inen S?hk? Oy", 4, true},
		{"J?rvinen-H?m?l?inen", 4, true},
		{"J?rvinen-H?m?l", 4, true},
		{"J?rvi", 4, false},
		{"BrÃ¢ncuÈ?i-È?urcanuVAWS.R.L.", 5, true},
		{"Br\uFFFDncu\uFFFDi-\uFFFDurcanu VAW S.R.L.", 5, true},
		{"AGNESSZUCSEPITOZRT.", 6, true},

		{"Järvinen-Hämäläinen Säh", 4, true}, // cut within a word
		{"Päivi M. Mäkelä-", 11, true},       // at a hyphen: the name goes on, and is not the shorter one
		{"Päivi M. Mäkelä-", 12, false},

		{"B?hm AG", 7, false},               // Bahm, Bihm, …
		{"K?hler W?nne GmbH", 10, false},    // another name
		{"Kahler Wärme Gmb?", 10, false},    // the letter that is there is another one
		{"NoirotPlomberieEtFils", 1, false}, // goes on otherwise
		{"NoirotPlom", 1, false},            // too short to be told from others
	} {
		want := "-"
		if c.sure {
			want = fmt.Sprintf("FA2026-%05d=%s", 2000+c.n, amountOf(c.n).Decimal())
		}
		check(t, c.payer, printed(one(l, pay(amountOf(c.n).Minor, c.payer, "TRANSFER"))), want)
	}
}

// A name that lost nearly all its letters costs no time, and broken bytes do no harm.
func TestLostLettersAreBounded(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900})
	l.Customers[0].Name = "A" + strings.Repeat("é", 400) + "BCDEFGHIJK"
	for _, name := range []string{"A" + strings.Repeat("?", 100) + "BCDEFGHIJK", "ABCDEFGHIJK?", "\xff\xfe?A",
		"ABCDEFG\xff"} {
		check(t, name, printed(one(l, pay(11900, name, "TRANSFER"))), "-")
	}
}

// A payer who is known from earlier payments is known again when the bank loses the blanks of his
// name.
func TestKnownPayerWithoutBlanks(t *testing.T) {
	l := ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900},
		doc{number: "FA2026-00002", customer: "C1", cents: 24300},
		doc{number: "FA2026-00003", customer: "C1", cents: 35100})
	s := matcher.New().Open(l)
	for _, n := range []struct {
		cents int64
		text  string
	}{{11900, "FA2026-00001"}, {24300, "FA2026-00002"}} {
		p := pay(n.cents, "Kancelaria Xiberras KZ", n.text)
		v := s.Day(today(), []reconcile.Payment{p})[0]
		s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Customer: "C1", Parts: v.Proposals[0].Parts})
	}
	v := s.Day(today(), []reconcile.Payment{pay(35100, "KANCELARIAXIBERRASKZ", "PAYMENT")})[0]
	check(t, "without blanks", printed(v), "FA2026-00003=351.00")
}
