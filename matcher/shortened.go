package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// People leave out what all numbers of a company begin with, or the check digit that they end with:
// 90001444 of 9090001444, 104526 of 104526-9. Such a number is no form that is looked up, because
// any digits might be left out; among a customer's own documents it names one nevertheless.

const (
	shortFrom   = 5   // digits that say enough among a customer's documents
	maxLeftOut  = 2   // digits
	maxShortOf  = 400 // documents of a customer that are looked at
	maxNumerals = 24  // digits of a number
)

// shortened is the only document of a customer, open or not, whose number begins or ends with the
// digits; -1 for none or several.
func (b *book) shortened(customer int32, digits string, day reconcile.Date) int32 {
	docs := b.customers[customer].docs
	if len(digits) < shortFrom || len(docs) > maxShortOf {
		return -1
	}
	found := int32(-1)
	for _, i := range docs {
		if b.docs[i].issue <= day+daysBefore && b.shortens(i, digits) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// shortens says whether digits are those of a document's number but for one or two in front or at
// the end.
func (b *book) shortens(i int32, digits string) bool {
	var room [maxNumerals]byte
	all := room[:0]
	for number, k := b.numberOf(i), 0; k < len(number); k++ {
		if '0' <= number[k] && number[k] <= '9' {
			all = append(all, number[k])
		}
	}
	left := len(all) - len(digits)
	return left > 0 && left <= maxLeftOut &&
		(strings.HasPrefix(string(all), digits) || strings.HasSuffix(string(all), digits))
}

// shortNumbers proposes the document of the likely payer of which the text shows most digits.
func (w *work) shortNumbers() {
	sure := w.payers.sure()
	if sure == nil || w.cited {
		return
	}
	var room [16]counter
	for _, at := range w.counters(room[:0]) {
		f, p := &w.r.fields[at.field], &w.r.fields[at.field].pieces[at.piece]
		if len(p.text) < shortFrom || w.otherNumber(f, at.piece) {
			continue
		}
		i := w.view.book.shortened(sure.customer, p.text, w.p.BookingDate)
		if i < 0 || !w.payable(i, 0) || w.view.open(i) < 0 {
			continue
		}
		c := cite{field: f.field, from: at.piece, to: at.piece, start: p.start, end: p.end,
			docs: []int32{i}, level: exactTail, digits: len(p.text)}
		w.propose(w.quoting("number_partial", &c, i), c.docs)
	}
}
