package receivables

import "github.com/rappro/rappro/reconcile"

// position is what is owed in one currency on one day, in minor units.
type position struct {
	outstanding int64 // open invoices and deposits
	notDue      int64 // of outstanding
	credits     int64 // open credit notes, negative
	onAccount   int64 // customers' money on no invoice
}

// net is what customers owe in all: the balance of their accounts (411).
func (p position) net() int64 { return p.outstanding + p.credits - p.onAccount }

// overdue is what is past due of outstanding.
func (p position) overdue() int64 { return p.outstanding - p.notDue }

// positions is what is owed on a day not after the as-of date, by currency. Documents count from
// their issue, money from its effective date: until the document that it pays is issued, it is the
// customer's. It says of the as-of date what [owed] does.
func (l *Ledger) positions(day reconcile.Date) map[reconcile.Currency]*position {
	out := map[reconcile.Currency]*position{}
	at := func(c reconcile.Currency) *position {
		p := out[c]
		if p == nil {
			p = &position{}
			out[c] = p
		}
		return p
	}
	closed, paid := l.closedBy(day)
	for i := range l.documents {
		d := &l.documents[i]
		if d.issue <= day {
			at(d.currency).add(d, closed[i], paid[i], day)
		} else if early := min(closed[i], paid[i]); early > 0 {
			at(d.currency).onAccount += early
		}
	}
	for i := range l.held {
		if h := &l.held[i]; h.day <= day {
			at(h.money.Currency).onAccount += h.money.Minor
		}
	}
	return out
}

func (p *position) add(d *document, closed, paid int64, day reconcile.Date) {
	p.onAccount += max(0, d.surplus(closed, paid))
	open := d.left(closed)
	if d.kind == reconcile.CreditNote {
		p.credits += open
		return
	}
	p.outstanding += open
	if late(day, d.due) <= 0 {
		p.notDue += open
	}
}

// closedBy is what closed each document by a day, and what of it was cash.
func (l *Ledger) closedBy(day reconcile.Date) (closed, paid []int64) {
	closed, paid = make([]int64, len(l.documents)), make([]int64, len(l.documents))
	for i := range l.movements {
		m := &l.movements[i]
		if m.day > day {
			continue
		}
		closed[m.document] += m.closes
		if m.means == byCash {
			paid[m.document] += m.closes
		}
	}
	return closed, paid
}
