package camt

import (
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
	switch n := len(r.drafts); {
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
		r.lump(e, detailsDiffer)
	}
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
		r.lump(e, detailsDiffer)
		return
	case b.count > 1:
		r.lump(e, detailsMissing)
	}
	d.inherit(&r.line)
	detail := r.finished(e, d, e.Amount)
	detail.Reference = d.bankRef
	e.Details = []reconcile.Detail{detail}
}

// sumUp says whether the transactions explain the entry to the cent, and sets the sign of
// each. Their own direction counts first: a batch can hold a return. Some banks copy the
// direction of the other side; then all have the entry's.
func (r *reader) sumUp(e reconcile.Entry) bool {
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
	e.Details = make([]reconcile.Detail, len(r.drafts))
	seen := make(map[string]int, len(r.drafts))
	for i := range r.drafts {
		seen[r.drafts[i].ref()]++
	}
	for i := range r.drafts {
		d := &r.drafts[i]
		amount, _ := d.in(e.Amount.Currency)
		detail := r.finished(e, d, signed(amount, d.sign))
		// A reference that repeats in the batch, or that is the batch's own, names no payment.
		if ref := d.ref(); seen[ref] == 1 && ref != e.Reference {
			detail.Reference = ref
		}
		e.Details[i] = detail
	}
}

// finished completes a transaction with what depends on the entry.
func (r *reader) finished(e *reconcile.Entry, d *draft, amount reconcile.Money) reconcile.Detail {
	out := d.detail
	out.Amount = amount
	out.Payer, out.UltimatePayer = r.counterparty(e, d, amount.Minor)
	if out.Code == e.Code {
		out.Code = ""
	}
	out.Charges = d.charges
	switch {
	case d.instructed.Currency == "":
	case d.instructed.Currency != amount.Currency:
		out.Instructed = d.instructed
	case out.Charges.IsZero() && amount.Minor > 0 && d.instructed.Minor > amount.Minor:
		// Ordered 100, booked 95, in one currency: the bank shows that 5 were kept.
		out.Charges = reconcile.Money{Minor: d.instructed.Minor - amount.Minor,
			Currency: amount.Currency}
	}
	return out
}
