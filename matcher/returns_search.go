package matcher

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const (
	returnDays  = 400 // 13 months, the longest time to contest a direct debit (DOMAIN 4.5)
	mostReturns = 10  // credits that are shown for one debit
)

// What shows that an earlier credit is the one that comes back. Together they are compared with
// those of the next credit: the bank may quote one and name the payer of another.
const (
	clueID     = 8 // its end-to-end id
	clueNumber = 7 // its end-to-end id in the text: cheques are numbered so
	clueDoc    = 6 // a document that it was put on
	clueIBAN   = 4
	clueName   = 3 // the payer's, or the customer's in the text
	clueRum    = 3 // the mandate
	sureWhole  = 3 // of as much money
	surePart   = 6 // of less or more
	lead       = 4
	otherSum   = -3
)

// takingBack is the search for the credit that a debit takes back.
type takingBack struct {
	s      *session
	p      *reconcile.Payment
	r      *reading
	from   *party
	payers payers
	said   bool // a return, no refund
	found  []suspect
	fee    int64 // that the bank shows as part of the debit
}

// suspect is an earlier credit that may come back.
type suspect struct {
	*past
	score int
	whole bool // it takes back all that is left of it, the bank's fee aside
	waits bool // it is a refund of just what lies of the credit on its customer's account
	id    bool // the debit carries its end-to-end id, or the number of its cheque
	payer bool // the debit goes to whoever paid: his account or his name
	doc   int32
	why   []reconcile.Evidence
}

// search gathers the suspects, the likeliest first and of equals the latest.
func (b *takingBack) search() {
	amount := b.p.Amount.Neg()
	if c := b.p.Detail.Exchanged().Charges; c.Currency == amount.Currency && c.Minor < amount.Minor {
		b.fee = c.Minor
	}
	for e := range b.s.earlier.of(b.p.Account, amount) {
		b.add(e)
	}
	if b.fee > 0 {
		less := reconcile.Money{Minor: amount.Minor - b.fee, Currency: amount.Currency}
		for e := range b.s.earlier.of(b.p.Account, less) {
			b.add(e)
		}
	}
	if !b.said {
		b.lying()
	}
	if !slices.ContainsFunc(b.found, func(x suspect) bool { return x.whole && x.score >= surePart }) {
		b.otherSums(amount.Currency)
	}
	slices.SortStableFunc(b.found, func(x, y suspect) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(y.date(), x.date()))
	})
}

// lying adds the credits of which exactly the amount lies on a customer's account.
func (b *takingBack) lying() {
	for e := range b.s.earlier.kept(b.p.Amount.Neg()) {
		b.add(e)
	}
}

// otherSums adds credits of other amounts that the debit names: it takes back a part of one, or all
// of one and a fee.
func (b *takingBack) otherSums(c reconcile.Currency) {
	for e := range b.s.earlier.withID(b.p.Account, c, b.p.Detail.EndToEndID) {
		b.add(e)
	}
	for _, x := range b.r.cites {
		if x.level >= exactTail || x.order || x.loose || len(x.docs) != 1 {
			continue
		}
		for e := range b.s.earlier.onDoc(b.p.Account, c, x.docs[0]) {
			b.add(e)
		}
	}
}

func (b *takingBack) add(e *past) {
	amount, left := -b.p.Amount.Minor, b.s.earlier.left(e)
	over := amount - left
	x := suspect{past: e, doc: -1, waits: !b.said && b.s.earlier.waits(e) == amount}
	if left <= 0 || e.date() > b.p.BookingDate || e.date()+returnDays < b.p.BookingDate && !x.waits ||
		over > max(b.s.policy.FeeMinor, b.fee) || !b.said && over > 0 ||
		slices.ContainsFunc(b.found, func(x suspect) bool { return x.payment == e.payment }) {
		return
	}
	x.whole = over == 0 || over == b.fee || x.waits
	b.score(&x)
	switch b.another(&x) {
	case certainly:
		return
	case likely:
		x.score = min(x.score, sureWhole-1)
	}
	if !x.whole {
		if x.score += otherSum; x.score <= 0 {
			return
		}
	}
	b.found = append(b.found, x)
}

// score weighs how surely an earlier credit is the one that comes back, and keeps what shows it.
func (b *takingBack) score(x *suspect) {
	h, d := &b.s.earlier, &b.p.Detail
	shows := func(clue int, e reconcile.Evidence) {
		e.Weight = 100 * clue
		x.score, x.why = x.score+clue, append(x.why, e)
	}
	if h.is(x.past, pastEndToEnd, d.EndToEndID) {
		x.id = true
		shows(clueID, reconcile.Evidence{Signal: "end_to_end", Field: reconcile.FieldEndToEnd, Quote: d.EndToEndID})
	} else if e, ok := b.numbered(x.past); ok {
		x.id = true
		shows(clueNumber, e)
	}
	if h.is(x.past, pastMandate, d.MandateID) {
		shows(clueRum, reconcile.Evidence{Signal: "mandate", Quote: d.MandateID})
	}
	for _, c := range b.r.cites {
		if c.level < exactTail && len(c.docs) == 1 && x.doc < 0 && contains(h.on(x.past), c.docs[0]) {
			x.doc = c.docs[0]
			shows(clueDoc, b.cited(&c))
		}
	}
	if h.is(x.past, pastIBAN, b.from.account) {
		x.payer = true
		shows(clueIBAN, reconcile.Evidence{Signal: "payer_iban", Field: reconcile.FieldIBAN, Quote: d.Payer.IBAN})
	}
	if e, ok := b.named(x.past); ok {
		x.payer = x.payer || e.Field == reconcile.FieldPayer
		shows(clueName, e)
	}
}

// cited shows where the debit names a document.
func (b *takingBack) cited(c *cite) reconcile.Evidence {
	e := reconcile.Evidence{Signal: levelSignal(c.level), Field: c.field, Start: c.start, End: c.end,
		Invoice: b.s.book.numberOf(c.docs[0])}
	for i := range b.r.fields {
		if f := &b.r.fields[i]; f.field == c.field && c.end <= len(f.raw) {
			e.Quote = f.raw[c.start:c.end]
			break
		}
	}
	return e
}

// named shows that the debit names who paid: the payer, or in its text the customer.
func (b *takingBack) named(e *past) (reconcile.Evidence, bool) {
	if len(b.from.name.core) > 0 && e.isNamed(b.from.key) {
		return reconcile.Evidence{Signal: "payer_name", Field: reconcile.FieldPayer, Quote: b.p.Detail.Payer.Name}, true
	}
	c, ok := b.s.book.byID[b.s.earlier.customer(e)]
	if !ok {
		return reconcile.Evidence{}, false
	}
	p := b.payers.of(c)
	if p == nil || p.how&(byExactName|byTextName|byClientID) == 0 {
		return reconcile.Evidence{}, false
	}
	for _, e := range p.evidence {
		if e.Signal == "payer_name" || e.Signal == "text_name" || e.Signal == "customer_id" {
			return e, true
		}
	}
	return reconcile.Evidence{Signal: "payer_name"}, true
}

const chequeDigits = 6 // a shorter number may be anything

// numbered shows that the text holds the end-to-end id of an earlier credit, as banks write the number
// of a cheque.
func (b *takingBack) numbered(e *past) (reconcile.Evidence, bool) {
	t := b.s.earlier.text(e, pastEndToEnd)
	if len(t) < chequeDigits || strings.ContainsFunc(t, func(c rune) bool { return c < '0' || c > '9' }) {
		return reconcile.Evidence{}, false
	}
	for i := range b.r.fields {
		f := &b.r.fields[i]
		if k := slices.IndexFunc(f.pieces, func(p piece) bool { return p.text == t }); k >= 0 {
			return f.shown("cheque_number", k, k), true
		}
	}
	return reconcile.Evidence{}, false
}
