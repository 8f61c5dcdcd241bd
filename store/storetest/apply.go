package storetest

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// pay gives the id of a payment of a day.
func pay(day reconcile.Date, n int) reconcile.ID {
	return entryOf("FR1", day, 100, "pay", n).ID
}

func testApply(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000, "F2": 500, "N1": -200})
	one := decide(pay(1000, 1), 1000, 0, cash("F1", 600),
		reconcile.Closing(reconcile.Discount, "F1", reconcile.EUR(12)), cash("N1", -200),
		reconcile.Waiting("C1", reconcile.EUR(5)))
	two := decide(pay(1001, 1), 1001, 0, cash("F1", 388), cash("F2", 500))
	check(t, "new", f.apply(one, two), 2)
	check(t, "repeated", f.apply(two, one), 0)
	third := decide(pay(1001, 1), 1001, 1, reconcile.Waiting("C1", reconcile.EUR(1)))
	check(t, "repeated within a batch", f.apply(one, third, third), 1)
	f.refused(reconcile.ErrConflict, func(w reconcile.Writer) error {
		other := decide(pay(1002, 1), 1002, 0, reconcile.Waiting("C2", reconcile.EUR(1)))
		other.ID = two.ID
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{third, other})
		return err
	})
	f.refused(reconcile.ErrOverAllocated, func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1002, 1), 1002, 0, cash("F2", 1))})
		return err
	})
	f.refused(reconcile.ErrNotFound, func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1002, 1), 1002, 0, cash("F3", 1))})
		return err
	})
	f.refused(reconcile.ErrCurrency, func(w reconcile.Writer) error {
		dollars := reconcile.CashOn("F1", reconcile.Money{Minor: 1, Currency: "USD"})
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1002, 1), 1002, 0, dollars)})
		return err
	})
	v := f.invoice("F1", 0)
	check(t, "closed", v.Closed, reconcile.EUR(1000))
	check(t, "paid", v.Paid, reconcile.EUR(988))
	check(t, "since", v.Since, 1001)
	check(t, "settled by", v.SettledBy, reconcile.Cash)
	v = f.invoice("F1", 1000)
	check(t, "closed by the first day", v.Closed, reconcile.EUR(612))
	check(t, "credit note", f.invoice("N1", 0).Closed, reconcile.EUR(-200))
	check(t, "credit note settled by", f.invoice("N1", 0).SettledBy, reconcile.Cash)
	f.view(func(r reconcile.Reader) error {
		d, err := r.Decision(f.ctx, company, third.ID)
		check(t, "sequence", d.Seq, 2)
		check(t, "live", d.Live, true)
		third.Seq, third.Live = 2, true
		check(t, "decision", text(d), text(third))
		return err
	})
	f.view(func(r reconcile.Reader) error {
		var got []reconcile.Allocation
		for a, err := range r.Allocations(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			got = append(got, a)
		}
		place := func(d reconcile.Decision, i, n int, after int64) reconcile.Allocation {
			p := d.Parts[i]
			amount := map[string]int64{"F1": 1000, "F2": 500, "N1": -200}[p.Invoice]
			return reconcile.Allocation{Invoice: p.Invoice, N: n, Decision: d.ID, Payment: d.Payment,
				Kind: p.Kind, Moves: p.Moves, Closes: p.Closes, After: after,
				Amount: amount, Effective: d.Effective}
		}
		check(t, "allocations", text(got), text([]reconcile.Allocation{place(one, 0, 1, 600),
			place(one, 1, 2, 612), place(two, 0, 3, 1000), place(two, 1, 1, 500), place(one, 2, 1, -200)}))
		return nil
	})
}

// testPlaces is about parts that fit only after others, and invoices that come back smaller.
func testPlaces(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000})
	settled := reconcile.Decision{Kind: reconcile.Applied, Invoice: "F1", Effective: 100,
		Parts: []reconcile.Part{reconcile.Closing(reconcile.SettledElsewhere, "F1", reconcile.EUR(1000))},
		Actor: reconcile.Actor{Kind: reconcile.Rule, Name: "erp"}}
	settled.ID = reconcile.AutomaticKey(company, settled.Payment, settled.Invoice, settled.Parts, 0)
	f.apply(settled)
	check(t, "settled by", f.invoice("F1", 0).SettledBy, reconcile.SettledElsewhere)
	swap := decide(pay(1000, 1), 1000, 0, cash("F1", 1000),
		reconcile.Closing(reconcile.SettledElsewhere, "F1", reconcile.EUR(-1000)))
	check(t, "a credit takes the place of settled elsewhere", f.apply(swap), 1)
	v := f.invoice("F1", 0)
	check(t, "closed", v.Closed, reconcile.EUR(1000))
	check(t, "paid", v.Paid, reconcile.EUR(1000))

	smaller := bill("F1", 400)
	smaller.Version = 2
	f.update(func(w reconcile.Writer) error {
		return w.AddInvoices(f.ctx, company, "later", []reconcile.Invoice{smaller})
	})
	f.refused(reconcile.ErrOverAllocated, func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1001, 1), 1001, 0, cash("F1", 1))})
		return err
	})
	f.apply(decide(pay(1001, 1), 1001, 0, cash("F1", -300))) // still more than 400, but nearer
	check(t, "closed", f.invoice("F1", 0).Closed, reconcile.EUR(700))
	f.refused(reconcile.ErrOverAllocated, func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1002, 1), 1002, 0, cash("F1", -701))})
		return err
	})
	f.apply(decide(pay(1002, 1), 1002, 0, cash("F1", -700)), decide(pay(1002, 1), 1002, 1, cash("F1", 400)))
	check(t, "closed", f.invoice("F1", 0).Closed, reconcile.EUR(400))
}

func testUndo(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000})
	one := decide(pay(1000, 1), 1000, 0, cash("F1", 300))
	two := decide(pay(1001, 1), 1001, 0, reconcile.Closing(reconcile.BankFee, "F1", reconcile.EUR(700)))
	f.apply(one, two)
	check(t, "settled by", f.invoice("F1", 0).SettledBy, reconcile.BankFee)
	undo := takeBack(two)
	undo.Effective = 1005
	undo.Refuses = []reconcile.ID{two.ID, one.ID}
	undo.Content = undo.Hash()
	check(t, "undone", f.apply(undo), 1)
	check(t, "once", f.apply(undo), 0)
	v := f.invoice("F1", 0)
	check(t, "closed", v.Closed, reconcile.EUR(300))
	check(t, "since", v.Since, 1000)
	check(t, "settled by", v.SettledBy, reconcile.Cash)
	check(t, "closed before the undo counts", f.invoice("F1", 1004).Closed, reconcile.EUR(1000))
	live := func(asOf reconcile.Date) (out []bool) {
		f.view(func(r reconcile.Reader) error {
			for d, err := range r.Decisions(f.ctx, reconcile.Query{Company: company, AsOf: asOf}) {
				if err != nil {
					return err
				}
				out = append(out, d.Live)
			}
			return nil
		})
		return out
	}
	check(t, "live", text(live(0)), "[true,false,false]")
	check(t, "live before the undo counts", text(live(1004)), "[true,true]")
	check(t, "another decision after the undo", f.apply(decide(pay(1001, 1), 1006, 1, cash("F1", 700))), 1)
	check(t, "all undone", f.apply(takeBack(one), takeBack(decide(pay(1001, 1), 1006, 1, cash("F1", 700)))), 2)
	v = f.invoice("F1", 0)
	check(t, "closed", v.Closed, reconcile.EUR(0))
	check(t, "since", v.Since, 0)
	check(t, "settled by", v.SettledBy, "")
}
