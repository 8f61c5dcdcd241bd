package matcher

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const (
	maxPayers  = 4   // customers looked at when several may have paid
	maxSame    = 12  // open documents of one amount that are shown
	maxByValue = 200 // documents of one amount looked at over all customers
)

// fromPayer proposes the open documents of the likely payers by their amount.
func (w *work) fromPayer() {
	for k := range w.payers[:min(len(w.payers), maxPayers)] {
		p := &w.payers[k]
		var room [2][8]int32
		exact, near := room[0][:0], room[1][:0]
		for _, i := range w.view.book.customers[p.customer].docs {
			if !w.payable(i, 0) || w.view.open(i) < 0 {
				continue
			}
			switch s := w.settleOne(i); {
			case s == fitExact || s == fitCharges:
				exact = append(exact, i)
			case s.whole() && s != fitRetention && s != fitFee:
				near = append(near, i)
			}
		}
		if len(exact) == 0 {
			exact = near
		}
		w.byAmount(p, exact)
		if len(exact) == 0 && !w.quotes(p.customer) {
			w.bySum(p)
		}
	}
	if len(w.payers) == 0 && len(w.hyps) == 0 {
		w.amountAlone()
	}
}

// quotes says whether the text names an open document of a customer.
func (w *work) quotes(c int32) bool {
	for _, h := range w.hyps {
		if h.quoted < exactTail && h.customer == c {
			return true
		}
	}
	return false
}

// settleOne is how the payment fits one document, without building the equation.
func (w *work) settleOne(i int32) fit {
	open := w.view.open(i)
	short := open - w.amount
	switch {
	case short == 0:
		return fitExact
	case short < -w.view.policy.RoundingMinor || w.amount*5 < open*4:
		return fitNone
	}
	var one [1]int32
	one[0] = i
	return w.settle(one[:]).fit
}

func (w *work) byAmount(p *payer, docs []int32) {
	rule := "payer_amount"
	if p.how&(byFileIBAN|byPaidIBAN|byMandate) == 0 {
		rule = "name_amount"
	}
	oldest := int32(-1)
	if sure := w.payers.sure(); sure != nil && sure.customer == p.customer && len(docs) > 1 &&
		w.s.habitual(p.customer, w.p.BookingDate) && !w.r.speaksOfNumber() &&
		!w.s.undecided(p.customer, w.p, false) {
		oldest = docs[0] // documents stand in order of issue
	}
	for k, i := range docs[:min(len(docs), maxSame)] {
		h := hypothesis{rule: rule, quoted: exactNone}
		if i == oldest && k == 0 {
			h.rule, h.weight = ruleHabit, weightHabit
			h.evidence = w.r.desk.proof(reconcile.Evidence{Signal: "habit", Weight: weightHabit})
		}
		w.propose(h, []int32{i})
	}
}

// bySum proposes sums of the payer's open documents: all of them, or the one set of them
// that makes up the amount.
func (w *work) bySum(p *payer) {
	if p.weight < 500 {
		return
	}
	var docs []int32
	var values []int64
	var total int64
	for _, i := range w.view.book.customers[p.customer].docs {
		if w.payable(i, 0) {
			docs = append(docs, i)
			values = append(values, w.view.open(i))
			total += w.view.open(i)
		}
	}
	if len(docs) < 2 {
		return
	}
	w.byMonth(docs)
	sets, complete := sums(values, w.amount)
	for _, set := range sets {
		var some []int32
		for _, k := range set {
			some = append(some, docs[k])
		}
		h := hypothesis{rule: "sum", weight: weightSum - 900, quoted: exactNone}
		if len(some) == len(docs) {
			h.rule, h.weight = "balance", weightBalance-900
		}
		if !complete {
			h.obstacle = "search_limit"
		}
		w.propose(h, some)
	}
}

// byMonth proposes all open documents of a month that the text names, when they make up the
// amount: "invoices 03/2026".
func (w *work) byMonth(docs []int32) {
	for k := range w.r.fields {
		for _, first := range w.r.fields[k].named {
			var some []int32
			year, month, _ := first.Civil()
			for _, i := range docs {
				if y, m, _ := w.view.book.docs[i].issue.Civil(); y == year && m == month {
					some = append(some, i)
				}
			}
			if len(some) < 2 || w.settle(some).fit > fitRounding {
				continue
			}
			w.propose(hypothesis{rule: "sum", weight: weightSum - 900 + weightDate, quoted: exactNone,
				evidence: []reconcile.Evidence{{Signal: "issue_date", Field: w.r.fields[k].field,
					Quote: first.String()[:7], Weight: weightDate}}}, some)
		}
	}
}

// ruleAmount is what a proposal is called that nothing but the amount speaks for.
const ruleAmount = "amount"

// amountAlone shows who could have sent a payment that names nobody, when few could.
func (w *work) amountAlone() {
	entries := w.view.book.sameAmount(w.amount, w.p.Amount.Currency)
	if len(entries) > maxByValue {
		return
	}
	var docs []int32
	for _, e := range entries {
		if i := position(e); w.payable(i, 0) && w.view.open(i) == w.amount {
			docs = append(docs, i)
		}
	}
	if len(docs) > 3 {
		return
	}
	for _, i := range docs {
		w.propose(hypothesis{rule: ruleAmount, quoted: exactNone, obstacle: "amount_only"}, []int32{i})
	}
}

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
	reference := w.view.book.text(d.reference)
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
	if from > 0 && first.before == gapNone && f.pieces[from-1].digits || w.view.book.brokenAt(f, from) {
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
