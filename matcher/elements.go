package matcher

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// element reads the digits at a piece as the end of a sibling's number: as many pieces as
// a dash or the bank's cut ties together, the longest that names a document.
func (b *book) element(f *fieldText, of int32, at int, day reconcile.Date) (doc int32, to int) {
	to = at
	slashed := strings.ContainsRune(b.numberOf(of), '/')
	for to+1 < len(f.pieces) && to < at+3 && f.pieces[to+1].digits &&
		(f.pieces[to+1].before == gapDash || f.pieces[to+1].before == gapLine ||
			slashed && f.pieces[to+1].before == gapSlash) {
		to++
	}
	for ; to >= at; to-- {
		if slashed && to+1 < len(f.pieces) && f.pieces[to+1].before == gapSlash &&
			f.pieces[to+1].digits {
			return -1, at // a piece of a longer number
		}
		if to > at {
			if doc = b.aligned(of, f.pieces[at:to+1], day); doc >= 0 {
				return doc, to
			}
		}
		if doc = b.ending(of, joined(f.pieces[at:to+1]), day); doc >= 0 {
			return doc, to
		}
	}
	return -1, at
}

// aligned is the document whose number is that of another with as many parts of digits replaced, from
// the end: of FV/103/06/2026/A and "25/06/2026" it is FV/25/06/2026/A; -1 for none.
func (b *book) aligned(of int32, pieces []piece, day reconcile.Date) int32 {
	for _, zeros := range [...]bool{false, true} {
		parts := b.partsOf(of, nil)
		if !replaceEnd(parts, pieces, zeros) {
			return -1
		}
		if doc := b.spelled(parts, day); doc >= 0 && doc != of {
			return doc
		}
	}
	return -1
}

// replaceEnd puts pieces in the place of the last digits of a number, with the zeros in front that the
// number has, if asked for; it is false where there are more of them.
func replaceEnd(parts []numberPart, pieces []piece, zeros bool) bool {
	at := len(parts) - 1
	for k := len(pieces) - 1; k >= 0; k, at = k-1, at-1 {
		for at >= 0 && parts[at].role == roleLetters {
			at--
		}
		if at < 0 {
			return false
		}
		p, text := &parts[at], pieces[k].text
		switch {
		case p.role == roleYear && len(text) == 2:
			text = p.text[:2] + text
		case zeros && len(text) < len(p.text):
			text = strings.Repeat("0", len(p.text)-len(text)) + text
		}
		p.text = text
	}
	return true
}

// ending is the document that a short number names behind another in a list; -1 for none. What is
// read for certain of others' documents as well is the customer's own if it can be.
func (b *book) ending(of int32, text string, day reconcile.Date) int32 {
	doc := b.sibling(of, text, day)
	if owner := b.docs[of].customer; owner >= 0 && (doc < 0 || b.docs[doc].customer != owner) {
		if short := b.shortened(owner, text, day); short >= 0 {
			return short
		}
	}
	if doc < 0 {
		return b.unchecked(of, text, day)
	}
	return doc
}

// unchecked is the only document whose number is written like another one and has the digits given
// before its last one, a check digit that people leave out: 145742 of 145742-3; -1 for none or several.
func (b *book) unchecked(of int32, digits string, day reconcile.Date) int32 {
	var buf [maxParts]numberPart
	parts := b.partsOf(of, buf[:0])
	check := len(parts) - 1
	if check < 1 || len(parts[check].text) != 1 || parts[check].role == roleLetters ||
		parts[check-1].role == roleLetters || len(parts[check-1].text) != len(digits) {
		return -1
	}
	found := int32(-1)
	parts[check-1].text = digits
	for _, c := range [...]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		parts[check].text = c
		if doc := b.spelled(parts, day); doc >= 0 {
			if found >= 0 {
				return -1
			}
			found = doc
		}
	}
	return found
}

// sibling is the document whose number is that of another with a new end; -1 for none.
func (b *book) sibling(of int32, end string, day reconcile.Date) int32 {
	parts := b.partsOf(of, nil)
	for k := range parts {
		if n := len(parts[k].text); parts[k].role == roleSerial && len(end) <= n {
			changed := slices.Clone(parts)
			changed[k].text = parts[k].text[:n-len(end)] + end
			doc := b.spelled(changed, day)
			own := func(i int32) bool { return i >= 0 && b.docs[i].customer == b.docs[of].customer }
			for _, front := range [...]string{strings.Repeat("0", n-len(end)), ""} {
				if own(doc) {
					break
				}
				changed[k].text = front + end // 1126+958 may be 0958, or 958
				if i := b.spelled(changed, day); doc < 0 || own(i) {
					doc = i
				}
			}
			if doc >= 0 && doc != of {
				return doc
			}
		}
	}
	changed := slices.Clone(parts)
	left := end
	for k := len(changed) - 1; k >= 0 && left != ""; k-- {
		if changed[k].role == roleLetters {
			continue
		}
		t := changed[k].text
		n := min(len(t), len(left))
		changed[k].text = t[:len(t)-n] + left[len(left)-n:]
		left = left[:len(left)-n]
	}
	if left != "" {
		return -1
	}
	if doc := b.spelled(changed, day); doc != of {
		return doc
	}
	return -1
}

// spelled finds the document of a number in parts.
func (b *book) spelled(parts []numberPart, day reconcile.Date) int32 {
	text := ""
	for _, p := range parts {
		text += p.text
	}
	for _, e := range b.byNumber.find(hashOf(text)) {
		if i := position(e); b.docs[i].issue <= day+daysBefore &&
			onlyAlnum(b.numberOf(i)) == text {
			return i
		}
	}
	return -1
}

// dateOfList says whether what looks like a day is another number of a list, as "FV/61/06/2026/A,
// 25/06/2026": one of the same customer, and not the day on which the one before it was issued.
func (b *book) dateOfList(f *fieldText, of int32, at int, day reconcile.Date) bool {
	if at+3 > len(f.pieces) || !slices.Contains(f.days, at) {
		return false
	}
	p := f.pieces[at : at+3]
	doc := b.aligned(of, p, day)
	return doc >= 0 && b.docs[doc].customer == b.docs[of].customer &&
		dateOf(p[0].text, p[1].text, p[2].text) != b.docs[of].issue
}

const maxInstalments = 24

// instalment says whether "2/4" stands apart at a piece: the second payment of four.
func (f *fieldText) instalment(at int) bool {
	if at+1 >= len(f.pieces) || f.pieces[at].before != gapSpace && f.pieces[at].before != gapLine {
		return false
	}
	k, n := &f.pieces[at], &f.pieces[at+1]
	return k.digits && n.digits && n.before == gapSlash && len(k.text) <= 2 && len(n.text) <= 2 &&
		f.number(at) <= f.number(at+1) && f.number(at+1) <= maxInstalments &&
		(at+2 == len(f.pieces) || f.pieces[at+2].before != gapSlash && f.pieces[at+2].before != gapNone)
}
