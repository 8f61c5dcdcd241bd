package receivables

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Unapplied is customers' money on no invoice, at the as-of date (non affecté, DOMAIN 1.13).
type Unapplied struct {
	Currency reconcile.Currency
	// Identified lies on a customer's account (411), or on an invoice beyond what it asks for.
	Identified Held
	// Unidentified waits for a decision (471): credits of counted accounts on which nothing is
	// decided and that no proposal calls a stranger's.
	Unidentified Held
}

// Held is a sum of payments, and the booking day of the oldest.
type Held struct {
	Tally
	Oldest reconcile.Date // zero without any
}

func (h *Held) add(minor int64, day reconcile.Date) {
	h.Tally.add(minor)
	if h.Oldest == 0 || day < h.Oldest {
		h.Oldest = day
	}
}

// Age is how many days ago the oldest payment was booked, and 0 without any.
func (h Held) Age(asOf reconcile.Date) int {
	if h.Oldest == 0 {
		return 0
	}
	return int(asOf - h.Oldest)
}

// Unapplied is in order of currency; a currency without any is left out.
func (l *Ledger) Unapplied() []Unapplied { return slices.Clone(l.free) }

// waiting is all of a currency that is on no invoice.
func (l *Ledger) waiting(c reconcile.Currency) int64 {
	for _, u := range l.free {
		if u.Currency == c {
			return u.Identified.Amount.Minor + u.Unidentified.Amount.Minor
		}
	}
	return 0
}

func (l *Ledger) unapplied(c reconcile.Currency) Unapplied {
	u := Unapplied{Currency: c}
	u.Identified.Amount.Currency, u.Unidentified.Amount.Currency = c, c
	left := map[reconcile.ID]int64{}
	for i := range l.held {
		if h := &l.held[i]; h.money.Currency == c {
			left[h.payment] += h.money.Minor
		}
	}
	for payment, minor := range left {
		if minor != 0 {
			u.Identified.add(minor, payment.Day())
		}
	}
	for i := range l.documents {
		d := &l.documents[i]
		if over := d.surplus(d.closed, d.paid); over > 0 && d.currency == c {
			u.Identified.add(over, d.since)
		}
	}
	for k, m := range l.credits {
		if k.currency != c {
			continue
		}
		for _, t := range []Tally{m.Proposed, m.Ambiguous, m.Unmatched} {
			if t.Count > 0 {
				u.Unidentified.add(t.Amount.Minor, k.day)
				u.Unidentified.Count += t.Count - 1
			}
		}
	}
	return u
}
