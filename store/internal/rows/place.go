package rows

import (
	"context"
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// place is an allocation and the decision whose allocation it takes back.
type place struct {
	reconcile.Allocation
	undoes reconcile.ID
}

// standing is where an invoice stands in a batch: its amount by the newest version, and
// its last allocation.
type standing struct {
	version  int  // the newest that is stored, 0 for none that was found
	bound    bool // who decided has read the amount: see [reconcile.Decision.Bounds]
	amount   int64
	currency reconcile.Currency
	placed
}

// placed is what the last allocation of an invoice says: all zero where there is none.
type placed struct {
	n      int
	after  int64
	limit  int64 // the amount that it was checked against
	closes reconcile.Currency
}

// board holds the standing of every invoice that a batch touches.
type board map[string]*standing

// there says whether the invoice is one that is stored.
func (s *standing) there() bool { return s.bound || s.version > 0 }

// onInvoice says whether a part takes a place on an invoice.
func onInvoice(d *reconcile.Decision, p *reconcile.Part) bool {
	return d.Kind != reconcile.Refused && p.Kind.OnInvoice() && p.Invoice != ""
}

// stand reads newest versions and last allocations of the invoices that a batch touches.
func (w *Writer) stand(ctx context.Context, fresh []numbered) (board, error) {
	b, room := make(board, len(fresh)), make([]standing, len(fresh))
	numbers := make([]string, 0, len(fresh))
	for i := range fresh {
		d := fresh[i].decision
		for k := range d.Parts {
			p := &d.Parts[k]
			if !onInvoice(d, p) {
				continue
			}
			s := b[p.Invoice]
			if s == nil {
				if len(room) == 0 {
					room = make([]standing, 16)
				}
				s, room = &room[0], room[1:]
				b[p.Invoice] = s
				numbers = append(numbers, p.Invoice)
			}
			if k < len(d.Bounds) && d.Bounds[k].Currency != "" {
				s.bound, s.amount, s.currency = true, d.Bounds[k].Minor, d.Bounds[k].Currency
			}
		}
	}
	if len(numbers) == 0 {
		return b, nil
	}
	slices.Sort(numbers)
	if err := w.unbound(ctx, b, numbers); err != nil {
		return nil, err
	}
	if w.placed == nil {
		first, err := w.empty(ctx, "allocation")
		if err != nil {
			return b, err
		}
		if first {
			w.placed = newSieve()
		}
	}
	return b, w.lasts(ctx, b, numbers)
}

// lasts finds the last allocation of each invoice: this transaction knows those that it has left
// partly closed, and while nothing was stored before it no others can have one but what it wrote.
func (w *Writer) lasts(ctx context.Context, b board, numbers []string) error {
	numbers = slices.DeleteFunc(numbers, func(number string) bool {
		if last, known := w.partly[number]; known {
			b[number].placed = last
			return true
		}
		return w.placed != nil && !w.placed.maybe(w.placed.text(number))
	})
	if len(numbers) == 0 {
		return nil
	}
	q := w.sentence(w.company, "SELECT l.item, a.n, a.after, a.amount, a.currency FROM ")
	from, owner := q.texts(numbers), q.arg(w.company)
	q.sql.WriteString(from + " AS l " + q.Last("allocation a", "a.n", "a.company = "+owner+
		" AND a.invoice = l.item"))
	for v, err := range each(ctx, w.Reader, q, scanLast) {
		if err != nil {
			return err
		}
		if s := b[v.number]; v.n > s.n {
			s.n, s.after, s.limit, s.closes = v.n, v.after, v.amount, v.currency
		}
	}
	return nil
}

func scanLast() ([]any, func() (standingRow, error)) {
	var v standingRow
	return []any{&v.number, &v.n, &v.after, &v.amount, (*string)(&v.currency)},
		func() (standingRow, error) { return v, nil }
}

// mostPartly bounds what a transaction keeps in mind; of more invoices it looks for the last part.
const mostPartly = 1 << 16

// settled remembers where a batch has left its invoices: of those that are closed wholly, as most
// are, hardly one comes again.
func (w *Writer) settled(b board) {
	if w.partly == nil {
		w.partly = map[string]placed{}
	}
	for number, s := range b {
		if w.placed != nil {
			w.placed.add(w.placed.text(number))
		}
		_, known := w.partly[number]
		switch {
		case s.after == s.limit:
			delete(w.partly, number)
		case known || len(w.partly) < mostPartly:
			w.partly[number] = s.placed
		}
	}
}

// place gives the parts of a decision their places. Parts on one invoice may need each
// other: a credit that takes the place of "settled elsewhere" fits only after that part is
// gone. So the first part that fits goes first, until all have a place.
func (b board) place(out []place, d *reconcile.Decision) ([]place, error) {
	waiting := make([]*reconcile.Part, 0, len(d.Parts))
	for i := range d.Parts {
		if onInvoice(d, &d.Parts[i]) {
			waiting = append(waiting, &d.Parts[i])
		}
	}
	for len(waiting) > 0 {
		var later []*reconcile.Part
		var reason error
		for i, p := range waiting {
			limit, err := b[p.Invoice].fits(p)
			if err != nil {
				reason = err
				later = append(later, p)
				continue
			}
			out = append(out, b[p.Invoice].take(d, p, limit))
			if len(later) > 0 { // an earlier part may fit now
				later = append(later, waiting[i+1:]...)
				break
			}
		}
		if len(later) == len(waiting) {
			return nil, reason
		}
		waiting = later
	}
	return out, nil
}

// fits gives the amount that a part is held against. That is the newest version's; but
// when the seller has altered an invoice below what closes it already, what brings it back
// towards zero is held against the amount it was decided on, so that taking back is always
// possible (DESIGN section 3).
func (s *standing) fits(p *reconcile.Part) (int64, error) {
	after := s.after + p.Closes.Minor
	eases := s.n > 0 && within(after, s.after)
	currency := s.currency
	if s.after != 0 { // what lies there has to go before the invoice's new currency counts
		currency = s.closes
	}
	switch {
	case s.there() && p.Closes.Currency != currency && !p.Closes.IsZero():
		return 0, fmt.Errorf("part of %s on invoice %s, which is in %s: %w", p.Closes, p.Invoice,
			currency, reconcile.ErrCurrency)
	case s.there() && currency != s.currency && !eases:
		return 0, fmt.Errorf("invoice %s was closed in %s and is in %s now: %w", p.Invoice, currency,
			s.currency, reconcile.ErrCurrency)
	case s.there() && currency != s.currency:
		return s.limit, nil
	case s.there() && within(after, s.amount):
		return s.amount, nil
	case eases:
		return s.limit, nil
	case !s.there():
		return 0, fmt.Errorf("invoice %s: %w", p.Invoice, reconcile.ErrNotFound)
	}
	return 0, fmt.Errorf("invoice %s of %s, closed %s and then %s more: %w", p.Invoice,
		reconcile.Money{Minor: s.amount, Currency: s.currency},
		reconcile.Money{Minor: s.after, Currency: s.currency}, p.Closes, reconcile.ErrOverAllocated)
}

// within says whether v lies between zero and the bound, by sign.
func within(v, bound int64) bool {
	if bound < 0 {
		return bound <= v && v <= 0
	}
	return 0 <= v && v <= bound
}

func (s *standing) take(d *reconcile.Decision, p *reconcile.Part, limit int64) place {
	s.n++
	s.after += p.Closes.Minor
	if s.limit = limit; !p.Closes.IsZero() {
		s.closes = p.Closes.Currency
	}
	return place{undoes: d.Undoes, Allocation: reconcile.Allocation{
		Invoice: p.Invoice, N: s.n, Decision: d.ID, Payment: d.Payment, Kind: p.Kind,
		Moves: p.Moves, Closes: p.Closes, After: s.after, Amount: limit, Effective: d.Effective}}
}
