package storetest

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testCurrencies is about money that closes an invoice of another currency: it moves in one and closes in
// the other, and the two are kept apart, in the decision, in its allocation and in what takes it back.
func testCurrencies(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000})
	dollars := reconcile.Money{Minor: 700, Currency: "USD"}
	part := reconcile.Part{Kind: reconcile.Cash, Invoice: "F1", Moves: dollars, Closes: reconcile.EUR(600)}
	d := decide(pay(1000, 1), 1000, 0, part)
	check(t, "applied", f.apply(d), 1)
	v := f.invoice("F1", 0)
	check(t, "closed", v.Closed, reconcile.EUR(600))
	check(t, "paid", v.Paid, reconcile.EUR(600))
	check(t, "taken back", f.apply(takeBack(d)), 1)
	check(t, "closed after all", f.invoice("F1", 0).Closed, reconcile.EUR(0))
	f.view(func(r reconcile.Reader) error {
		got, err := r.Decision(f.ctx, company, d.ID)
		check(t, "parts", text(got.Parts), text(d.Parts))
		check(t, "live", got.Live, false)
		if err != nil {
			return err
		}
		want := []reconcile.Part{part, part.Neg()}
		for a, err := range r.Allocations(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			check(t, "moves", a.Moves, want[a.N-1].Moves)
			check(t, "closes", a.Closes, want[a.N-1].Closes)
		}
		return nil
	})
}
