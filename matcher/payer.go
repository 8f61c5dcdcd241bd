package matcher

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// how says which evidence points at a payer.
type how uint16

const (
	byFileIBAN how = 1 << iota
	byPaidIBAN
	byExactName
	bySomeName
	byUltimate
	byTextName
	byClientID
	byMandate
	byAlias
	byWeakName // a word in common
	byRule     // the company says so
	bySlip     // with another letter in a word, or letters of two alphabets in one
)

// payer is a customer who may have paid, and how strongly that is shown.
type payer struct {
	customer int32
	weight   int
	how      how
	evidence []reconcile.Evidence
}

// payers is who may have paid, the likeliest first.
type payers []payer

func (ps *payers) add(d *desk, c int32, weight int, h how, e reconcile.Evidence) {
	e.Weight = weight
	for i := range *ps {
		if p := &(*ps)[i]; p.customer == c {
			// What repeats tells less: a name beside its own account.
			p.weight = max(p.weight, weight) + min(p.weight, weight)/4
			p.how |= h
			p.evidence = append(p.evidence, e)
			return
		}
	}
	*ps = append(*ps, payer{c, weight, h, d.proof(e)})
}

func (ps payers) of(c int32) *payer {
	for i := range ps {
		if ps[i].customer == c {
			return &ps[i]
		}
	}
	return nil
}

// lookalike says whether nothing but a name shows the payer that only looks like the customer's:
// another letter in a word, or letters of two alphabets in one. With the amount alone that is a
// proposal and never certain (whoever wants to be taken for a customer writes so).
func (p *payer) lookalike() bool {
	return p.how&bySlip != 0 && p.how&^(bySlip|byExactName|bySomeName|byWeakName|byTextName) == 0
}

// twoAlphabets says whether a word has letters of the Latin alphabet and of another one.
func twoAlphabets(s string) bool {
	if onlyASCII(s) {
		return false
	}
	latin, other := false, false
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r):
			latin, other = false, false
		case unicode.Is(unicode.Latin, r):
			latin = true
		default:
			other = true
		}
		if latin && other {
			return true
		}
	}
	return false
}

func onlyASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// sure is the customer who stands out, nil when nobody does.
func (ps payers) sure() *payer {
	if len(ps) == 0 || ps[0].weight < 650 || len(ps) > 1 && ps[0].weight-ps[1].weight < 300 {
		return nil
	}
	return &ps[0]
}

// whoPays gathers the evidence on the payer in an empty list.
func (s *session) whoPays(ps payers, p *reconcile.Payment, r *reading, from *party) payers {
	var room [4]tally
	d := &p.Detail
	if from.account != "" && !s.own[from.account] {
		s.tallied(r.desk, &ps, s.ibans.of(from.accountAt, room[:0]), byPaidIBAN,
			reconcile.Evidence{Signal: "payer_iban", Field: reconcile.FieldIBAN, Quote: d.Payer.IBAN})
	}
	if d.MandateID != "" {
		s.tallied(r.desk, &ps, s.mandates.of(s.mandates.place(d.MandateID), room[:0]), byMandate,
			reconcile.Evidence{Signal: "mandate", Quote: d.MandateID})
	}
	if len(from.name.core) > 0 {
		e := reconcile.Evidence{Signal: "payer_name", Field: reconcile.FieldPayer, Quote: d.Payer.Name}
		h := byExactName
		if twoAlphabets(d.Payer.Name) {
			h |= bySlip
		}
		s.named(r.desk, &ps, from.name, h, e)
		e.Signal = "payer_known"
		known := s.names.of(from.keyAt, room[:0])
		if len(known) == 0 && len(ps) == 0 {
			known = s.names.of(s.names.place(from.glued()), room[:0])
		}
		s.tallied(r.desk, &ps, known, byAlias, e)
	}
	if u := d.Ultimate().Name; u != "" {
		s.named(r.desk, &ps, s.book.lex.nameOf(u), byUltimate, reconcile.Evidence{
			Signal: "ultimate_payer", Field: reconcile.FieldUltimate, Quote: u})
	}
	for _, c := range r.clients {
		ps.add(r.desk, c, 900, byClientID, reconcile.Evidence{Signal: "customer_id",
			Quote: s.book.customers[c].id})
	}
	s.textNames(&ps, r)
	for _, x := range s.rules.On(p).Customers {
		if c, ok := s.book.byID[x.Customer]; ok {
			ps.add(r.desk, c, weightRule, byRule, reconcile.Evidence{Signal: reconcile.SignalCompanyRule, Quote: x.ID})
		}
	}
	slices.SortStableFunc(ps, func(a, b payer) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.customer, b.customer))
	})
	return ps
}

// tallied adds those for whom an account or a name has paid before. One that pays for many
// (a factor, an accountant) says little about each.
func (s *session) tallied(d *desk, ps *payers, list []tally, h how, e reconcile.Evidence) {
	total := 0
	for _, o := range list {
		total += int(o.count)
	}
	for _, o := range list {
		weight, kind := 0, h
		if n := int(o.count); n > 0 {
			weight = 850 + 60*min(n, 5) - rarity(2*total, 2*n)*3/2
		}
		if o.known {
			known := 1200 - rarity(len(list), 1)
			weight, kind = max(weight, known), byFileIBAN
		}
		if weight > 0 {
			ps.add(d, o.customer, weight, kind, e)
		}
	}
}
