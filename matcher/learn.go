package matcher

import (
	"github.com/rappro/rappro/reconcile"
)

// Apply implements [reconcile.Session]: what a live decision did to the documents, and what
// it teaches about the payer.
func (s *session) Apply(p reconcile.Payment, d reconcile.Decision) {
	if d.Kind != reconcile.Applied {
		return
	}
	from := s.payerOf(&p)
	owner := int32(-1)
	var numbers []string
	var cash []int32
	for _, part := range d.Parts {
		if !part.Kind.OnInvoice() {
			continue
		}
		i := s.book.number(part.Invoice)
		if i < 0 {
			continue
		}
		if part.Kind == reconcile.Cash {
			numbers = append(numbers, part.Invoice)
			if part.Moves.Minor > 0 && p.Amount.Minor > 0 {
				cash = append(cash, i)
				owner = s.book.docs[i].customer
			}
		}
	}
	if p.Amount.Minor > 0 {
		s.observe(owner, cash, p.BookingDate)
	}
	for _, part := range d.Parts {
		if part.Kind.OnInvoice() {
			s.close(part, p.BookingDate)
		}
	}
	s.remember(&p, &d, &from, numbers)
	if p.Amount.Minor < 0 {
		s.takenBack(&p)
		return
	}
	if owner >= 0 && s.oneOwner(cash, owner) {
		s.teach(&p, &from, owner)
	}
}

// oneOwner says whether all documents are of one customer; a factor's list teaches nothing.
func (s *session) oneOwner(docs []int32, owner int32) bool {
	for _, i := range docs {
		if s.book.docs[i].customer != owner {
			return false
		}
	}
	return true
}

// close changes what is open on a document.
func (s *session) close(part reconcile.Part, day reconcile.Date) {
	i := s.book.number(part.Invoice)
	if i < 0 {
		return
	}
	d := &s.book.docs[i]
	was := d.open
	d.open -= part.Closes.Minor
	if part.Kind == reconcile.Cash {
		d.ours, d.paidOn = true, max(d.paidOn, day)
	}
	switch {
	case was != 0 && d.open == 0:
		s.book.openCount--
	case was == 0 && d.open != 0:
		s.book.openCount++
	}
}

// teach learns that the payer's account, name and mandate pay for a customer.
func (s *session) teach(p *reconcile.Payment, from *seen, owner int32) {
	named := contains(from.named, owner) // the account is then the customer's own
	if named {
		s.ownPaid[owner]++
	}
	if iban := reconcile.CompactAccount(p.Detail.Payer.IBAN); iban != "" && !s.own[iban] {
		s.ibans[iban] = s.ibans[iban].paid(owner, 1)
		if named {
			s.ibans[iban] = s.ibans[iban].file(owner)
			s.accounts[owner]++
		}
	}
	if from.key != 0 {
		s.names[from.key] = s.names[from.key].paid(owner, 1)
	}
	if m := p.Detail.MandateID; m != "" {
		s.mandates[m] = s.mandates[m].paid(owner, 1)
	}
}

// remember keeps a credit so that a later debit can take it back.
func (s *session) remember(p *reconcile.Payment, d *reconcile.Decision, from *seen,
	numbers []string) {
	if p.Amount.Minor <= 0 {
		return
	}
	e := past{payment: p.ID, date: p.BookingDate, endToEnd: p.Detail.EndToEndID,
		mandate: p.Detail.MandateID, iban: reconcile.CompactAccount(p.Detail.Payer.IBAN),
		numbers: numbers, customer: d.Customer, name: from.key}
	amounts := []reconcile.Money{p.Amount}
	if c := p.Detail.Charges; c.Minor > 0 && c.Currency == p.Amount.Currency {
		// A provider gives back what the payer paid, not what was left of it.
		amounts = append(amounts, reconcile.Money{Minor: p.Amount.Minor + c.Minor, Currency: c.Currency})
	}
	for _, m := range amounts {
		s.keep(pastKey(p.Account, m), e)
	}
}

// keep puts an earlier credit under its key, once.
func (s *session) keep(k string, e past) {
	for i := range s.earlier[k] {
		if s.earlier[k][i].payment == e.payment {
			s.earlier[k][i] = e
			return
		}
	}
	s.earlier[k] = append(s.earlier[k], e)
}

// takenBack marks the credit that a return took back, so that it comes back once.
func (s *session) takenBack(p *reconcile.Payment) {
	r := s.read(p)
	list := s.earlier[pastKey(p.Account, p.Amount.Neg())]
	best, bestScore := -1, 0
	for i := range list {
		if score := s.sameAs(p, r, &list[i]); !list[i].returned && score >= bestScore && score > 0 {
			best, bestScore = i, score
		}
	}
	if best >= 0 {
		list[best].returned = true
	}
}
