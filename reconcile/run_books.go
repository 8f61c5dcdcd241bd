package reconcile

import (
	"context"
	"iter"
)

// Follower sums up a company while a run goes over it: to read a million documents and payments
// back from the store takes as long as to match them.
type Follower interface {
	// Begin is called first, and again should the run's transaction be run again.
	Begin(ctx context.Context, r Reader) error
	// Stands tells what became of a payment booked by the as-of date: of each once, in no order,
	// but of debits only where something is decided on them.
	Stands(s Standing)
	// End is called before the run is committed, with a reader that sees it. The books are nil
	// where something decided counts from a later day than the run's: what stands at its as-of
	// date is then for the store to say, and what Stands was told of does not count.
	End(ctx context.Context, r Reader, b *Books) error
}

// Standing is what became of a payment: its live decisions or, while nothing is decided, what
// is proposed, the best first.
type Standing struct {
	Payment   *Payment // to be looked at, not kept
	Live      []Decision
	Proposals []Proposal
}

// Books are a company's documents as a run has them in memory when it ends, as of its as-of date.
type Books struct{ run *run }

// Invoices are in order of number, with what closes them; since when and by what is not told.
func (b *Books) Invoices() iter.Seq[Invoice] { return b.run.all() }

// followed lets somebody follow the run, where what it has in memory is what stands.
func (r *run) followed(f Follower) error {
	if f == nil {
		return nil
	}
	r.hand()
	if err := r.wait(); err != nil {
		return err
	}
	if r.latest <= r.c.AsOf {
		r.follower = f
	}
	return f.Begin(r.ctx, r.w)
}

func (r *run) stands(p *Payment, proposals []Proposal) {
	if r.follower != nil {
		r.follower.Stands(Standing{p, r.live[p.ID], proposals})
	}
}

// tellAll tells of what the run still remembers, as it is stored by now.
func (r *run) tellAll(f Follower) error {
	if f == nil {
		return nil
	}
	if r.follower == nil {
		return f.End(r.ctx, r.w, nil)
	}
	rest := r.byIDs(func(l look) bool { return l.credit || l.decided })
	err := r.windows(rest, func() error {
		for i := range r.payments {
			p := &r.payments[i]
			r.stands(p, r.offered[p.ID])
		}
		return nil
	})
	if err != nil {
		return err
	}
	return f.End(r.ctx, r.w, &Books{r})
}
