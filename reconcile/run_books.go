package reconcile

import "iter"

// Books are a company's documents and payments as a run has them in memory when it ends, for
// whoever sums them up at once: reading a million of each back from the store takes as long
// as matching them. They say what the store says at the run's as-of date.
type Books struct{ run *run }

// books are nil where something decided counts from a later day than the run's: what stands
// at its as-of date is then for the store to say.
func (r *run) books() *Books {
	if r.latest > r.c.AsOf {
		return nil
	}
	return &Books{r}
}

// Invoices are in order of number, with what closes them; since when and by what is not told.
func (b *Books) Invoices() iter.Seq[Invoice] {
	return b.run.all()
}

// Standing is what became of a payment: its live decisions or, while nothing is decided, what
// is proposed.
type Standing struct {
	Payment   Payment
	Live      []Decision
	Proposals []Proposal
}

// Payments are those booked by the as-of date, in order of booking date, account and id.
func (b *Books) Payments() iter.Seq[Standing] {
	return func(yield func(Standing) bool) {
		for _, p := range b.run.payments {
			s := Standing{Payment: p, Live: b.run.live[p.ID]}
			if len(s.Live) == 0 {
				s.Proposals = b.run.looked[p.ID]
			}
			if !yield(s) {
				return
			}
		}
	}
}
