package storetest

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func testWaiting(t *testing.T, open Open) {
	f := newFixture(t, open)
	a, b := pay(1000, 1), pay(1001, 1)
	proposal := func(p reconcile.ID, rank int) reconcile.Proposal {
		return reconcile.Proposal{Payment: p, Rank: rank, Rule: "rule", Customer: "C1", Confidence: 9001,
			Identified: rank == 1, Obstacle: "ambiguous", Parts: []reconcile.Part{cash("F1", 5)},
			Evidence: []reconcile.Evidence{{Signal: "amount", Weight: -3}}}
	}
	put := func(ids []reconcile.ID, p ...reconcile.Proposal) {
		f.update(func(w reconcile.Writer) error { return w.PutProposals(f.ctx, company, ids, p) })
	}
	list := func() (out []reconcile.Proposal) {
		f.view(func(r reconcile.Reader) error {
			for p, err := range r.Proposals(f.ctx, reconcile.Query{Company: company}) {
				if err != nil {
					return err
				}
				out = append(out, p)
			}
			return nil
		})
		return out
	}
	put([]reconcile.ID{a, b}, proposal(b, 1), proposal(a, 2), proposal(a, 1))
	check(t, "proposals", text(list()), text([]reconcile.Proposal{proposal(a, 1), proposal(a, 2), proposal(b, 1)}))
	put([]reconcile.ID{a}, proposal(a, 1))
	check(t, "replaced", text(list()), text([]reconcile.Proposal{proposal(a, 1), proposal(b, 1)}))
	put([]reconcile.ID{b})
	check(t, "removed", text(list()), text([]reconcile.Proposal{proposal(a, 1)}))
	testAnomalies(f)
}

func testAnomalies(f *fixture) {
	one := reconcile.Anomaly{Kind: reconcile.StatementGap, Key: "k", Severity: reconcile.Critical,
		Account: "FR1", BookingDate: 1000, Amount: reconcile.EUR(-5), Invoice: "F1", Customer: "C1",
		Payment: pay(1, 1), Evidence: []reconcile.Evidence{{Signal: "s", Start: 1, End: 2, Quote: "q"}}}
	two := one
	two.Kind = reconcile.Overpayment
	again := one
	again.Amount = reconcile.EUR(7)
	list := func() (out []reconcile.Anomaly) {
		f.view(func(r reconcile.Reader) error {
			for a, err := range r.Anomalies(f.ctx, reconcile.Query{Company: company}) {
				if err != nil {
					return err
				}
				out = append(out, a)
			}
			return nil
		})
		return out
	}
	f.update(func(w reconcile.Writer) error {
		return w.PutAnomalies(f.ctx, company, []reconcile.Anomaly{one, two, again})
	})
	check(f, "anomalies", text(list()), text([]reconcile.Anomaly{two, again}))
	f.update(func(w reconcile.Writer) error {
		return w.RemoveAnomalies(f.ctx, company, []reconcile.Anomaly{one, {Kind: two.Kind, Key: "other"}})
	})
	check(f, "removed", text(list()), text([]reconcile.Anomaly{two}))
}
