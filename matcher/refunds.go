package matcher

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// A refund is money that we send back to a customer (DOMAIN 6.3 rows 45 to 47): what he paid too
// much or twice and what lies on his account since, a payment that settled something, or a credit
// note. None is ever certain, for who typed the transfer knows what for.

// saysRefund says whether words call a payment of ours one that gives money back.
func (s *session) saysRefund(r *reading) bool {
	for i := range r.fields {
		for k := range r.fields[i].pieces {
			if r.fields[i].pieces[k].class&wordRefund != 0 {
				return true
			}
		}
	}
	return false
}

// silentRefund finds the refund that no word tells: exactly what lies on a customer's account goes
// to the account or the name that it came from. A name in a text is not enough, nor is the amount:
// suppliers and staff are paid such sums too. Nor is it one where the bank's code tells of something
// else or that it was collected from us, or the text of a document that the credit did not settle.
func (s *session) silentRefund(v *reconcile.Verdict, p *reconcile.Payment, r *reading) {
	family, _ := codeParts(p.Code)
	if family == "RDDT" || byCode(p) != "" || !s.earlier.lies(p.Amount.Neg()) {
		return
	}
	from := s.party(&p.Detail.Payer, r.desk)
	b := takingBack{s: s, p: p, r: r, from: &from}
	b.lying()
	other := r.namesDocument() || r.words&(wordInvoice|wordNoise|wordSupplier|wordInner) != 0
	b.found = slices.DeleteFunc(b.found, func(x suspect) bool { return !x.payer || other && x.doc < 0 })
	if len(b.found) > 0 {
		b.refunded(v)
	}
}

// refunded is the verdict on what goes back to a customer.
func (b *takingBack) refunded(v *reconcile.Verdict) {
	b.owed()
	switch {
	case !slices.ContainsFunc(b.found, b.quotes) && b.ofCreditNote(v):
	case len(b.found) == 0:
		b.unfounded(v)
	default:
		b.quoted(v)
		b.perhaps(v)
		for _, x := range b.found { // of several customers' money, it is nobody's yet
			if b.s.earlier.customer(x.past) != v.Customer {
				v.Customer = ""
			}
		}
		v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.RefundOut, Customer: v.Customer,
			Amount: b.p.Amount})
	}
	b.otherIBAN(v)
}

// quotes says whether the debit quotes a document that a credit settled, or its end-to-end id.
func (b *takingBack) quotes(x suspect) bool {
	return x.doc >= 0 || b.s.earlier.is(x.past, pastEndToEnd, b.p.Detail.EndToEndID)
}

// otherIBAN tells of a refund that goes elsewhere than to the account that the likeliest credit came
// from (DOMAIN 6.3 row 47).
func (b *takingBack) otherIBAN(v *reconcile.Verdict) {
	if len(b.found) == 0 || b.from.account == "" {
		return
	}
	if was := b.s.earlier.text(b.found[0].past, pastIBAN); was != "" && was != b.from.account {
		v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.RefundToOtherIBAN, Amount: b.p.Amount,
			Customer: v.Findings[0].Customer, Evidence: evidenceOf("payer_iban", reconcile.FieldIBAN, b.p.Detail.Payer.IBAN)})
	}
}

// owed leaves the credits that a refund may be of. What lies on the customer's account comes first,
// and what settled something stands beside it only where the debit quotes that: of two payments of an
// invoice it is the second that goes back.
func (b *takingBack) owed() {
	b.found = slices.DeleteFunc(b.found, func(x suspect) bool { return x.score < sureWhole })
	waits := func(x suspect) bool { return x.waits }
	if !slices.ContainsFunc(b.found, waits) {
		return
	}
	b.found = slices.DeleteFunc(b.found, func(x suspect) bool { return !x.waits && !b.quotes(x) })
	slices.SortStableFunc(b.found, func(x, y suspect) int {
		if x.waits == y.waits {
			return cmp.Compare(y.score, x.score)
		} else if x.waits {
			return -1
		}
		return 1
	})
}

// ofCreditNote tells of a debit that quotes an open credit note, which it pays back (DOMAIN 6.3 row
// 45). It says whether there is one.
func (b *takingBack) ofCreditNote(v *reconcile.Verdict) bool {
	for _, c := range b.r.cites {
		if c.level >= exactTail || c.order || c.loose || len(c.docs) != 1 {
			continue
		}
		d := &b.s.book.docs[c.docs[0]]
		if !d.credit || d.open == 0 || d.customer < 0 {
			continue
		}
		b.tell(v, d.customer, &c)
		return true
	}
	return false
}

// unfounded tells of a refund to a customer of ours behind which there is neither a payment nor a
// credit note (DOMAIN 6.3 rows 45 and 46): nothing is proposed. A repaid loan and an employee's
// expenses are called so too; those go to nobody who is a customer.
func (b *takingBack) unfounded(v *reconcile.Verdict) {
	for _, c := range b.r.cites {
		if c.level < exactTail && !c.order && !c.loose && len(c.docs) == 1 {
			if d := &b.s.book.docs[c.docs[0]]; d.customer >= 0 {
				b.tell(v, d.customer, &c)
				return
			}
		}
	}
	if who := b.payers.sure(); who != nil {
		v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.RefundOut, Amount: b.p.Amount,
			Customer: b.s.book.customers[who.customer].id, Evidence: who.evidence})
	}
}

// tell raises a refund that quotes a document.
func (b *takingBack) tell(v *reconcile.Verdict, customer int32, c *cite) {
	v.Findings = append(v.Findings, reconcile.Finding{Kind: reconcile.RefundOut, Amount: b.p.Amount,
		Customer: b.s.book.customers[customer].id, Invoice: b.s.book.numberOf(c.docs[0]),
		Evidence: []reconcile.Evidence{b.cited(c)}})
}
