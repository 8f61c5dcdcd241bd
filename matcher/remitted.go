package matcher

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// remitted proposes what the payer's own software says in its structured remittance: so much for
// each document (DOMAIN 6.5, number 1). It counts where every document is ours and can take what
// is said, and the amounts make up the payment to the cent; then nothing else that the text
// names is looked for.
func (w *work) remitted() bool {
	said := w.p.Detail.Documents
	if len(said) == 0 {
		return false
	}
	h := hypothesis{rule: "number_list", identified: true, quoted: exactFull, customer: -1}
	left, at := w.amount, 0
	for k, m := range said {
		i := w.view.book.number(m.Number)
		if i >= 0 {
			i = w.stand(i)
		}
		if i < 0 || m.Amount.Currency != w.p.Amount.Currency || !w.payable(i, daysBefore) ||
			slices.ContainsFunc(h.set.lines, func(l line) bool { return l.doc == i }) {
			return false
		}
		l, ok := w.remittedOn(i, m.Amount.Minor)
		if !ok {
			return false
		}
		h.set.lines = append(h.set.lines, l)
		left -= l.cash
		weight := 1800
		if k > 0 {
			weight /= 4 // as in other lists
		}
		h.weight += weight
		h.evidence = append(h.evidence, reconcile.Evidence{Signal: "invoice_number", Field: reconcile.FieldDocument,
			Start: at, End: at + len(m.Number), Quote: m.Number, Invoice: w.view.book.numberOf(i), Weight: weight})
		at += len(m.Number) + 1
	}
	if left != 0 {
		return false
	}
	h.customer = w.view.book.docs[h.set.lines[0].doc].customer
	payer, evidence := w.known(h.customer)
	amount := w.fitWeight(&h.set)
	h.weight += payer + amount
	h.evidence = append(append(h.evidence, evidence...), reconcile.Evidence{Signal: "amount",
		Field: reconcile.FieldAmount, Quote: w.decimal(), Weight: amount})
	w.hyps, w.cited = append(w.hyps, h), true
	return true
}

// remittedOn is what a sum does to a document: a part or all of what is open, or all but the discount
// that is granted that day. It is false for more than is open.
func (w *work) remittedOn(i int32, minor int64) (line, bool) {
	open := w.view.open(i)
	l := line{doc: i, cash: minor}
	if granted, ok := w.view.book.discount(i, w.paidOn); ok && minor > 0 && minor+granted == open {
		l.closes, l.kind = granted, reconcile.Discount
	}
	return l, minor > 0 && minor <= open || minor < 0 && minor >= open
}
