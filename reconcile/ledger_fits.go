package reconcile

import (
	"fmt"
)

// partInvoice is the invoice that a part names.
type partInvoice struct {
	Invoice
	ok bool // it is there
}

// invoicesOf finds the invoices that parts name: in a company of millions each lies somewhere else in
// memory, and is looked for once.
func (l *ledger) invoicesOf(parts []Part, room []partInvoice) []partInvoice {
	for i := range parts {
		v, ok := l.document(parts[i].Invoice)
		room = append(room, partInvoice{v, ok})
	}
	return room
}

// fits says whether every part of a decision finds its place: no invoice closed beyond its
// amount or below zero (DESIGN section 5, rule 2).
func (l *ledger) fits(parts []Part) error {
	var room [2]partInvoice
	return l.fitOn(parts, l.invoicesOf(parts, room[:0]))
}

// fitOn is fits, on the invoices that the parts name.
func (l *ledger) fitOn(parts []Part, on []partInvoice) error {
	for i := range parts {
		p, v := &parts[i], &on[i]
		if !p.Kind.OnInvoice() {
			continue
		}
		if !v.ok {
			return fmt.Errorf("invoice %s: %w", p.Invoice, ErrNotFound)
		}
		if in := l.closedIn(&v.Invoice); !p.Closes.IsZero() && p.Closes.Currency != in {
			return fmt.Errorf("invoice %s is in %s: %w", p.Invoice, in, ErrCurrency)
		}
	}
	for i := range parts {
		p, v := &parts[i], &on[i]
		change := closing(parts, p.Invoice)
		if v.ok && v.closedState() && adds(&v.Invoice, change) {
			return fmt.Errorf("invoice %s is %s: money cannot be put on it", p.Invoice, v.State)
		}
		if !v.ok || eases(&v.Invoice, change) {
			continue
		}
		if in := l.closedIn(&v.Invoice); in != v.Amount.Currency {
			return fmt.Errorf("invoice %s was closed in %s and is in %s now: %w", p.Invoice, in,
				v.Amount.Currency, ErrCurrency)
		}
		if !Closable(v.Closed.Minor+change, v.Amount.Minor) {
			return fmt.Errorf("invoice %s: %w", p.Invoice, ErrOverAllocated)
		}
	}
	return nil
}

// closing sums what parts close of an invoice.
func closing(parts []Part, invoice string) (sum int64) {
	for _, p := range parts {
		if p.Invoice == invoice && p.Kind.OnInvoice() {
			sum += p.Closes.Minor
		}
	}
	return sum
}

// takes is fits for parts that are put on invoices anew. A document that the seller turned from
// an invoice into a credit note, or back, takes none while something lies on it from before.
func (l *ledger) takes(parts []Part) error {
	var room [2]partInvoice
	on := l.invoicesOf(parts, room[:0])
	for i := range on {
		if v := &on[i]; v.ok && !v.Closed.IsZero() && (v.Closed.Minor > 0) != (v.Amount.Minor > 0) {
			return fmt.Errorf("invoice %s was altered after money was put on it: undo that first: %w",
				parts[i].Invoice, ErrOverAllocated)
		}
	}
	if err := l.leavesElsewhere(parts); err != nil {
		return err
	}
	return l.fitOn(parts, on)
}

// leavesElsewhere refuses parts, of a decision or of an undo, that would leave less than nothing of an
// invoice settled elsewhere: two payments cannot both take its place, nor is it taken back under one.
// What takes a place can always be undone, so that nothing is stuck.
func (l *ledger) leavesElsewhere(parts []Part) error {
	for i := range parts {
		at := -1
		if parts[i].Kind == SettledElsewhere {
			at = l.place(parts[i].Invoice)
		}
		if at < 0 {
			continue
		}
		sum := l.elsewhere(at)
		for _, p := range parts {
			if p.Kind == SettledElsewhere && p.Invoice == parts[i].Invoice {
				sum += p.Closes.Minor
			}
		}
		if !SettledBeside(sum, l.rows[at].amount) {
			return fmt.Errorf("invoice %s: another decision took the place of what was settled elsewhere: undo that first",
				parts[i].Invoice)
		}
	}
	return nil
}

// bounds are the amounts of the invoices that parts name, as [Decision.Bounds] has them.
func (l *ledger) bounds(parts []Part) []Money {
	out := make([]Money, len(parts))
	for k := range parts {
		if i := l.place(parts[k].Invoice); i >= 0 {
			out[k] = Money{l.rows[i].amount, l.mark(i).currency}
		}
	}
	return out
}

// eases says whether a change brings what closes an invoice nearer to zero and not beyond:
// taking back must stay possible, whatever the seller altered after the fact.
func eases(v *Invoice, change int64) bool {
	before, after := v.Closed.Minor, v.Closed.Minor+change
	return min(before, 0) <= after && after <= max(before, 0)
}

// closedIn is the currency in which an invoice can be closed: its own, or that of what lies on
// it since before the seller changed the currency.
func (l *ledger) closedIn(v *Invoice) Currency {
	if c := l.currency[v.Number]; c != "" && !v.Closed.IsZero() {
		return c
	}
	return v.Amount.Currency
}

// adds says whether a change closes more of an invoice rather than less.
func adds(v *Invoice, change int64) bool { return change != 0 && (change > 0) == (v.Amount.Minor > 0) }

// creditNote says whether a number is that of a credit note.
func (l *ledger) creditNote(number string) bool {
	i := l.place(number)
	return i >= 0 && l.rows[i].amount < 0
}
