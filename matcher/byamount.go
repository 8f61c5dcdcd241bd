package matcher

import (
	"slices"

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
			s := w.settleOne(i)
			if !s.whole() || !w.payable(i, 0) { // most fit not at all, and need no other look
				continue
			}
			switch {
			case s == fitExact || s == fitCharges:
				exact = append(exact, i)
			case s != fitRetention && s != fitFee:
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
		!w.s.undecided(p.customer, w.p) && !w.monthTells(docs) {
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
	sets, count, complete := sums(values, w.amount)
	for _, set := range sets {
		var some []int32
		for _, k := range set {
			some = append(some, docs[k])
		}
		h := hypothesis{rule: "sum", weight: weightSum - 900, quoted: exactNone, others: count - len(sets)}
		if len(some) == len(docs) {
			h.rule, h.weight = "balance", weightBalance-900
		} else if byChance(values, set, w.amount) {
			h.obstacle = "search_limit"
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
		for _, month := range w.r.fields[k].named {
			var some []int32
			for _, i := range docs {
				if month.of(w.view.book.docs[i].issue) {
					some = append(some, i)
				}
			}
			if some = w.lump(some); some == nil {
				continue
			}
			h := hypothesis{rule: "sum", weight: weightSum - 900, quoted: exactNone}
			if month.word == "" {
				weight := weightDate
				if w.wholeMonth(some, month) {
					weight = weightMonth
				}
				h.weight += weight
				h.evidence = []reconcile.Evidence{{Signal: "issue_date", Field: w.r.fields[k].field,
					Quote: month.first.String()[:7], Weight: weight}}
			}
			w.propose(h, some)
		}
	}
}

// lump are the documents of a month that make up the amount, all of them or all of one amount; nil for
// none.
func (w *work) lump(docs []int32) []int32 {
	if len(docs) > 1 && w.settle(docs).fit <= fitRounding {
		return docs
	}
	equals := map[int64]int64{}
	for _, i := range docs {
		equals[w.view.open(i)]++
	}
	for _, i := range docs {
		if each := w.view.open(i); equals[each] > 1 && equals[each]*each == w.amount {
			return slices.DeleteFunc(docs, func(i int32) bool { return w.view.open(i) != each })
		}
	}
	return nil
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
