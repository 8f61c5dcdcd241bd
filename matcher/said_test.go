package matcher_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What waits is said as likely as such proposals are right, the likeliest first, and never so
// sure that it could be applied.
func TestWhatWaitsIsLikely(t *testing.T) {
	l := ledger(
		doc{number: "FA2026-00121", customer: "C1", cents: 11977, issued: 40},
		doc{number: "FA2026-00122", customer: "C1", cents: 70113, issued: 39},
		doc{number: "FA2026-00123", customer: "C1", cents: 4900, issued: 39},
		doc{number: "FA2026-00124", customer: "C1", cents: 4900, issued: 38},
		doc{number: "FA2026-00110", customer: "C1", cents: 5300, issued: 120},
		doc{number: "FA2026-00125", customer: "C1", cents: 5300, issued: 33},
		doc{number: "FA2026-00126", customer: "C1", cents: 6100, issued: 36},
		doc{number: "FA2026-00127", customer: "C1", cents: 6100, issued: 12},
		doc{number: "FA2026-00201", customer: "C3", cents: 2000}, doc{number: "FA2026-00202", customer: "C3", cents: 2000},
		doc{number: "FA2026-00203", customer: "C3", cents: 2000}, doc{number: "FA2026-00204", customer: "C3", cents: 2000},
		doc{number: "FA2026-00205", customer: "C3", cents: 2000}, doc{number: "FA2026-00206", customer: "C3", cents: 2000},
		doc{number: "FA2026-00130", customer: "C2", cents: 88831, issued: 36})
	for _, c := range []struct {
		name, payer, text, first string
		cents                    int64
		low, high                reconcile.Score
	}{
		{"another document's number", people("C1"), "facture FA2026-00122", "FA2026-00121", 11977, 9000, 9899},
		{"two equal documents", people("C1"), "virement", "FA2026-00123", 4900, 4500, 5500},
		{"one of two is long overdue", people("C1"), "virement", "FA2026-00125", 5300, 7500, 9000},
		{"one of two is not due yet", people("C1"), "virement", "FA2026-00126", 6100, 7500, 9000},
		{"a sum of any three of six", people("C3"), "virement", "FA2026-00201", 6000, 300, 700},
		{"an amount alone", "", "virement", "FA2026-00130", 88831, 9000, 9899},
		{"an amount of a stranger", "Somebody Else AG", "rent", "FA2026-00130", 88831, 0, 6000},
		{"words of money back", "Somebody Else AG", "refund FA2026-00130", "FA2026-00130", 88831, 0, 1000},
		{"numbers that nobody can read", people("C2"), "FA2026-00130 and 4711, 4712", "FA2026-00130", 90000, 0, 2000},
	} {
		v := one(l, pay(c.cents, c.payer, c.text))
		if auto(v) || len(v.Proposals) == 0 {
			t.Errorf("%s: automatic %v, %d proposals", c.name, auto(v), len(v.Proposals))
			continue
		}
		p := v.Proposals[0]
		if p.Rank != 1 || p.Parts[0].Invoice != c.first || p.Confidence < c.low || p.Confidence > c.high {
			t.Errorf("%s: rank %d on %s, said %s", c.name, p.Rank, p.Parts[0].Invoice, p.Confidence)
		}
	}
}
