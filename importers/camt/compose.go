package camt

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// compose joins an entry and its transactions.
//
//   - No transaction: a stated batch is a lump that waits for its details, else the entry
//     is one payment without more.
//   - One: it is the payment, with the amount of the entry. It is only a summary when the
//     bank counts more of them, or when its own amount is smaller than the entry's.
//   - Several: payments of their own when their amounts, all given, sum to the entry's to
//     the cent; the sum is the proof, so the count in Btch is not asked then. Else the entry
//     stays one lump: a guess here would put money on the wrong customer.
func (r *reader) compose(e *reconcile.Entry) {
	b := r.batch()
	e.BatchCount, e.BatchRef = b.count, b.ref
	e.Reference = r.line.id(0, "AcctSvcrRef")
	e.Stable = e.Reference != ""
	r.link()
	switch n := len(r.drafts) + r.left; {
	case n == 0 && b.stated:
		r.lump(e, detailsMissing)
	case n == 0:
	case n == 1:
		r.single(e, b)
	case r.sumUp(*e):
		r.several(e)
	case b.count > n:
		r.lump(e, detailsMissing)
	default:
		r.differ(e)
	}
}

// differ keeps an entry whose transactions do not sum to it as one sum. A notice says nothing
// but them: they are shown, and do not prove, so that the batch is held.
func (r *reader) differ(e *reconcile.Entry) {
	foreign := slices.ContainsFunc(r.drafts, func(d draft) bool {
		_, ok := d.in(e.Amount.Currency)
		return !ok
	})
	if r.kind != notices() || foreign || r.left > 0 || r.sumUp(*e) {
		r.lump(e, detailsDiffer)
		return
	}
	r.st.notes.add(detailsDiffer, e.Line)
	r.several(e)
}

func (r *reader) lump(e *reconcile.Entry, why remark) {
	e.Lump = true
	r.st.notes.add(why, e.Line)
}

// single makes the one transaction the entry's payment.
func (r *reader) single(e *reconcile.Entry, b batch) {
	d := &r.drafts[0]
	if e.Reference == "" {
		// The bank's reference of the only transaction is that of the entry.
		e.Reference, e.Stable = d.bankRef, d.bankRef != ""
	}
	if e.Reference == "" {
		e.Reference = d.otherRef
	}
	own, _ := d.in(e.Amount.Currency)
	partial := own.Minor > 0 && own.Minor < e.Amount.Abs().Minor
	switch {
	case partial && b.count > 1:
		r.lump(e, detailsMissing)
		return
	case partial:
		r.differ(e)
		return
	case b.count > 1:
		r.lump(e, detailsMissing)
	}
	d.inherit(&r.line)
	r.complete(e, d, e.Amount)
	d.detail.Reference = d.bankRef
	e.Details = r.give()
}

// sumUp says whether the transactions explain the entry to the cent, and sets the sign of
// each. Their own direction counts first: a batch can hold a return. Some banks copy the
// direction of the other side; then all have the entry's.
func (r *reader) sumUp(e reconcile.Entry) bool {
	if r.left > 0 {
		return false
	}
	own, plain := int64(0), int64(0)
	sign := int64(1)
	if e.Amount.Minor < 0 {
		sign = -1
	}
	for i := range r.drafts {
		d := &r.drafts[i]
		amount, ok := d.in(e.Amount.Currency)
		if !ok {
			return false
		}
		// Amounts are below MaxMinor and at most MaxDetails of them are summed: no overflow.
		if d.sign == 0 {
			d.sign = sign
		}
		own += d.sign * amount.Minor
		plain += sign * amount.Minor
	}
	if own == e.Amount.Minor {
		return true
	}
	for i := range r.drafts {
		r.drafts[i].sign = sign
	}
	return plain == e.Amount.Minor
}

// several makes each transaction a payment.
func (r *reader) several(e *reconcile.Entry) {
	seen := make(map[string]int, len(r.drafts))
	for i := range r.drafts {
		seen[r.drafts[i].ref()]++
	}
	for i := range r.drafts {
		d := &r.drafts[i]
		amount, _ := d.in(e.Amount.Currency)
		r.complete(e, d, signed(amount, d.sign))
		// A reference that repeats in the batch, or that is the batch's own, names no payment.
		if ref := d.ref(); seen[ref] == 1 && ref != e.Reference {
			d.detail.Reference = ref
		}
	}
	e.Details = r.give()
}

// complete fills in what of a transaction depends on the entry.
func (r *reader) complete(e *reconcile.Entry, d *draft, amount reconcile.Money) {
	out := d.detail
	out.Amount = amount
	out.Payer, out.UltimatePayer = r.counterparty(e, d, amount.Minor)
	if out.Code == e.Code {
		out.Code = ""
	}
	ordered := out.Instructed
	if ordered.Currency == amount.Currency {
		out.Instructed = reconcile.Money{}
		if out.Charges.IsZero() && amount.Minor > 0 && ordered.Minor > amount.Minor {
			// Ordered 100, booked 95, in one currency: the bank shows that 5 were kept.
			out.Charges = reconcile.Money{Minor: ordered.Minor - amount.Minor, Currency: amount.Currency}
		}
	}
}
