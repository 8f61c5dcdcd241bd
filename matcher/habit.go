package matcher

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// habit is whether a customer pays its oldest document among equals (rule 9).
type habit struct{ seen []choice }

// choice is a payment of one of several equal documents, with the older ones among them.
// Those that are settled the same day count as paid before it: payments of one day have no
// order that everybody sees.
type choice struct {
	day   reconcile.Date
	older []int32
	whole bool // it closed that document and did nothing else
}

const ruleHabit = "habit"

const habitFrom = 3 // payments that make a habit, none against

// habitual says whether a customer had the habit before a day.
func (s *session) habitual(c int32, day reconcile.Date) bool {
	h := s.habits[c]
	if h == nil {
		return false
	}
	oldest := 0
	for _, o := range h.seen {
		if o.day >= day {
			continue
		}
		for _, i := range o.older {
			if d := &s.book.docs[i]; d.open != 0 || d.paidOn > o.day {
				return false
			}
		}
		oldest += bit(o.whole)
	}
	return oldest >= habitFrom
}

// speaksOfNumber says whether the remittance text shows a number, read or not: who writes one
// means a document, and not just the oldest. What the bank or the text calls another number, as
// EREF+ZV38211934, is none.
func (r *reading) speaksOfNumber() bool {
	for k := range r.fields {
		f := &r.fields[k]
		if f.field == reconcile.FieldEndToEnd || f.field == reconcile.FieldEntryText {
			continue
		}
		for i, p := range f.pieces {
			if p.digits && len(p.text) >= 3 && (f.dated == nil || !f.dated[i]) && !f.called(i, wordOther) {
				return true
			}
		}
	}
	return false
}

// observe counts whether the documents that a payment settled were the oldest open ones of
// their amount. A document without an equal tells nothing; a list that passes an older one over
// tells that the oldest is not always meant. Whoever pays another sum than a document's, a part or
// less a fee, had that one before him: it speaks for no habit, and may speak against it.
func (s *session) observe(owner int32, docs []int32, day reconcile.Date, whole bool) {
	if owner < 0 {
		return
	}
	for _, paid := range docs {
		older, equals := s.equals(owner, paid, docs, day)
		if whole && equals > 0 || len(older) > 0 {
			h := s.habits[owner]
			if h == nil {
				h = &habit{}
				s.habits[owner] = h
			}
			h.seen = append(h.seen, choice{day, older, whole})
		}
	}
}

// equals counts a customer's other open documents of the amount of one, those of the same payment
// aside, and lists the older of them.
func (s *session) equals(owner, paid int32, docs []int32, day reconcile.Date) (older []int32, count int) {
	for _, i := range s.book.customers[owner].docs {
		d := &s.book.docs[i]
		if contains(docs, i) || d.open != s.book.docs[paid].open || d.issue > day ||
			d.currency != s.book.docs[paid].currency {
			continue
		}
		count++
		if s.book.byIssue(i, paid) < 0 {
			older = append(older, i)
		}
	}
	return older, count
}

// wait is a credit of a customer that was left undecided on its day. It counts for the rest
// of the session even when a later day explains it: on that day nobody could tell which
// document it paid, so that "the oldest" was open to doubt.
type wait struct {
	payment reconcile.ID
	date    reconcile.Date
	amount  int64
}

// waitsFrom is the confidence from which on an undecided credit counts as a customer's.
const waitsFrom reconcile.Score = 500

// nobody is who sent a credit that names nobody, or whose name the bank damaged beyond recognition: it
// may be any customer's.
const nobody int32 = -1

// Wait implements [reconcile.Session].
func (s *session) Wait(p reconcile.Payment, v reconcile.Verdict) {
	if p.Amount.Minor <= 0 || v.ReceiptCertain {
		return
	}
	from := p.Detail.Payer
	var seen []int32
	for _, o := range v.Proposals {
		c, ok := s.book.byID[o.Customer]
		if !ok || contains(seen, c) || o.Rule == ruleAmount ||
			o.Confidence < waitsFrom && o.Customer != v.Customer {
			continue // a stranger's money of the same amount is on nobody's account
		}
		seen = append(seen, c)
	}
	unknown := from.Name == "" && from.IBAN == "" || strings.ContainsFunc(from.Name, lost)
	if len(seen) == 0 && unknown && v.NotForInvoices == "" {
		seen = append(seen, nobody)
	}
	for _, c := range seen {
		if !s.waits(c, p.ID) {
			s.waiting[c] = append(s.waiting[c], wait{p.ID, p.BookingDate, p.Amount.Minor})
		}
	}
}

// unplaced notes money that was put on a customer's account as a whole: it may have been for a
// document of another whose name the payer bears as well.
func (s *session) unplaced(p *reconcile.Payment, d *reconcile.Decision, from *seen) {
	if slices.ContainsFunc(d.Parts, func(o reconcile.Part) bool { return o.Kind != reconcile.OnAccount }) {
		return
	}
	for _, c := range from.named {
		if s.book.customers[c].id == d.Customer {
			continue
		}
		s.onAccount[c] = append(s.onAccount[c], wait{p.ID, p.BookingDate, p.Amount.Minor})
	}
}

func (s *session) waits(c int32, id reconcile.ID) bool {
	for _, w := range s.waiting[c] {
		if w.payment == id {
			return true
		}
	}
	return false
}

// undecided says whether another credit of that amount, of the customer or of nobody, waited on
// a day or lay on an account.
func (s *session) undecided(c int32, p *reconcile.Payment) bool {
	for _, list := range [...][]wait{s.waiting[c], s.waiting[nobody], s.onAccount[c]} {
		for _, w := range list {
			if w.payment != p.ID && w.date <= p.BookingDate && w.amount == p.Amount.Minor {
				return true
			}
		}
	}
	return false
}
