package matcher

import (
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// Lists share what their numbers have in common: "FA2026-00101/102/105" is three invoices,
// "101 a 105" five. The first number is read in full; what follows replaces its end.

const maxRange = 60

// readLists continues the quotations of a field with the short numbers behind them.
func (b *book) readLists(r *reading, f *fieldText, day reconcile.Date) {
	count := len(r.cites)
	for k := 0; k < count; k++ {
		c := r.cites[k]
		if c.field != f.field || len(c.docs) != 1 || c.level > exactNoYear || c.order {
			continue
		}
		b.continueList(r, f, c, day)
	}
}

func (b *book) continueList(r *reading, f *fieldText, c cite, day reconcile.Date) {
	last := c
	for at := c.to + 1; at < len(f.pieces); at++ {
		p := &f.pieces[at]
		joins, ranges := b.listGap(f, at)
		if !p.digits {
			if joins && b.lex[p.text]&(wordJoin|wordRange) != 0 && at+1 < len(f.pieces) &&
				f.pieces[at+1].before != gapNone {
				continue
			}
			return
		}
		if f.taken[at] || !joins || len(p.text) > len(f.pieces[c.to].text) {
			return
		}
		doc := b.sibling(last.docs[0], p.text, day)
		if doc < 0 {
			return
		}
		f.taken[at] = true
		next := cite{field: f.field, from: at, to: at, start: p.start, end: p.end,
			docs: []int32{doc}, level: exactVariant, digits: len(p.text)}
		if ranges {
			b.fillRange(r, f, last, next)
		}
		r.cites = append(r.cites, next)
		last = next
	}
}

// listGap says whether a piece continues a list, and whether as the end of a range.
func (b *book) listGap(f *fieldText, at int) (joins, ranges bool) {
	p := &f.pieces[at]
	if p.before == gapNone {
		return false, false
	}
	if at > 0 && !f.pieces[at-1].digits {
		class := b.lex[f.pieces[at-1].text]
		if class&wordRange != 0 {
			return true, true
		}
		return class&wordJoin != 0, false
	}
	return true, p.before == gapDash
}

// sibling is the document whose number is that of another with a new end; -1 for none.
func (b *book) sibling(of int32, end string, day reconcile.Date) int32 {
	parts := b.grammar.parts(b.docs[of].number)
	h := hashStart
	text := ""
	for _, p := range parts {
		t := p.text
		if p.role == roleSerial {
			switch {
			case len(end) < len(t):
				t = t[:len(t)-len(end)] + end
			default:
				t = end
			}
		}
		h = hashText(h, t)
		text += t
	}
	for _, e := range b.byNumber.find(mixed(h)) {
		d := &b.docs[position(e)]
		if d.issue <= day+daysBefore && b.levelOf(position(e), text, text, nil) == exactFull {
			return position(e)
		}
	}
	return -1
}

// fillRange adds the documents of one customer between both ends of a range.
func (b *book) fillRange(r *reading, f *fieldText, from, to cite) {
	first, last := b.serial(from.docs[0]), b.serial(to.docs[0])
	if last <= first || last-first > maxRange {
		return
	}
	width := len(f.pieces[from.to].text)
	for n := first + 1; n < last; n++ {
		text := strconv.Itoa(n)
		for len(text) < width {
			text = "0" + text
		}
		doc := b.sibling(from.docs[0], text, b.docs[to.docs[0]].issue)
		if doc < 0 || b.docs[doc].customer != b.docs[to.docs[0]].customer {
			continue
		}
		r.cites = append(r.cites, cite{field: f.field, from: from.from, to: to.to,
			start: from.start, end: to.end, docs: []int32{doc}, level: exactVariant,
			digits: to.digits})
	}
}

// serial is the counting part of a document's number.
func (b *book) serial(i int32) int {
	for _, p := range b.grammar.parts(b.docs[i].number) {
		if p.role == roleSerial {
			n, err := strconv.Atoi(p.text)
			if err == nil {
				return n
			}
		}
	}
	return 0
}
