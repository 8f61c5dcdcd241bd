package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// fromSlips looks for documents whose amount agrees and whose number or reference is one
// slip of the pen away from what the text shows.
func (w *work) fromSlips() {
	for _, h := range w.hyps {
		if h.set.fit <= fitRounding && h.quoted < exactTail {
			return
		}
	}
	if !w.r.numbered() {
		return
	}
	entries := w.view.book.sameAmount(w.amount, w.p.Amount.Currency)
	var docs []int32
	for _, e := range entries[:min(len(entries), maxByValue)] {
		docs = append(docs, position(e))
	}
	for k := range w.payers[:min(len(w.payers), maxPayers)] {
		for _, i := range w.view.book.customers[w.payers[k].customer].docs {
			if len(entries) <= maxByValue && w.view.book.docs[i].amount == w.amount {
				continue // looked at already
			}
			if w.payable(i, daysBefore) && w.view.open(i) > 0 && w.settleOne(i).whole() {
				docs = append(docs, i)
			}
		}
	}
	for _, i := range docs {
		if w.payable(i, daysBefore) && w.view.open(i) > 0 {
			w.slip(i)
		}
	}
}

// numbered says whether the text shows anything that could be a number.
func (r *reading) numbered() bool {
	for k := range r.fields {
		f := &r.fields[k]
		for i, p := range f.pieces {
			if p.digits && len(p.text) >= 2 && (f.dated == nil || !f.dated[i]) {
				return true
			}
		}
	}
	return false
}

// slip proposes a document when the text shows its number with one slip.
func (w *work) slip(i int32) {
	d := &w.view.book.docs[i]
	reference := w.view.book.referenceOf(i)
	number := onlyAlnum(w.view.book.numberOf(i))
	for k := range w.r.fields {
		f := &w.r.fields[k]
		for from := range f.pieces {
			c, ok := w.slipAt(f, from, number, reference)
			if !ok {
				if c, ok = w.cutAt(f, from, number, d.customer); !ok {
					continue
				}
			}
			weight := min(1200, 350+130*c.digits)
			if w.payers.of(d.customer) == nil {
				weight -= 300 // a stranger's number may be no slip at all
			}
			if w.cited { // the slip itself names a document: the payer has to speak for this one
				if p := w.payers.of(d.customer); p == nil || p.weight < 500 {
					return
				}
				weight -= 150
			}
			w.propose(hypothesis{rule: "number_slip", weight: weight, quoted: exactTail,
				identified: true, evidence: []reconcile.Evidence{{Signal: "invoice_number_slip",
					Field: f.field, Start: c.start, End: c.end, Quote: f.raw[c.start:c.end],
					Invoice: w.view.book.numberOf(i), Weight: weight}}}, []int32{i})
			return
		}
	}
}

// cutAt says whether the text ends, from a piece on, with the beginning of a number whose
// rest the bank cut. Only a likely payer's documents are looked for so.
func (w *work) cutAt(f *fieldText, from int, number string, customer int32) (cite, bool) {
	p := w.payers.of(customer)
	if p == nil || p.weight < 500 || f.field != reconcile.FieldText || from+maxWindow < len(f.pieces) ||
		from > 0 && f.pieces[from].before == gapNone && f.pieces[from-1].digits {
		return cite{}, false
	}
	text := joined(f.pieces[from:])
	c := cite{start: f.pieces[from].start, end: f.pieces[len(f.pieces)-1].end}
	for i := from; i < len(f.pieces); i++ {
		if f.pieces[i].digits && (f.dated == nil || !f.dated[i]) {
			c.digits += len(f.pieces[i].text)
		}
	}
	return c, c.digits >= 3 && len(text) >= 5 && len(text) < len(number) &&
		strings.HasPrefix(number, text)
}

// slipAt compares the runs of pieces that start at a piece with a number and a reference.
func (w *work) slipAt(f *fieldText, from int, number, reference string) (cite, bool) {
	first := &f.pieces[from]
	if from > 0 && first.before == gapNone && f.pieces[from-1].digits || f.amongDigits(from-1) ||
		w.view.book.brokenAt(f, from) {
		return cite{}, false // within something longer
	}
	if c, ok := w.slipFrom(f, from, first.text, number, reference); ok || first.digits {
		return c, ok
	}
	for _, prefix := range w.view.book.grammar.prefixes { // FACXA160132: a word glued before it
		if len(prefix) < len(first.text) && strings.HasSuffix(first.text, prefix) {
			if c, ok := w.slipFrom(f, from, prefix, number, reference); ok {
				return c, true
			}
		}
	}
	return cite{}, false
}

// slipFrom does so with the first piece read as lead.
func (w *work) slipFrom(f *fieldText, from int, lead, number, reference string) (cite, bool) {
	var buf [96]byte
	text, digits := buf[:0], 0
	for to := from; to < len(f.pieces) && to < from+maxWindow; to++ {
		p := &f.pieces[to]
		if len(text)+len(p.text) > len(buf) {
			break
		}
		if to == from {
			text = append(text, lead...)
		} else {
			text = append(text, p.text...)
		}
		if p.digits {
			digits += len(p.text)
		}
		if b := w.view.book; b.goesOn(f, to+1) || b.brokenAt(f, to+1) {
			continue
		}
		if digits < 3 || isDate(f.pieces[from:to+1]) {
			continue
		}
		for _, want := range [...]string{number, reference} {
			if len(want) >= 5 && len(text)-len(want) <= 1 && len(want)-len(text) <= 1 &&
				oneSlip(string(text), want) {
				return cite{start: f.pieces[from].start, end: p.end, digits: digits}, true
			}
		}
	}
	return cite{}, false
}
