package matcher

import (
	"iter"

	"github.com/rappro/rappro/reconcile"
)

// What is paid too much or twice stays on the customer's account when its invoice is settled, and is
// mostly sent back to him: a sum that may be no credit's amount, from whichever account of ours.

// rests are what lies of credits on their customers' accounts.
type rests struct {
	lying map[reconcile.ID]reconcile.Money
	// sums are the credits of which a sum lay on an account at some time.
	sums map[reconcile.Money][]reconcile.ID
}

// lay notes what a decision on a credit puts on a customer's account, or takes from there.
func (h *history) lay(p *reconcile.Payment, d *reconcile.Decision) {
	moved := int64(0)
	for k := range d.Parts {
		if part := &d.Parts[k]; part.Kind == reconcile.OnAccount {
			moved += part.Moves.Minor
		}
	}
	if moved != 0 {
		h.rest(p.ID, reconcile.Money{Minor: h.lying[p.ID].Minor + moved, Currency: p.Amount.Currency})
	}
}

// rest notes how much of a credit lies on an account now.
func (h *history) rest(payment reconcile.ID, m reconcile.Money) {
	if h.lying == nil {
		h.lying, h.sums = map[reconcile.ID]reconcile.Money{}, map[reconcile.Money][]reconcile.ID{}
	}
	h.lying[payment] = m
	if m.Minor > 0 {
		h.sums[m] = append(h.sums[m], payment)
	}
}

// waits is how much of an earlier credit lies on its customer's account.
func (h *history) waits(e *past) int64 { return h.lying[e.payment].Minor }

// kept gives the credits of which exactly a sum lies on a customer's account, in the order in which it
// came there.
func (h *history) kept(m reconcile.Money) iter.Seq[*past] {
	return func(yield func(*past) bool) {
		for _, id := range h.sums[m] {
			if h.lying[id] != m {
				continue
			}
			for i := *h.slot(tablePayment, &past{payment: id}); i >= 0; {
				e := h.at(i)
				if i = e.next[tablePayment]; e.payment == id && !yield(e) {
					return
				}
			}
		}
	}
}

// lies says whether exactly a sum lies of some credit on a customer's account.
func (h *history) lies(m reconcile.Money) bool {
	for range h.kept(m) {
		return true
	}
	return false
}
