package matcher

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const (
	maxWindow  = 8  // pieces of one number
	maxShared  = 64 // documents that one short form may name before it says nothing
	daysBefore = 15 // how long before its issue date a document may be quoted
)

// readNumbers finds the documents that a field quotes: every run of neighbouring pieces is
// looked up, the best and longest explanations win, and a piece belongs to one of them.
func (b *book) readNumbers(r *reading, f *fieldText, day reconcile.Date) {
	found := r.desk.found[:0]
	for from := range f.pieces {
		found = b.windows(r.desk, found, f, window{from: from, day: day})
		if p := &f.pieces[from]; !p.digits {
			for _, prefix := range b.grammar.prefixes {
				if len(prefix) < len(p.text) && strings.HasSuffix(p.text, prefix) {
					found = b.windows(r.desk, found, f, window{from: from, day: day, prefix: prefix})
				}
			}
		}
	}
	r.desk.found = found
	slices.SortStableFunc(found, func(x, y cite) int {
		return cmp.Or(cmp.Compare(x.level, y.level), cmp.Compare(bit(x.loose), bit(y.loose)),
			cmp.Compare(y.to-y.from, x.to-x.from), cmp.Compare(x.from, y.from))
	})
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
	b.readLists(r, f, day)
}

func bit(v bool) int {
	if v {
		return 1
	}
	return 0
}

// windows looks up all runs that start at a piece, or at the letters that end it.
func (b *book) windows(d *desk, found []cite, f *fieldText, w window) []cite {
	raw, bare := run{hash: hashStart}, run{hash: hashStart}
	for w.to = w.from; w.to < len(f.pieces) && w.to < w.from+maxWindow; w.to++ {
		p := &f.pieces[w.to]
		if w.to > w.from && p.before == gapList {
			break
		}
		text, short := p.text, p.text
		if w.to == w.from && w.prefix != "" {
			text, short = w.prefix, w.prefix
		} else if p.digits {
			short = withoutZeros(text)
		}
		raw.add(text, p.digits)
		bare.add(short, p.digits)
		if bare.length > b.lengths.longest {
			break
		}
		if w.digits = raw.digits; w.digits == 0 {
			continue
		}
		if b.lengths.has(&raw) {
			found = b.look(d, found, f, w, mixed(raw.hash))
		}
		if bare.hash != raw.hash && b.lengths.has(&bare) {
			found = b.look(d, found, f, w, mixed(bare.hash))
		}
	}
	return found
}

// run is a text that grows piece by piece.
type run struct {
	hash           uint64
	length, digits int
}

func (r *run) add(text string, digits bool) {
	r.hash = hashText(r.hash, text)
	r.length += len(text)
	if digits {
		r.digits += len(text)
	}
}

// window is a run of pieces that may be a number.
type window struct {
	from, to, digits int
	prefix           string // what the first piece ends with, when words are glued before it
	day              reconcile.Date
}

// write writes the run without separators, as it is and without zeros in front of digits.
func (w window) write(d *desk, f *fieldText) {
	d.raw, d.bare = append(d.raw[:0], w.prefix...), append(d.bare[:0], w.prefix...)
	from := w.from + bit(w.prefix != "")
	for i := from; i <= w.to; i++ {
		p := &f.pieces[i]
		d.raw = append(d.raw, p.text...)
		if p.digits {
			d.bare = append(d.bare, withoutZeros(p.text)...)
		} else {
			d.bare = append(d.bare, p.text...)
		}
	}
}

// look turns the entries of one hash into a citation of the best level that they reach.
func (b *book) look(d *desk, found []cite, f *fieldText, w window, hash uint64) []cite {
	entries := b.byNumber.find(hash)
	if len(entries) == 0 || len(entries) > 4*maxShared {
		return found
	}
	w.write(d, f)
	c := cite{field: f.field, from: w.from, to: w.to, level: exactNone, digits: w.digits,
		start: f.pieces[w.from].start, end: f.pieces[w.to].end,
		docs: d.docs.take(min(len(entries), maxShared))[:0]}
	if w.prefix != "" {
		c.start = max(c.start, f.pieces[w.from].end-len(w.prefix))
	}
	for _, e := range entries {
		i := position(e)
		if b.docs[i].issue > w.day+daysBefore {
			continue
		}
		level := b.levelOf(d, i, f.pieces[w.from:w.to+1])
		if level > c.level || level == exactNone {
			continue
		}
		if level < c.level {
			c.level, c.docs = level, c.docs[:0]
		}
		if len(c.docs) < maxShared {
			c.docs = append(c.docs, i)
		}
	}
	if len(c.docs) == 0 || len(c.docs) == maxShared || !b.fits(f, &c) {
		return found
	}
	return append(found, c)
}

// levelOf says how exactly the run on the desk quotes a document.
func (b *book) levelOf(d *desk, i int32, pieces []piece) exactness {
	if t := b.docs[i].reference; !t.empty() {
		reference := b.text(t)
		if reference == string(d.raw) || withoutZeros(reference) == string(d.bare) {
			return exactReference
		}
	}
	var buf [maxParts]numberPart
	parts := b.partsOf(i, buf[:0])
	if spells(parts, d.raw) || spells(parts, d.bare) {
		return exactFull
	}
	d.search = formSearch{raw: d.raw, bare: d.bare, level: exactNone}
	for _, p := range pieces {
		d.search.runs += bit(p.digits)
	}
	d.writer.forms(parts, &d.search)
	return d.search.level
}

// formSearch looks for a text among the forms of a number.
type formSearch struct {
	raw, bare []byte
	runs      int // of digits in it
	level     exactness
}

func (s *formSearch) take(f form) bool {
	if !bytes.Equal(f.text, s.raw) && !bytes.Equal(f.text, s.bare) {
		return true
	}
	s.level = f.level
	if f.bare && s.runs < f.runs {
		s.level = exactTail // zeros lost where nothing shows that they stood there
	}
	return false
}

// spells says whether the parts make up a text.
func spells(parts []numberPart, text []byte) bool {
	for _, p := range parts {
		if len(p.text) > len(text) || string(text[:len(p.text)]) != p.text {
			return false
		}
		text = text[len(p.text):]
	}
	return len(text) == 0
}

// fits looks at what stands around a quotation: a number is never a part of a longer one.
func (b *book) fits(f *fieldText, c *cite) bool {
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
	if c.to+1 < len(f.pieces) && f.pieces[c.to+1].before == gapNone &&
		len(f.pieces[c.to+1].text) == 1 && c.to+2 < len(f.pieces) &&
		f.pieces[c.to+2].before == gapNone {
		return false // 10O397: a letter among digits
	}
	if f.inDate(c.from, c.to) && c.level > exactFull {
		if f.inDay(c.from) {
			return false
		}
		c.level = exactTail // a month with its year, or a number: the amount has to say
		return true
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
