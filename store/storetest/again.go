package storetest

import (
	"errors"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testAgain puts money on the same invoices again and again in one update, in batches: a store that
// keeps in mind where it left them says the same as one that looks.
func testAgain(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000, "F2": 500, "N1": -200})
	f.apply(decide(pay(999, 1), 999, 0, cash("F2", 50))) // before the update
	n := 0
	next := func(parts ...reconcile.Part) reconcile.Decision {
		n++
		return decide(pay(1000, n), 1000, 0, parts...)
	}
	first := next(cash("F1", 300), cash("N1", -150))
	steps := []struct {
		d    reconcile.Decision
		want error
	}{
		{first, nil},
		{next(cash("F1", 701)), reconcile.ErrOverAllocated},
		{next(cash("F1", 200), cash("F2", 100)), nil},
		{takeBack(first), nil},
		{next(cash("N1", -201)), reconcile.ErrOverAllocated},
		{next(cash("F2", 351)), reconcile.ErrOverAllocated},
		{next(cash("F1", 800), cash("F2", 350), cash("N1", -200)), nil},
		{next(cash("F1", 1)), reconcile.ErrOverAllocated},
		{next(cash("F2", -500)), nil},
		{next(cash("F2", 500)), nil},
	}
	f.update(func(w reconcile.Writer) error {
		for i, s := range steps {
			if _, err := w.Apply(f.ctx, company, []reconcile.Decision{s.d}); !errors.Is(err, s.want) {
				t.Errorf("step %d gives %v, want %v", i, err, s.want)
			}
		}
		return nil
	})
	for number, want := range map[string]int64{"F1": 1000, "F2": 500, "N1": -200} {
		check(t, "closed of "+number, f.invoice(number, 0).Closed, reconcile.EUR(want))
	}
	f.view(func(r reconcile.Reader) error {
		places := map[string]int{}
		for a, err := range r.Allocations(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			places[a.Invoice]++
			check(t, "place on "+a.Invoice, a.N, places[a.Invoice])
		}
		check(t, "places", text(places), `{"F1":4,"F2":5,"N1":3}`)
		return nil
	})
}
