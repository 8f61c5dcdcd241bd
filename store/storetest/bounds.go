package storetest

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testBounds is about decisions that bring the amounts of their invoices along: these bound what is
// put there, and what brings none is bound by what is stored.
func testBounds(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000, "F2": 500})
	n := 0
	bound := func(bounds []reconcile.Money, parts ...reconcile.Part) reconcile.Decision {
		n++
		d := decide(pay(1000, n), 1000, 0, parts...)
		d.Bounds = bounds
		return d
	}
	refuse := func(want error, d reconcile.Decision) {
		t.Helper()
		f.refused(want, func(w reconcile.Writer) error {
			_, err := w.Apply(f.ctx, company, []reconcile.Decision{d})
			return err
		})
	}
	none := reconcile.Money{}
	refuse(reconcile.ErrOverAllocated, bound([]reconcile.Money{reconcile.EUR(900)}, cash("F1", 901)))
	refuse(reconcile.ErrCurrency, bound([]reconcile.Money{{Minor: 1000, Currency: "USD"}}, cash("F1", 1)))
	refuse(reconcile.ErrOverAllocated, bound([]reconcile.Money{none}, cash("F1", 1001)))
	refuse(reconcile.ErrNotFound, bound([]reconcile.Money{none}, cash("F3", 1)))
	refuse(reconcile.ErrNotFound, bound([]reconcile.Money{reconcile.EUR(500), none}, cash("F2", 1), cash("F3", 1)))
	check(t, "applied", f.apply(
		bound([]reconcile.Money{reconcile.EUR(1000), none}, cash("F1", 600), cash("F2", 100)),
		bound([]reconcile.Money{none, reconcile.EUR(1000), none},
			reconcile.Waiting("C1", reconcile.EUR(5)), cash("F1", 400), cash("F2", 400))), 2)
	refuse(reconcile.ErrOverAllocated, bound([]reconcile.Money{reconcile.EUR(1000)}, cash("F1", 1)))
	check(t, "closed", f.invoice("F1", 0).Closed, reconcile.EUR(1000))
	f.view(func(r reconcile.Reader) error {
		for a, err := range r.Allocations(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			check(t, "what bounded "+a.Invoice, a.Amount, map[string]int64{"F1": 1000, "F2": 500}[a.Invoice])
		}
		for d, err := range r.Decisions(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			check(t, "bounds are not kept", len(d.Bounds), 0)
		}
		return nil
	})
}
