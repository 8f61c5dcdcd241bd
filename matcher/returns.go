package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const returnDays = 400 // 13 months, the longest time to contest a direct debit (DOMAIN 4.5)

// debit finds the credit that a debit takes back; any other debit is not ours to match.
func (s *session) debit(p *reconcile.Payment, r *reading) reconcile.Verdict {
	v := reconcile.Verdict{Payment: p.ID}
	s.readInto(r, p)
	said := s.saysReturn(p, r)
	if !said {
		return v
	}
	var e *past
	bestScore := 0
	for o := range s.earlier.of(p.Account, p.Amount.Neg()) {
		if o.returned || o.date > p.BookingDate || o.date+returnDays < p.BookingDate {
			continue
		}
		if score := s.sameAs(p, r, o); score > bestScore {
			e, bestScore = o, score // of equals the latest
		}
	}
	if e == nil {
		return v
	}
	v.Reverses, v.Customer, v.CustomerScore = e.payment, s.earlier.customer(e), 9900
	f := reconcile.Finding{Kind: reconcile.ReturnedPayment, Customer: v.Customer, Amount: p.Amount}
	if docs := s.earlier.on(e); len(docs) > 0 {
		f.Invoice = s.book.numberOf(docs[0])
	}
	v.Findings = append(v.Findings, f)
	return v
}

// saysReturn says whether a debit takes something back: the bank's reason or code, a
// reversal, or words.
func (s *session) saysReturn(p *reconcile.Payment, r *reading) bool {
	if p.Detail.ReturnReason != "" || p.Reversal || r.words&wordReturn != 0 {
		return true
	}
	family, sub := codeParts(p.Code)
	switch sub {
	case "UPDD", "RRTN", "RCDD", "PRDD", "UPCQ", "CQRV", "UPCT", "ARET", "AREV":
		return true
	}
	return family == "IDDT" && strings.HasSuffix(sub, "DD") && sub != "ESDD" && sub != "BBDD"
}

// sameAs scores how surely an earlier credit is the one that comes back; the amount is the
// same already.
func (s *session) sameAs(p *reconcile.Payment, r *reading, e *past) int {
	score := 0
	if s.earlier.is(e, pastEndToEnd, p.Detail.EndToEndID) {
		score += 8
	}
	if s.earlier.is(e, pastMandate, p.Detail.MandateID) {
		score += 3
	}
	for _, c := range r.cites {
		for _, i := range c.docs {
			for _, n := range s.earlier.on(e) {
				if i == n && c.level < exactTail {
					score += 6
				}
			}
		}
	}
	if s.earlier.is(e, pastIBAN, reconcile.CompactAccount(p.Detail.Payer.IBAN)) {
		score += 4
	}
	if n := s.book.lex.nameOf(p.Detail.Payer.Name); len(n.core) > 0 && pastName(n.key()) == e.name {
		score += 3
	}
	if score < 3 {
		return 0
	}
	return score
}
