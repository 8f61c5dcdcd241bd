package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// past is an earlier credit that was decided, as far as a return may name it.
type past struct {
	payment  reconcile.ID
	date     reconcile.Date
	endToEnd string
	mandate  string
	iban     string
	name     uint64
	numbers  []string // documents that it was put on
	customer string
	returned bool
}

const returnDays = 400 // 13 months, the longest time to contest a direct debit (DOMAIN 4.5)

func pastKey(account string, m reconcile.Money) string { return account + "|" + m.String() }

// debit finds the credit that a debit takes back; any other debit is not ours to match.
func (s *session) debit(p *reconcile.Payment) reconcile.Verdict {
	v := reconcile.Verdict{Payment: p.ID}
	r := s.read(p)
	said := s.saysReturn(p, r)
	if !said {
		return v
	}
	best, bestScore := -1, 0
	list := s.earlier[pastKey(p.Account, p.Amount.Neg())]
	for i := range list {
		e := &list[i]
		if e.returned || e.date > p.BookingDate || e.date+returnDays < p.BookingDate {
			continue
		}
		if score := s.sameAs(p, r, e); score >= bestScore && score > 0 {
			best, bestScore = i, score // of equals the latest
		}
	}
	if best < 0 {
		return v
	}
	e := &list[best]
	v.Reverses, v.Customer, v.CustomerScore = e.payment, e.customer, 9900
	f := reconcile.Finding{Kind: reconcile.ReturnedPayment, Customer: e.customer, Amount: p.Amount}
	if len(e.numbers) > 0 {
		f.Invoice = e.numbers[0]
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
	if p.Detail.EndToEndID != "" && p.Detail.EndToEndID == e.endToEnd {
		score += 8
	}
	if p.Detail.MandateID != "" && p.Detail.MandateID == e.mandate {
		score += 3
	}
	for _, c := range r.cites {
		for _, i := range c.docs {
			for _, n := range e.numbers {
				if s.book.numberOf(i) == n && c.level < exactTail {
					score += 6
				}
			}
		}
	}
	if p.Detail.Payer.IBAN != "" && reconcile.CompactAccount(p.Detail.Payer.IBAN) == e.iban {
		score += 4
	}
	if n := s.book.lex.nameOf(p.Detail.Payer.Name); len(n.core) > 0 && n.key() == e.name {
		score += 3
	}
	if score < 3 {
		return 0
	}
	return score
}
