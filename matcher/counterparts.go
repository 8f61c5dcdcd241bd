package matcher

import (
	"github.com/rappro/rappro/reconcile"
)

// answers says whether a credit is the other leg of a transfer between own accounts, or money
// of ours that comes back. A pair is certain where the debit names this account or us, or where
// the credit's text does; where only words speak of an inner transfer or of a return it is
// proposed. A credit of somebody else, or one that names a document, answers nothing.
func (s *session) answers(p *reconcile.Payment, r *reading, from *party) (kind string, certain bool,
	why []reconcile.Evidence) {
	c, ok := s.counterparts[p.ID]
	if !ok || r.namesDocument() {
		return "", false, nil
	}
	pair := reconcile.Evidence{Signal: "own_debit", Field: reconcile.FieldAmount,
		Quote: c.Debit.ID.String()}
	if c.Back {
		if e := p.Detail.EndToEndID; e != "" && e == c.Debit.Detail.EndToEndID && plainID(e) {
			return "returned_transfer", true, []reconcile.Evidence{pair,
				{Signal: "own_end_to_end", Field: reconcile.FieldEndToEnd, Quote: e}}
		}
		if r.words&wordReturn != 0 {
			return "returned_transfer", false, []reconcile.Evidence{pair, s.word(wordReturn, r.fields)}
		}
		if e, same := s.sentTo(&c.Debit.Detail.Payer, &p.Detail.Payer, from); same &&
			!s.saysReturn(&c.Debit, s.read(&c.Debit)) { // what took back a payment of his he pays again
			return "returned_transfer", false, []reconcile.Evidence{pair, e}
		}
		return "", false, nil
	}
	if p.Detail.Payer.Name != "" { // not ours: our own name was looked for before
		return "", false, nil
	}
	debit := s.read(&c.Debit)
	to := c.Debit.Detail.Payer
	switch e, named := s.ownText(r); {
	case to.IBAN != "" && reconcile.CompactAccount(to.IBAN) == p.Account:
		return "own_transfer", true, []reconcile.Evidence{pair,
			{Signal: "own_account", Quote: to.IBAN}}
	case to.Name != "" && s.ownName(s.book.lex.nameOf(to.Name)):
		return "own_transfer", true, []reconcile.Evidence{pair, {Signal: "own_name", Quote: to.Name}}
	case named:
		return "own_transfer", true, []reconcile.Evidence{pair, e}
	case r.words&wordInner != 0:
		return "own_transfer", false, []reconcile.Evidence{pair, s.word(wordInner, r.fields)}
	case debit.words&wordInner != 0:
		e := s.word(wordInner, debit.fields)
		return "own_transfer", false, []reconcile.Evidence{pair, {Signal: "words", Quote: e.Quote}}
	}
	return "", false, nil
}

// sentTo says whether the one to whom a debit of ours went is the one who sends the same sum now,
// in whatever language he says why.
func (s *session) sentTo(to, by *reconcile.Party, from *party) (reconcile.Evidence, bool) {
	if to.IBAN != "" && reconcile.CompactAccount(to.IBAN) == reconcile.CompactAccount(by.IBAN) {
		return reconcile.Evidence{Signal: "payer_iban", Field: reconcile.FieldIBAN, Quote: by.IBAN}, true
	}
	n := s.book.lex.nameOf(to.Name)
	return reconcile.Evidence{Signal: "payer_name", Field: reconcile.FieldPayer, Quote: by.Name},
		len(n.core) > 0 && (n.key() == from.key || glue(n.core) == glue(from.name.core))
}

// pairAlone proposes an own transfer where nothing but the pair speaks for it, and nothing
// else for anything.
func (s *session) pairAlone(p *reconcile.Payment) (string, []reconcile.Evidence) {
	c, ok := s.counterparts[p.ID]
	if !ok || c.Back {
		return "", nil
	}
	return "own_transfer", []reconcile.Evidence{{Signal: "own_debit", Field: reconcile.FieldAmount,
		Quote: c.Debit.ID.String()}}
}

// paired says whether a debit of ours is the other leg of the credit, as far as sum and days tell.
func (w *work) paired() bool {
	c, ok := w.s.counterparts[w.p.ID]
	return ok && !c.Back
}

// namesDocument says whether the text quotes a document of ours for certain.
func (r *reading) namesDocument() bool {
	for _, c := range r.cites {
		if c.level < exactTail && !c.order && !c.loose {
			return true
		}
	}
	return false
}

// ownText finds our own whole name in the text: two words of it, or a long one.
func (s *session) ownText(r *reading) (reconcile.Evidence, bool) {
	for k := range r.fields {
		f := &r.fields[k]
		n, at := s.wordsOf(f, r.desk)
		for _, own := range s.ownNames {
			i := follows(n.core, own.core)
			if i >= 0 && (len(own.core) > 1 || len(own.core[0]) >= 6) {
				return f.shown("own_name", at[i], at[i+len(own.core)-1]), true
			}
		}
	}
	return reconcile.Evidence{}, false
}

// plainID says whether an end-to-end id tells anything: banks fill it when there is none.
func plainID(id string) bool {
	switch id {
	case "NOTPROVIDED", "NONREF", "NOT PROVIDED", "NOREF", "NONE", "0":
		return false
	}
	return len(id) > 3
}
