package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// party is the payer, read once for all that look at him.
type party struct {
	payerKeys
	text   fieldText
	name   name
	class  wordClass // of all its words
	factor bool      // a word holds FACTOR
}

// payerKeys are what payers are remembered by, and where the tallies of each begin, -1 for none.
type payerKeys struct {
	account          string // compact, empty for none
	key              uint64 // of the name's core, which is empty for the name of an account
	accountAt, keyAt int32
}

// party reads a payer.
func (s *session) party(from *reconcile.Party, d *desk) party {
	v := s.partyNamed(from.Name, d)
	v.key, v.keyAt, v.accountAt = v.name.key(), -1, -1
	if len(v.name.core) > 0 {
		v.keyAt = s.names.place(v.key)
	}
	if v.account = reconcile.CompactAccount(from.IBAN); v.account != "" {
		v.accountAt = s.ibans.place(v.account)
	}
	return v
}

// partyNamed reads the payer's name.
func (s *session) partyNamed(raw string, d *desk) party {
	var v party
	v.text = fieldText{field: reconcile.FieldPayer, raw: raw, pieces: d.fold(raw)}
	if raw == "" {
		return v
	}
	s.book.lex.classify(v.text.pieces)
	v.name = s.book.lex.nameIn(v.text.pieces, &d.words)
	for _, p := range v.text.pieces {
		v.class |= p.class
		v.factor = v.factor || strings.Contains(p.text, "FACTOR")
	}
	if v.isAccount() && len(s.sameName(v.name, nil)) == 0 {
		v.name = name{}
	}
	return v
}

// isAccount says whether the name is that of an account, as banks show it who do not know the payer's:
// "Business account" is nobody, and who is so called next time is another one.
func (v *party) isAccount() bool {
	for _, p := range v.text.pieces {
		if p.class&(wordAccount|wordJoin) == 0 {
			return false
		}
	}
	return true
}

// glued hashes all letters of the name, so that it is the same where the bank lost its blanks.
func (v *party) glued() uint64 {
	h := hashStart
	for _, p := range v.text.pieces {
		h = hashText(h, p.text)
	}
	return gluedKey(h)
}

// seen is what the last day showed of a payer, for [session.Apply].
type seen struct {
	payerKeys          // key is 0 without a name
	glued     uint64   // of all its letters, for a name that no customer bears
	named     []int32  // customers whose name the payer bears
	takes     []taking // what the day's verdict on it takes
}

// doc is the document of a part, most likely one that the verdict takes.
func (v *seen) doc(b *book, part *reconcile.Part) int32 {
	if !part.Kind.OnInvoice() {
		return -1
	}
	for _, t := range v.takes {
		if b.numberOf(t.doc) == part.Invoice {
			return t.doc
		}
	}
	return b.number(part.Invoice)
}

// seenOf is what to keep of a credit's payer.
func (w *work) seenOf(named *slab[int32]) seen {
	v := seen{payerKeys: w.from.payerKeys}
	if len(w.from.name.core) == 0 {
		v.key = 0
	}
	const names = byExactName | bySomeName
	n := 0
	for _, p := range w.payers {
		n += bit(p.how&names != 0)
	}
	v.named = named.take(n)[:0]
	for _, p := range w.payers {
		if p.how&names != 0 {
			v.named = append(v.named, p.customer)
		}
	}
	if v.key != 0 && len(v.named) == 0 {
		v.glued = w.from.glued()
	}
	return v
}

// lately is what the last day showed of its payers. The service tells what it decided in the
// order of the day, so that a payment is looked for where the last one was found.
type lately struct {
	ids  []reconcile.ID // zero for debits
	seen []seen
	at   int // where the last one was found
}

func (l *lately) find(id reconcile.ID) (seen, bool) {
	for range l.ids {
		if l.at++; l.at >= len(l.ids) {
			l.at = 0
		}
		if l.ids[l.at] == id {
			return l.seen[l.at], true
		}
	}
	return seen{}, false
}

// payerOf is what is known of the payer's name of a payment, read again when the payment was
// not among those of the last day.
func (s *session) payerOf(p *reconcile.Payment) seen {
	if v, ok := s.lately.find(p.ID); ok {
		return v
	}
	var d desk
	w := work{from: s.party(&p.Detail.Payer, &d)}
	s.named(&d, &w.payers, w.from.name, byExactName, reconcile.Evidence{Quote: p.Detail.Payer.Name})
	return w.seenOf(&slab[int32]{})
}
