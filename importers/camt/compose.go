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
		r.unproven(e, detailsMissing)
	default:
		r.unproven(e, detailsDiffer)
	}
}

// unproven keeps an entry whose transactions do not sum to it as one sum. A notice says nothing
// but them: they are shown, and do not prove, so that the batch is held, or is a part of its entry
// where the bank counts more of them.
func (r *reader) unproven(e *reconcile.Entry, why remark) {
	foreign := slices.ContainsFunc(r.drafts, func(d draft) bool {
		_, ok := r.in(e.Amount.Currency, &d)
		return !ok
	})
	if r.kind != notices() || foreign || r.left > 0 || r.sumUp(*e) {
		r.lump(e, why)
		return
	}
	r.st.notes.add(why, e.Line)
	r.several(e)
}

func (r *reader) lump(e *reconcile.Entry, why remark) {
	e.Lump = true
	r.st.notes.add(why, e.Line)
}

// single makes the one transaction the entry's payment.
func (r *reader) single(e *reconcile.Entry, b batch) {
	d, more := &r.drafts[0], r.restOf(&r.drafts[0])
	if e.Reference == "" {
		// The bank's reference of the only transaction is that of the entry.
		e.Reference, e.Stable = more.bankRef, more.bankRef != ""
	}
	if e.Reference == "" {
		e.Reference = more.otherRef
	}
	own, _ := r.in(e.Amount.Currency, d)
	partial := own.Minor > 0 && own.Minor < e.Amount.Abs().Minor
	switch {
	case partial && b.count > 1:
		r.unproven(e, detailsMissing)
		return
	case partial:
		r.unproven(e, detailsDiffer)
		return
	case b.count > 1:
		r.lump(e, detailsMissing)
	}
	out := &r.details[0]
	r.line.inherit(out)
	r.complete(e, d, out, e.Amount)
	out.Reference = more.bankRef
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
	sign := int8(1)
	if e.Amount.Minor < 0 {
		sign = -1
	}
	for i := range r.drafts {
		d := &r.drafts[i]
		amount, ok := r.in(e.Amount.Currency, d)
		if !ok {
			return false
		}
		// Amounts are below MaxMinor and at most MaxDetails of them are summed: no overflow.
		if d.sign == 0 {
			d.sign = sign
		}
		own += int64(d.sign) * amount.Minor
		plain += int64(sign) * amount.Minor
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
	seen := make(map[string]int, len(r.rests))
	for i := range r.rests {
		seen[r.rests[i].ref()]++
	}
	for i := range r.drafts {
		d, out := &r.drafts[i], &r.details[i]
		amount, _ := r.in(e.Amount.Currency, d)
		r.complete(e, d, out, signed(amount, int64(d.sign)))
		// A reference that repeats in the batch, or that is the batch's own, names no payment.
		more := r.restOf(d)
		if ref := more.ref(); seen[ref] == 1 && ref != e.Reference {
			out.Reference = ref
		}
	}
	e.Details = r.give()
}

// complete fills in what of a transaction depends on the entry.
func (r *reader) complete(e *reconcile.Entry, d *draft, out *reconcile.Detail,
	amount reconcile.Money) {
	out.Amount = amount
	out.Payer, out.UltimatePayer = r.counterparty(e, d, out)
	if out.Code == e.Code {
		out.Code = ""
	}
	x := out.Exchanged()
	ordered := x.Instructed
	if ordered.Currency == amount.Currency {
		x.Instructed = reconcile.Money{}
		if x.Charges.IsZero() && amount.Minor > 0 && ordered.Minor > amount.Minor {
			// Ordered 100, booked 95, in one currency: the bank shows that 5 were kept.
			x.Charges = reconcile.Money{Minor: ordered.Minor - amount.Minor, Currency: amount.Currency}
		}
		out.Exchange = x.OrNil()
	}
}
