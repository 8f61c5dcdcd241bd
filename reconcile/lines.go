package reconcile

import (
	"context"
	"iter"
)

// AllocationLine is one line of `list allocations`: a credit and what became of a part of
// it. Every credit appears; the lines of one credit share Payment.
type AllocationLine struct {
	Account     string
	BookingDate Date
	EntryRef    string // the bank's reference of the payment
	Amount      Money  // of the whole payment
	Invoice     string // empty for money that stays, or that is only proposed somewhere
	Applied     Money  // cash; negative on a credit note that the payment nets
	Decision    string // auto, manual or proposed
	Rank        int    // of a proposal, 1 is best; 0 otherwise
	Confidence  Score
	Customer    string
	Payment     ID
	Rule        string
}

// AllocationLines lists every credit up to the query's as-of date in order of booking
// date, account and payment id, each with its lines: applied payments one line per invoice
// and one for what stays; proposed ones a line per rank and invoice, then the whole amount.
// A bank's return leaves the lines of the credit as they were decided; an undo removes them.
func (s *Service) AllocationLines(ctx context.Context, r Reader, q Query) iter.Seq2[AllocationLine, error] {
	return allocationLines(ctx, r, q)
}
