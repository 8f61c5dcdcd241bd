package matcher_test

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What the payer's software says of each document is followed, where it can be.
func TestRemitted(t *testing.T) {
	l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 50000},
		doc{number: "FA2026-00122", customer: "C1", cents: 30000, terms: "2/10 net 30", issued: 8},
		doc{number: "FA2026-00123", customer: "C1", cents: -10000, kind: reconcile.CreditNote})
	for _, c := range []struct {
		name, want string
		cents      int64
		said       []reconcile.Document
	}{
		{"a part of one, all of another", "FA2026-00121=400.00 FA2026-00122=300.00", 70000,
			[]reconcile.Document{{Number: "FA2026-00121", Amount: reconcile.EUR(40000)},
				{Number: "FA2026-00122", Amount: reconcile.EUR(30000)}}},
		{"a part less a part of a credit note", "FA2026-00121=400.00 FA2026-00123=-50.00", 35000,
			[]reconcile.Document{{Number: "FA2026-00121", Amount: reconcile.EUR(40000)},
				{Number: "FA2026-00123", Amount: reconcile.EUR(-5000)}}},
		{"a part, and a discount in time", "FA2026-00121=400.00 FA2026-00122=294.00 discount=6.00", 69400,
			[]reconcile.Document{{Number: "FA2026-00121", Amount: reconcile.EUR(40000)},
				{Number: "FA2026-00122", Amount: reconcile.EUR(29400)}}},
		{"it does not add up", "-", 71000,
			[]reconcile.Document{{Number: "FA2026-00121", Amount: reconcile.EUR(40000)},
				{Number: "FA2026-00122", Amount: reconcile.EUR(30000)}}},
		{"more than is open", "-", 71000,
			[]reconcile.Document{{Number: "FA2026-00121", Amount: reconcile.EUR(40000)},
				{Number: "FA2026-00122", Amount: reconcile.EUR(31000)}}},
	} {
		p := pay(c.cents, "Steel Works")
		p.Detail.Documents = c.said
		check(t, c.name, printed(one(l, p)), c.want)
	}
}

// The place shown for each document is its own, also where the payer says no amounts.
func TestDocumentsAreShownInTheirPlace(t *testing.T) {
	p := pay(80000, "Steel Works")
	p.Detail.Documents = []reconcile.Document{{Number: "FA2026-00121"}, {Number: "FA2026-00122"}}
	v := one(ledger(doc{number: "FA2026-00121", customer: "C1", cents: 50000},
		doc{number: "FA2026-00122", customer: "C1", cents: 30000}), p)
	check(t, "both", printed(v), "FA2026-00121=500.00 FA2026-00122=300.00")
	for k, start := range []int{0, 13} {
		if e := v.Proposals[0].Evidence[k]; e.Quote != e.Invoice || e.Start != start {
			t.Errorf("%q at %d is shown for %s", e.Quote, e.Start, e.Invoice)
		}
	}
}

// Numbers of digits alone, one under the other, are read one by one, and hundreds of them.
func TestManyDocuments(t *testing.T) {
	var docs []doc
	var total int64
	p := pay(0, "Steel Works")
	for n := range 400 {
		cents := int64(10000 + n*n%997)
		total += cents
		docs = append(docs, doc{number: fmt.Sprint(26100 + n), customer: "C1", cents: cents})
		p.Detail.Documents = append(p.Detail.Documents, reconcile.Document{Number: fmt.Sprint(26100 + n)})
	}
	p.Amount.Minor = total
	if v := one(ledger(docs...), p); !auto(v) || len(v.Proposals[0].Parts) != 400 {
		t.Errorf("%d proposals, %q", len(v.Proposals), printed(v))
	}
}
