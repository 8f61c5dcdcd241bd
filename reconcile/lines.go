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
	return func(yield func(AllocationLine, error) bool) {
		q.Brief = true
		state, err := LoadDecided(ctx, r, q)
		if err != nil {
			yield(AllocationLine{}, err)
			return
		}
		for p, err := range r.Payments(ctx, q) {
			if err != nil {
				yield(AllocationLine{}, err)
				return
			}
			if p.Amount.Minor <= 0 {
				continue
			}
			for _, line := range state.Lines(p) {
				if !yield(line, nil) {
					return
				}
			}
		}
	}
}

// Decided is what became of payments: their live decisions and what is proposed for those
// that wait.
type Decided struct {
	Live      map[ID][]Decision
	Proposals map[ID][]Proposal
}

// LoadDecided reads the live decisions and proposals of a company up to an as-of date.
func LoadDecided(ctx context.Context, r Reader, q Query) (Decided, error) {
	state := Decided{Live: map[ID][]Decision{}, Proposals: map[ID][]Proposal{}}
	narrow := Query{Company: q.Company, AsOf: q.AsOf, Payments: q.Payments, Brief: q.Brief}
	for d, err := range r.Decisions(ctx, narrow) {
		if err != nil {
			return state, err
		}
		if d.Live && d.Kind == Applied && !d.Payment.IsZero() {
			state.Live[d.Payment] = append(state.Live[d.Payment], d)
		}
	}
	for o, err := range r.Proposals(ctx, narrow) {
		if err != nil {
			return state, err
		}
		state.Proposals[o.Payment] = append(state.Proposals[o.Payment], o)
	}
	return state, nil
}

// Parts are the terms of the equation that hold for a payment now, moves between them
// already summed.
func (s Decided) Parts(payment ID) []Part {
	var parts []Part
	for _, d := range s.Live[payment] {
		parts = append(parts, d.Parts...)
	}
	return mergeParts(parts)
}

// Lines are the lines of one credit.
func (s Decided) Lines(p Payment) []AllocationLine {
	base := AllocationLine{Account: p.Account, BookingDate: p.BookingDate, EntryRef: p.Reference,
		Amount: p.Amount, Payment: p.ID}
	live := s.Live[p.ID]
	if len(live) == 0 {
		return s.proposed(base)
	}
	last := live[len(live)-1]
	base.Decision, base.Confidence = "auto", last.Confidence
	base.Customer, base.Rule = last.Customer, last.Rule
	if !last.Automatic() {
		base.Decision = "manual"
	}
	var out []AllocationLine
	stays := Money{Currency: p.Amount.Currency}
	for _, part := range s.Parts(p.ID) {
		switch {
		case part.Kind == Cash:
			line := base
			line.Invoice, line.Applied = part.Invoice, part.Moves
			out = append(out, line)
		case !part.Kind.OnInvoice():
			stays.Minor += part.Moves.Minor
		}
	}
	if !stays.IsZero() {
		base.Applied = stays
		out = append(out, base)
	}
	return out
}

func (s Decided) proposed(base AllocationLine) []AllocationLine {
	base.Decision = "proposed"
	var out []AllocationLine
	for _, o := range s.Proposals[base.Payment] {
		for _, part := range mergeParts(o.Parts) {
			if part.Kind != Cash {
				continue
			}
			line := base
			line.Invoice, line.Applied, line.Rank = part.Invoice, part.Moves, o.Rank
			line.Confidence, line.Customer, line.Rule = o.Confidence, o.Customer, o.Rule
			out = append(out, line)
		}
	}
	if len(s.Proposals[base.Payment]) > 0 {
		base.Customer = s.Proposals[base.Payment][0].Customer
	}
	base.Applied = base.Amount
	return append(out, base)
}
