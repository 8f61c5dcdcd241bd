package matcher

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// TestCutListsStayBounded counts the documents that are looked at to continue a list, and not the
// time: the worst customer owes ten thousand of one amount, whose numbers all begin as the text ends.
func TestCutListsStayBounded(t *testing.T) {
	var list []reconcile.Invoice
	for n := range 10000 {
		list = append(list, reconcile.Invoice{Number: fmt.Sprintf("PAR26-%05d", n), Customer: "C1",
			IssueDate: reconcile.Date(20000 + n/500), DueDate: reconcile.Date(20030 + n/500),
			Amount: reconcile.EUR(100), State: reconcile.StateOpen})
	}
	s := New().Open(reconcile.Ledger{Policy: reconcile.DefaultPolicy(),
		Customers: []reconcile.Customer{{ID: "C1", Name: "Boulangerie Perrin"}},
		Invoices:  slices.Values(list)}).(*session)
	const most = maxStarts * (maxListed + 100)
	for _, c := range []struct {
		shown int // numbers in the text
		cents int64
	}{{1, 1000000}, {3, 500000}, {10, 900050}, {60, 500000}} {
		var text []string
		for n := range c.shown {
			text = append(text, list[7*n].Number)
		}
		for _, end := range []string{"+PAR", " PAR2", "+PAR26-0", "+"} {
			p := reconcile.Payment{BookingDate: 20060, Amount: reconcile.EUR(c.cents)}
			p.Detail.Payer.Name, p.Detail.Text = "Boulangerie Perrin", []string{strings.Join(text, "+") + end}
			w := s.spareWork()
			w.begin(s, &p)
			v := view{book: &s.book, policy: s.policy, used: map[int32]int64{}}
			w.search(&v)
			if w.looked == 0 || w.looked > most {
				t.Errorf("%d numbers and %q: %d documents were looked at, at most %d", c.shown, end, w.looked, most)
			}
			for k := range w.hyps {
				if h := &w.hyps[k]; len(h.set.lines) > maxListed {
					t.Errorf("%d numbers and %q: %d documents in one list", c.shown, end, len(h.set.lines))
				}
			}
		}
	}
}
