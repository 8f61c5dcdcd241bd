package matcher

import (
	"slices"
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// Lists share what their numbers have in common: "FA2026-00101/102/105" is three invoices,
// "101 a 105" five. The first number is read in full; what follows replaces its end.

const maxRange = 60

// readLists continues the quotations of a field with the short numbers behind them.
func (b *book) readLists(r *reading, f *fieldText, day reconcile.Date) {
	count := len(r.cites)
	for k := 0; k < min(count, len(r.cites)); k++ { // a list drops what it takes in
		c := r.cites[k]
		if c.field != f.field || len(c.docs) != 1 || c.level > exactNoYear || c.order {
			continue
		}
		b.continueList(r, f, c, day)
	}
}

func (b *book) continueList(r *reading, f *fieldText, c cite, day reconcile.Date) {
	last, suffix := c, b.suffix(c.docs[0])
	for at := c.to + 1; at < len(f.pieces); {
		p := &f.pieces[at]
		joins, ranges := b.listGap(f, at, last.to)
		if !p.digits && p.before <= gapSlash && p.text == suffix {
			at++
			continue
		}
		if f.inDay(at) && !b.dateOfList(f, last.docs[0], at, day) || f.instalment(at) {
			return // "of 12/03/26" is the day of the invoice before it
		}
		if !p.digits {
			if !joins || b.lex[p.text]&(wordJoin|wordRange) == 0 || at+1 == len(f.pieces) ||
				f.pieces[at+1].before == gapNone {
				return
			}
			at++
			continue
		}
		cut := at+1 < len(f.pieces) && f.pieces[at+1].before == gapLine && f.pieces[at+1].digits
		if !joins || r.firmly(f, at) && !b.closer(r, f, at, c.docs[0], day) ||
			len(p.text) == 1 && !cut && p.before <= gapLine && f.pieces[at-1].digits {
			return
		}
		doc, to := b.element(f, last.docs[0], at, day)
		if doc < 0 {
			return
		}
		r.drop(f, at, to)
		next := cite{field: f.field, from: at, to: to, start: p.start, end: f.pieces[to].end,
			docs: []int32{doc}, level: exactVariant, digits: len(p.text)}
		for ; at <= to; at++ {
			f.taken[at] = true
		}
		if ranges {
			b.fillRange(r, f, last, next)
		}
		r.cites = append(r.cites, next)
		last = next
	}
}

// suffix is the letters that end a document's number, empty for none.
func (b *book) suffix(i int32) string {
	var buf [maxParts]numberPart
	parts := b.partsOf(i, buf[:0])
	if last := parts[len(parts)-1]; last.role == roleLetters {
		return last.text
	}
	return ""
}

// firmly says whether a piece belongs to a quotation that stands by itself.
func (r *reading) firmly(f *fieldText, at int) bool {
	for _, c := range r.cites {
		if c.field == f.field && c.from <= at && at <= c.to && c.level < exactTail && !c.loose &&
			len(c.docs) == 1 {
			return true
		}
	}
	return false
}

// closer says whether the digits at a piece, which by themselves are a short form of some
// document, are also the end of a number of the list's own customer. In a list they are that:
// nobody puts a stranger's number, shortened in another way, among his own.
func (b *book) closer(r *reading, f *fieldText, at int, of int32, day reconcile.Date) bool {
	for _, c := range r.cites {
		if c.field == f.field && c.from <= at && at <= c.to && (c.level <= exactVariant ||
			b.docs[c.docs[0]].customer == b.docs[of].customer) {
			return false
		}
	}
	doc, _ := b.element(f, of, at, day)
	return doc >= 0 && b.docs[doc].customer == b.docs[of].customer
}

// drop forgets weaker quotations of the pieces that a list explains.
func (r *reading) drop(f *fieldText, from, to int) {
	r.cites = slices.DeleteFunc(r.cites, func(c cite) bool {
		return c.field == f.field && c.from <= to && from <= c.to &&
			(c.level > exactVariant || c.loose || len(c.docs) > 1)
	})
}

// listGap says whether a piece continues a list whose last number ends at another, and whether as the
// end of a range.
func (b *book) listGap(f *fieldText, at, last int) (joins, ranges bool) {
	p := &f.pieces[at]
	if p.before == gapNone {
		return false, false
	}
	if at-1 != last && !f.pieces[at-1].digits {
		class := b.lex[f.pieces[at-1].text]
		if class&wordRange != 0 {
			return true, true
		}
		if class&wordJoin == 0 && p.before > gapLine {
			return true, false // letters that end a number, then a separator
		}
		return class&wordJoin != 0, false
	}
	return true, p.before == gapDash
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
	var buf [maxParts]numberPart
	for _, p := range b.partsOf(i, buf[:0]) {
		if p.role == roleSerial {
			n, err := strconv.Atoi(p.text)
			if err == nil {
				return n
			}
		}
	}
	return 0
}
