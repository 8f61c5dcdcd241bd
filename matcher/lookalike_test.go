package matcher_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// lookalikes writes a name as somebody would who wants it to be taken for another's: letters of
// other alphabets, digits for letters, letters that look like two others, slips of one letter.
func lookalikes(name string) (out []string) {
	change := func(old, with string) {
		if at := strings.Index(name, old); at >= 0 {
			out = append(out, name[:at]+with+name[at+len(old):])
		}
	}
	for _, pair := range [][2]string{{"a", "а"}, {"e", "е"}, {"o", "о"}, {"i", "і"}, {"o", "0"}, {"l", "1"},
		{"i", "l"}, {"l", "I"}, {"e", "3"}, {"s", "5"}, {"m", "rn"}, {"n", "m"}, {"rt", "tr"}, {"in", "ni"},
		{"er", "re"}, {"a", "α"}, {"ou", "uo"}, {"ll", "l"}, {"t", "tt"}, {"a", "o"}} {
		change(pair[0], pair[1])
	}
	return out
}

// RELIABILITY T25: a payer whose name looks like a customer's, with the amount of an open invoice
// and no document, is never certain, whichever of 500 ways it is written.
func TestLookalikeNames(t *testing.T) {
	firsts := []string{"Boulangerie", "Menuiserie", "Transports", "Imprimerie", "Garage", "Atelier"}
	lasts := []string{"Perrin", "Montillard", "Castellane", "Fontaineau", "Bertrandeau", "Delamarre",
		"Kervoalen", "Stoltenburg", "Marzolini", "Quintanilha"}
	l := ledger()
	list := slices.Collect(l.Invoices)
	var names []string
	for i, last := range lasts {
		for k, first := range firsts {
			id := fmt.Sprintf("L%d-%d", i, k)
			names = append(names, first+" "+last)
			l.Customers = append(l.Customers, reconcile.Customer{ID: id, Name: first + " " + last + " SARL"})
			list = append(list, reconcile.Invoice{Number: fmt.Sprintf("FA2026-%05d", 1000+len(names)),
				Type: reconcile.PlainInvoice, Customer: id, IssueDate: today() - 31, DueDate: today() - 1,
				Amount: amountOf(len(names)), State: reconcile.StateOpen})
		}
	}
	l.Invoices = slices.Values(list)
	tried, sure := 0, 0
	for n, name := range names {
		for k, fake := range lookalikes(name) {
			if tried++; auto(one(l, pay(amountOf(n+1).Minor, fake, fmt.Sprintf("VIREMENT %s", fake)))) {
				sure++
				t.Errorf("%q is taken for %q (%d)", fake, name, k)
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d names were tried", tried)
	}
	t.Logf("%d names, %d certain", tried, sure)
}

// amountOf is an amount that no other invoice has.
func amountOf(n int) reconcile.Money { return reconcile.EUR(int64(100_000 + n*7919)) }

// The name of an account is nobody's: who paid once under it is not known by it.
func TestAccountNamesAreNobody(t *testing.T) {
	s := matcher.New().Open(ledger(doc{number: "FA2026-00001", customer: "C1", cents: 11900},
		doc{number: "FA2026-00002", customer: "C1", cents: 24300}))
	p := pay(11900, "BUSINESS ACCOUNT", "FA2026-00001")
	v := s.Day(today(), []reconcile.Payment{p})[0]
	check(t, "with a number", printed(v), "FA2026-00001=119.00")
	s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Customer: "C1", Parts: v.Proposals[0].Parts})
	p = pay(24300, "BUSINESS ACCOUNT", "payment")
	check(t, "without one", printed(s.Day(today(), []reconcile.Payment{p})[0]), "-")
}
