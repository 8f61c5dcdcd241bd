package matcher

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

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
		if !b.lengths.goesOn(&bare) && !b.lengths.goesOn(&raw) {
			break
		}
		if w.digits = raw.digits; w.digits == 0 {
			continue
		}
		if b.worth(d, w, &raw) {
			found = b.look(d, found, f, w, mixed(raw.hash))
		}
		if bare.hash != raw.hash && b.worth(d, w, &bare) {
			found = b.look(d, found, f, w, mixed(bare.hash))
		}
	}
	return found
}

// worth says whether a run may name a document that is not found otherwise.
func (b *book) worth(d *desk, w window, r *run) bool {
	for _, o := range d.wholes {
		if o.from <= w.from && w.to <= o.to {
			return b.references.has(r)
		}
	}
	return b.lengths.has(r)
}

// whole is a run of pieces that is a whole number of ours.
type whole struct{ from, to int }

// standing says whether each whole number is among the quotations, or within one of them.
func standing(wholes []whole, cites []cite) bool {
	for _, o := range wholes {
		if !slices.ContainsFunc(cites, func(c cite) bool {
			return c.level <= exactFull && c.from <= o.from && o.to <= c.to
		}) {
			return false
		}
	}
	return true
}

// run is a text that grows piece by piece.
type run struct {
	hash           uint64
	length, digits int
	first          byte
}

func (r *run) add(text string, digits bool) {
	if r.length == 0 && text != "" {
		r.first = text[0]
	}
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
		c.start = f.lastLetters(w.from, len(w.prefix))
	}
	day := f.inDate(w.from, w.to) && f.inDay(w.from) // then nothing less than a whole number counts
	for _, e := range entries {
		i := position(e)
		if b.docs[i].issue > w.day+daysBefore {
			continue
		}
		level := b.levelOf(d, i, f.pieces[w.from:w.to+1], day)
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
	if len(c.docs) == 0 || len(c.docs) == maxShared || !b.fits(f, &c, w.day) {
		return found
	}
	if c.level == exactFull && !c.loose && !d.every {
		d.wholes = append(d.wholes, whole{c.from, c.to})
	}
	return append(found, c)
}

// levelOf says how exactly the run on the desk quotes a document, in its whole only or in any
// form.
func (b *book) levelOf(d *desk, i int32, pieces []piece, whole bool) exactness {
	if reference := b.referenceOf(i); reference != "" {
		if reference == string(d.raw) || withoutZeros(reference) == string(d.bare) {
			return exactReference
		}
	}
	var buf [maxParts]numberPart
	parts := b.partsOf(i, buf[:0])
	if spells(parts, d.raw) || spells(parts, d.bare) {
		return exactFull
	}
	if whole {
		return exactNone
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

// lastLetters is where so many letters that end a piece begin, as the bank wrote them: those of other
// alphabets take more bytes than what they are folded to.
func (f *fieldText) lastLetters(i, count int) int {
	p := &f.pieces[i]
	at := p.end
	for ; count > 0 && at > p.start; count-- {
		_, n := utf8.DecodeLastRuneInString(f.raw[p.start:at])
		at -= n
	}
	return at
}
