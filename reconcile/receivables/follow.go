package receivables

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

// Following sums up a company while a run goes over it, as of the run's as-of date: it is what
// [Summarise] gives, without reading everything again. It is a [reconcile.Follower].
type Following struct {
	Summary Summary // once the run has ended
	q       reconcile.Query
	cash    *cash
}

// Follow sums up the run of a company as of a day.
func Follow(company string, asOf reconcile.Date) *Following {
	return &Following{q: reconcile.Query{Company: company, AsOf: asOf}}
}

// Begin implements [reconcile.Follower].
func (f *Following) Begin(ctx context.Context, r reconcile.Reader) (err error) {
	f.cash, err = newCash(ctx, r, f.q.Company)
	return err
}

// Stands implements [reconcile.Follower].
func (f *Following) Stands(s reconcile.Standing) { f.cash.add(s.Payment, settledBy(s)) }

// End implements [reconcile.Follower].
func (f *Following) End(ctx context.Context, r reconcile.Reader, b *reconcile.Books) (err error) {
	if b == nil {
		f.Summary, err = Summarise(ctx, r, f.q.Company, f.q.AsOf)
		return err
	}
	owed := newOwed(f.q.AsOf)
	for v := range b.Invoices() {
		owed.add(v)
	}
	f.Summary, err = summary(ctx, r, f.q, owed, f.cash)
	return err
}
