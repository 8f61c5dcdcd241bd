package matcher

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// debit finds the credit that a debit takes back, or of whose money it sends some back to its
// payer; any other debit is not ours to match.
func (s *session) debit(p *reconcile.Payment, r *reading) reconcile.Verdict {
	v := reconcile.Verdict{Payment: p.ID}
	s.readInto(r, p)
	if fee, why := s.feeOfReturn(p, r); fee {
		v.NotForInvoices, v.ReceiptReason = "charges", why
		v.ReceiptCertain = why[0].Signal == "bank_code"
		return v
	}
	said := s.saysReturn(p, r)
	if !said && !s.saysRefund(r) {
		s.silentRefund(&v, p, r)
		return v
	}
	from := s.party(&p.Detail.Payer, r.desk)
	b := takingBack{s: s, p: p, r: r, from: &from, payers: s.whoPays(nil, p, r, &from), said: said}
	b.search()
	if said {
		b.returned(&v)
	} else {
		b.refunded(&v)
	}
	return v
}

// saysReturn says whether a debit takes something back: the bank's reason or code, a
// reversal, or words.
func (s *session) saysReturn(p *reconcile.Payment, r *reading) bool {
	if p.Detail.ReturnReason != "" || p.Reversal || r.words&wordReturn != 0 {
		return true
	}
	return returnCode(p)
}

func returnCode(p *reconcile.Payment) bool {
	family, sub := codeParts(p.Code)
	switch sub {
	case "UPDD", "RRTN", "RCDD", "PRDD", "UPCQ", "CQRV", "UPCT", "ARET", "AREV", "UDFT":
		return true
	}
	return family == "IDDT" && strings.HasSuffix(sub, "DD") && sub != "ESDD" && sub != "BBDD"
}

// feeOfReturn says whether a debit is what the bank takes for a return: its code says that it is a
// fee, or a word for fees comes before the one for returns, and nothing else says that money
// itself comes back.
func (s *session) feeOfReturn(p *reconcile.Payment, r *reading) (bool, []reconcile.Evidence) {
	if r.words&wordReturn == 0 || p.Detail.ReturnReason != "" || p.Reversal || returnCode(p) {
		return false, nil
	}
	if byCode(p) == "charges" {
		return true, evidenceOf("bank_code", reconcile.FieldCode, p.Code)
	}
	for i := range r.fields {
		f := &r.fields[i]
		for k := range f.pieces {
			switch {
			case f.pieces[k].class&wordReturn != 0:
				return false, nil
			case feeWord(f.pieces[k].text):
				return true, []reconcile.Evidence{f.shown("words", k, k)}
			}
		}
	}
	return false, nil
}

// feeWord says whether a folded word means a bank's fee, in the languages of most banks.
func feeWord(s string) bool {
	switch s {
	case "FRAIS", "FEE", "FEES", "CHARGE", "CHARGES", "COMMISSION", "COMMISSIONS", "COMMISSIE", "COMMISSIONI",
		"GEBUEHR", "GEBUHR", "GEBUEHREN", "GEBUHREN", "ENTGELT", "KOSTEN", "SPESE", "GASTOS", "COMISION",
		"COMISIONES", "COMISSAO", "PROWIZJA", "OPLATA", "POPLATEK", "AVGIFT", "GEBYR", "KULU", "PALVELUMAKSU":
		return true
	}
	return false
}

// returned is the verdict on what the bank took back: the one credit that stands out, or those that
// it may be.
func (b *takingBack) returned(v *reconcile.Verdict) {
	if len(b.found) > 0 {
		b.quoted(v)
		best, next := b.found[0], 0
		if len(b.found) > 1 {
			next = b.found[1].score
		}
		enough := surePart
		if best.whole {
			enough = sureWhole
		}
		if best.score >= enough && best.score-next >= min(lead, best.score) {
			b.is(v, best)
			return
		}
	}
	b.perhaps(v)
	for _, kind := range [...]reconcile.AnomalyKind{reconcile.ReturnedPayment, reconcile.ReturnUnlinked} {
		v.Findings = append(v.Findings, reconcile.Finding{Kind: kind, Customer: v.Customer, Amount: b.p.Amount,
			Evidence: b.reason()})
	}
}

// is says which credit comes back.
func (b *takingBack) is(v *reconcile.Verdict, x suspect) {
	v.Reverses, v.Customer, v.CustomerScore = x.payment, b.s.earlier.customer(x.past), 9900
	v.CustomerReason = b.why(x)
	f := reconcile.Finding{Kind: reconcile.ReturnedPayment, Customer: v.Customer, Amount: b.p.Amount,
		Evidence: b.reason()}
	doc := x.doc
	if docs := b.s.earlier.on(x.past); doc < 0 && len(docs) > 0 {
		doc = docs[0]
	}
	if doc >= 0 {
		f.Invoice = b.s.book.numberOf(doc)
	}
	v.Findings = append(v.Findings, f)
}

// why is what shows that a credit comes back, and the bank's reason.
func (b *takingBack) why(x suspect) []reconcile.Evidence {
	out := append(x.why, reconcile.Evidence{Signal: "amount", Field: reconcile.FieldAmount,
		Quote: b.p.Amount.Neg().Decimal()})
	if b.said {
		out = append(out, b.reason()...)
	}
	return out
}

// quoted lists the documents that the debit names for certain.
func (b *takingBack) quoted(v *reconcile.Verdict) {
	for _, c := range b.r.cites {
		if c.level < exactTail && !c.order && !c.loose && len(c.docs) == 1 {
			if n := b.s.book.numberOf(c.docs[0]); !slices.Contains(v.Quoted, n) {
				v.Quoted = append(v.Quoted, n)
			}
		}
	}
}

// perhaps lists those that nothing chooses between: the ones that something speaks for, or where
// nothing does those of the amount.
func (b *takingBack) perhaps(v *reconcile.Verdict) {
	for _, x := range b.found {
		if b.found[0].score > 0 && x.score == 0 || len(v.MayReverse) == mostReturns {
			break
		}
		v.MayReverse = append(v.MayReverse, reconcile.Reversal{Payment: x.payment, Evidence: b.why(x)})
	}
	if len(b.found) > 0 && b.found[0].score >= sureWhole {
		v.Customer = b.s.earlier.customer(b.found[0].past)
	}
}
