package matcher_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/matcher"
	"github.com/rappro/rappro/reconcile"
)

// A number that is called another one than an invoice's is no sign that a certain invoice is meant.
func TestHabitAndNumbersOfOthers(t *testing.T) {
	var docs []doc
	for n := range 8 {
		docs = append(docs, doc{number: fmt.Sprintf("FA2026-%05d", 40+n), customer: "C1", cents: 4900, issued: 60 - n})
	}
	for text, want := range map[string]string{"VIREMENT": "FA2026-00044=49.00",
		"EREF+ZV38211934 SVWZ+pavedimas": "FA2026-00044=49.00", "VIREMENT CLIENT 77123": "FA2026-00044=49.00",
		"VIREMENT 77123": "-", "PAYMENT ZV38211934": "-"} {
		s := matcher.New().Open(ledger(docs...))
		for n := range 4 { // four times the oldest
			p := numbered(pay(4900, people("C1"), docs[n].number), n+1)
			p.BookingDate = today() - reconcile.Date(20-n)
			v := s.Day(p.BookingDate, []reconcile.Payment{p})[0]
			s.Apply(p, reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Customer: "C1",
				Parts: v.Proposals[0].Parts})
		}
		check(t, text, printed(s.Day(today(), []reconcile.Payment{numbered(pay(4900, people("C1"), text), 10)})[0]), want)
	}
}
