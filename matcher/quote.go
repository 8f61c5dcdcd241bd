package matcher

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const (
	maxWindow  = 10 // pieces of one number: CN-8C1F2AB4-0472 has nine, one more where the bank cuts it
	maxShared  = 64 // documents that one short form may name before it says nothing
	daysBefore = 15 // how long before its issue date a document may be quoted
)

// readNumbers finds the documents that a field quotes: every run of neighbouring pieces is
// looked up, the best and longest explanations win, and a piece belongs to one of them.
func (b *book) readNumbers(r *reading, f *fieldText, day reconcile.Date) {
	before := len(r.cites)
	if !b.quote(r, f, day, false) { // what was not looked up may count
		r.cites = r.cites[:before]
		clear(f.taken)
		b.quote(r, f, day, true)
	}
	b.readLists(r, f, day)
}

// quote adds the quotations of a field. What lies within a whole number is looked up only
// where every run is asked for: the whole one wins against all of its parts but a reference,
// unless a longer one that overlaps it wins against itself; then it gives false.
func (b *book) quote(r *reading, f *fieldText, day reconcile.Date, every bool) bool {
	d := r.desk
	d.wholes, d.every = d.wholes[:0], every
	found := d.found[:0]
	for from := range f.pieces {
		found = b.windows(d, found, f, window{from: from, day: day})
		if p := &f.pieces[from]; !p.digits {
			for _, prefix := range b.grammar.prefixes {
				if len(prefix) < len(p.text) && strings.HasSuffix(p.text, prefix) &&
					b.lostBlank(f, from, prefix) {
					found = b.windows(d, found, f, window{from: from, day: day, prefix: prefix})
				}
			}
		}
	}
	d.found = found
	slices.SortStableFunc(found, func(x, y cite) int {
		return cmp.Or(cmp.Compare(x.level, y.level), cmp.Compare(bit(x.loose), bit(y.loose)),
			cmp.Compare(y.to-y.from, x.to-x.from), cmp.Compare(x.from, y.from))
	})
	before := len(r.cites)
	for _, c := range found {
		if slices.Contains(f.taken[c.from:c.to+1], true) {
			continue
		}
		for i := c.from; i <= c.to; i++ {
			f.taken[i] = true
		}
		c.order, c.said = b.orderWord(f, c.from)
		if c.level <= exactFull && !f.pieces[c.from].digits {
			c.order = false // a whole number of ours with its letters is no other's
		}
		c.alone = c.from == 0 && c.to == len(f.pieces)-1
		r.cites = append(r.cites, c)
	}
	return standing(d.wholes, r.cites[before:])
}

// lostBlank says whether a word may end with a prefix, the blank before it being lost: digits are
// tied to it, or no word ends so. LOYER 01/26 is not R01/26, but PAYMENTR 01/26 and RECHNR-01/26 are.
func (b *book) lostBlank(f *fieldText, at int, prefix string) bool {
	if at+1 == len(f.pieces) {
		return false
	}
	p, tied := &f.pieces[at], f.pieces[at+1].before
	return len(prefix) >= 3 || tied != gapSpace && tied != gapLine ||
		p.class == 0 && b.lex[p.text[:len(p.text)-len(prefix)]]&(wordAbbrev|wordPay) != 0
}

func bit(v bool) int {
	if v {
		return 1
	}
	return 0
}

// fits looks at what stands around a quotation: a number is never a part of a longer one.
func (b *book) fits(f *fieldText, c *cite, day reconcile.Date) bool {
	first := &f.pieces[c.from]
	bare := first.digits // starts with digits
	if c.level == exactReference {
		return true
	}
	if c.from > 0 && first.before == gapNone && bare {
		word := f.pieces[c.from-1].text
		if c.from > 1 && f.pieces[c.from-1].before == gapLine && !f.pieces[c.from-2].digits {
			word = f.pieces[c.from-2].text + word // the bank cut within the word
		}
		switch {
		case b.endsWithPrefix(c, word):
			if c.level == exactNoPrefix {
				c.level = exactVariant
			}
		case b.lex[word]&wordAbbrev == 0 && len(word) < 4:
			if c.level != exactFull || c.digits < 6 {
				return false // letters of a foreign scheme: CN2026-0356
			}
			c.level = exactTail // or a word that nobody listed: SF80947316
		}
	}
	if f.amongDigits(c.from-1) || f.amongDigits(c.from) || f.amongDigits(c.to+1) ||
		!f.pieces[c.to].digits && f.gluedDigits(c.to+1) {
		return false // 10O397: a letter among digits; 24-145-P in 24145P17: digits behind the letters that end it
	}
	if f.withinDay(c) {
		return false
	}
	if f.inDate(c.from, c.to) && c.level > exactFull || b.period(f, c, day) {
		if f.inDay(c.from) {
			return false
		}
		c.level, c.time = exactTail, true // a month with its year, or a number: the amount has to say
		return true
	}
	if c.level == exactVariant && c.digits < bareCounter && b.plain(c.docs[0]) {
		c.level = exactTail // 41 of 00041
	}
	if b.brokenAt(f, c.from) || b.brokenAt(f, c.to+1) || b.goesOn(f, c.to+1) {
		c.level = max(c.level, exactTail) // perhaps a piece of a longer number
	}
	c.loose = b.bound(f, c) || f.inDate(c.from, c.to) ||
		bare && c.level != exactVariant && spaced(f.pieces[c.from:c.to+1])
	if c.loose && c.level == exactTail {
		return false
	}
	return c.level != exactTail || c.digits >= 2 || c.from > 0 &&
		b.lex[f.pieces[c.from-1].text]&wordAbbrev != 0
}

// amongDigits says whether a piece is one letter with digits glued to it on both sides.
func (f *fieldText) amongDigits(i int) bool {
	return i > 0 && i < len(f.pieces) && len(f.pieces[i].text) == 1 && !f.pieces[i].digits &&
		f.pieces[i].before == gapNone && f.gluedDigits(i+1)
}

// plain says whether a document's number is nothing but digits that count.
func (b *book) plain(i int32) bool {
	var buf [maxParts]numberPart
	parts := b.partsOf(i, buf[:0])
	return len(parts) == 1 && parts[0].role != roleLetters
}

// endsWithPrefix says whether the letters glued before a bare form end with the prefix of
// the document that it names.
func (b *book) endsWithPrefix(c *cite, word string) bool {
	var buf [maxParts]numberPart
	for _, p := range b.partsOf(c.docs[0], buf[:0]) {
		if p.role != roleLetters {
			return false
		}
		return len(word) >= len(p.text) && word[len(word)-len(p.text):] == p.text
	}
	return false
}

// bound says whether dashes or dots tie the quotation to more digits or short letters.
func (b *book) bound(f *fieldText, c *cite) bool {
	lettered := c.level <= exactFull && !f.pieces[c.from].digits // TIM.XH26-046 is whole
	if c.from > 0 && f.pieces[c.from].before == gapDash && !f.taken[c.from-1] && !lettered {
		before := f.pieces[c.from-1]
		spacedOut := f.pieces[c.from].start-before.end > 1
		if !spacedOut && (before.digits || len(before.text) <= 3 &&
			b.lex[before.text]&wordAbbrev == 0) {
			return true
		}
	}
	if c.to+1 < len(f.pieces) && f.pieces[c.to+1].before == gapDash && !f.taken[c.to+1] {
		after := f.pieces[c.to+1]
		return after.start-f.pieces[c.to].end == 1 && after.digits && !b.shortTail(f, c)
	}
	return false
}

// shortTail says whether what follows may be the end of a range or list: 101-105.
func (b *book) shortTail(f *fieldText, c *cite) bool {
	return len(f.pieces[c.to+1].text) <= len(f.pieces[c.to].text) && c.level <= exactVariant
}

// spaced says whether blanks split the digits.
func spaced(pieces []piece) bool {
	for i := 1; i < len(pieces); i++ {
		if pieces[i].digits && pieces[i-1].digits && pieces[i].before <= gapOther &&
			pieces[i].before != gapLine {
			return true
		}
	}
	return false
}

// orderWord says whether the words before a quotation name another kind of number, or an
// invoice's.
func (b *book) orderWord(f *fieldText, from int) (order, said bool) {
	for i := from - 1; i >= 0 && i >= from-2; i-- {
		p := f.pieces[i]
		if p.digits {
			return false, said
		}
		class := p.class
		if class&(wordOrder|wordOther) != 0 && class&wordAbbrev == 0 {
			return true, false
		}
		if class&wordAbbrev == 0 {
			return false, said
		}
		said = true
	}
	return false, said
}
