package receivables

import (
	"context"
	"slices"

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
	if err := owed.withoutSpot(ctx, r, f.q); err != nil {
		return err
	}
	f.Summary, err = summary(ctx, r, f.q, owed, f.cash)
	return err
}

// withoutSpot takes sales that were paid on the spot out again: the books of a run do not tell
// when a document was paid, so it asks the store for those that may be.
func (o *owed) withoutSpot(ctx context.Context, r reconcile.Reader, q reconcile.Query) error {
	for numbers := range slices.Chunk(o.maybeSpot, 1000) {
		q.Numbers = numbers
		for v, err := range r.Invoices(ctx, q) {
			if err != nil {
				return err
			}
			if spot(v) {
				o.sales[saleKey{v.IssueDate, v.Amount.Currency}] -= v.Amount.Minor
			}
		}
	}
	return nil
}
