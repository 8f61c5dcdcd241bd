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
	var room [3][8]int32
	docs, paid, cash := room[0][:0], room[1][:0], room[2][:0]
	for k := range d.Parts {
		part := &d.Parts[k]
		i := from.doc(&s.book, part)
		docs = append(docs, i)
		if i < 0 || part.Kind != reconcile.Cash {
			continue
		}
		paid = append(paid, i)
		if part.Moves.Minor > 0 && p.Amount.Minor > 0 {
			cash = append(cash, i)
			owner = s.book.docs[i].customer
		}
	}
	if p.Amount.Minor > 0 {
		s.observe(owner, cash, p.BookingDate, s.closesOne(&d, docs))
		s.unplaced(&p, &d, &from)
	}
	for k, i := range docs {
		if i >= 0 {
			s.close(i, &d.Parts[k], p.BookingDate)
		}
	}
	s.remember(&p, &d, &from, paid)
	if p.Amount.Minor < 0 {
		for k := range d.Parts {
			if original, ok := d.Parts[k].Returns(); ok {
				s.earlier.taken(original, &d.Parts[k])
			}
		}
		return
	}
	if owner >= 0 && s.oneOwner(cash, owner) {
		s.teach(&p, &from, owner)
	}
}

// closesOne says whether all that a decision does is to close a document with money; docs are those of
// its parts.
func (s *session) closesOne(d *reconcile.Decision, docs []int32) bool {
	return len(docs) == 1 && docs[0] >= 0 && d.Parts[0].Kind == reconcile.Cash &&
		d.Parts[0].Closes.Minor == s.book.docs[docs[0]].open
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
func (s *session) close(i int32, part *reconcile.Part, day reconcile.Date) {
	d := &s.book.docs[i]
	was := d.open
	d.open -= part.Closes.Minor
	if part.Kind == reconcile.Cash {
		d.ours, d.paidOn = true, max(d.paidOn, day)
	}
	switch {
	case was != 0 && d.open == 0:
		s.book.openCount--
		if part.Kind == reconcile.Cash && !d.credit {
			s.punctuality.paid(day, d.payBy())
		}
	case was == 0 && d.open != 0:
		s.book.openCount++
	}
}

// teach learns that the payer's account, name and mandate pay for a customer.
func (s *session) teach(p *reconcile.Payment, from *seen, owner int32) {
	c := &s.book.customers[owner]
	named := contains(from.named, owner) // the account is then the customer's own
	if named {
		c.ownPaid++
	}
	if from.account != "" && !s.own[from.account] {
		t := s.ibans.paid(from.account, from.accountAt, owner, 1)
		if named {
			t.known = true
			c.accounts++
		}
	}
	if from.key != 0 {
		s.names.paid(from.key, from.keyAt, owner, 1)
		if from.glued != 0 && from.glued != from.key {
			s.names.paid(from.glued, -1, owner, 1)
		}
	}
	if m := p.Detail.MandateID; m != "" {
		s.mandates.paid(m, -1, owner, 1)
	}
}

// remember keeps a credit so that a later debit can take it back.
func (s *session) remember(p *reconcile.Payment, d *reconcile.Decision, from *seen, docs []int32) {
	if p.Amount.Minor <= 0 {
		return
	}
	e := past{payment: p.ID, day: uint16(p.BookingDate), name: pastName(from.key, wayOf(p.Code))}
	texts := [...]string{pastEndToEnd: p.Detail.EndToEndID, pastMandate: p.Detail.MandateID,
		pastIBAN: from.account, pastCustomer: d.Customer}
	s.earlier.keep(p.Account, p.Amount, e, texts, docs)
	if c := p.Detail.Exchanged().Charges; c.Minor > 0 && c.Currency == p.Amount.Currency {
		// A provider gives back what the payer paid, not what was left of it.
		whole := reconcile.Money{Minor: p.Amount.Minor + c.Minor, Currency: c.Currency}
		s.earlier.keep(p.Account, whole, e, texts, docs)
	}
	s.earlier.lay(p, d)
}
