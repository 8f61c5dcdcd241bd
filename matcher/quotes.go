package matcher

import (
	"github.com/rappro/rappro/reconcile"
)

// fromQuotes proposes what the text names.
func (w *work) fromQuotes() {
	set, cites := w.r.desk.docs.take(len(w.r.cites))[:0], w.shown[:0]
	for k := range w.r.cites {
		c := w.narrow(w.r.cites[k])
		if len(c.docs) == 1 && w.definite(&c) {
			d := w.stand(c.docs[0])
			if !contains(set, d) {
				set = append(set, d)
				cites = append(cites, c)
			}
			continue
		}
		w.eachOf(c)
	}
	w.shown, w.cited = cites, len(set) > 0
	switch len(set) {
	case 0:
		w.withShort(nil, nil)
	case 1:
		w.single(set[0], &cites[0])
	default:
		w.list(set, cites)
	}
}

// definite says whether a quotation names its document by itself. Bare digits that are tied
// to others, or stand within an id, need the payer or the amount.
func (w *work) definite(c *cite) bool {
	if c.order || c.level >= exactTail || c.loose && c.level > exactFull {
		return false
	}
	return c.field != reconcile.FieldEndToEnd || c.level <= exactVariant || c.alone
}

// stand is the document itself, or the one that replaced it (rule 10).
func (w *work) stand(i int32) int32 {
	for n := 0; n < 4 && w.view.book.docs[i].replaced >= 0; n++ {
		i = w.view.book.docs[i].replaced
	}
	return i
}

// narrow leaves the documents of a shared short form that the payer or the amount picks.
func (w *work) narrow(c cite) cite {
	if len(c.docs) == 1 {
		return c
	}
	all := len(c.docs)
	for _, keep := range []func(int32) bool{
		func(i int32) bool { return w.payers.of(w.view.book.docs[i].customer) != nil },
		func(i int32) bool { return w.view.open(i) != 0 },
		func(i int32) bool { return w.view.open(i) == w.amount },
	} {
		var some []int32
		for _, i := range c.docs {
			if keep(i) {
				some = append(some, i)
			}
		}
		if len(some) > 0 {
			c.docs = some
		}
	}
	if len(c.docs) == 1 && all > 1 && c.level < exactTail {
		c.loose = true // the payer or the amount had to help
	}
	return c
}

// eachOf proposes every document of an uncertain quotation whose amount agrees.
func (w *work) eachOf(c cite) {
	for _, i := range c.docs {
		i = w.stand(i)
		if !w.payable(i, daysBefore) {
			continue
		}
		if s := w.settle([]int32{i}); !s.fit.whole() && w.payers.of(w.view.book.docs[i].customer) == nil {
			continue
		}
		h := w.quoting("number_partial", &c, i)
		w.propose(h, []int32{i})
	}
}

// quoting starts a hypothesis with the evidence of a quotation.
func (w *work) quoting(rule string, c *cite, doc int32) hypothesis {
	weight := quoteWeight(c, w.hasLetters(doc))
	e := reconcile.Evidence{Signal: levelSignal(c.level), Field: c.field, Start: c.start, End: c.end,
		Invoice: w.view.book.numberOf(doc), Weight: weight}
	for _, f := range w.r.fields {
		if f.field == c.field && c.end <= len(f.raw) {
			e.Quote = f.raw[c.start:c.end]
			break
		}
	}
	return hypothesis{rule: rule, weight: weight, evidence: w.r.desk.proof(e),
		identified: c.level < exactTail && !c.order, quoted: c.level, doubtful: w.doubtful(c)}
}

const bareCounter = 4 // digits up to which any number may look like one of ours

// doubtful says whether a quotation may be something else as well: an order, a month, or a few
// digits that no word calls an invoice's and that do not stand alone, as those of a street.
func (w *work) doubtful(c *cite) bool {
	return c.order || c.time ||
		c.digits <= bareCounter && c.level > exactReference && !c.said && !c.alone && !w.hasLetters(c.docs[0])
}

func (w *work) hasLetters(i int32) bool {
	var buf [maxParts]numberPart
	for _, p := range w.view.book.partsOf(i, buf[:0]) {
		if p.role == roleLetters || p.role == roleYear {
			return true
		}
	}
	return false
}

func levelSignal(l exactness) string {
	return [...]string{"structured_reference", "invoice_number", "invoice_number_variant",
		"invoice_number_no_prefix", "invoice_number_no_year", "invoice_number_tail", ""}[l]
}

func ruleOf(l exactness) string {
	switch l {
	case exactReference:
		return "structured_reference"
	case exactFull:
		return "number_exact"
	}
	return "number_variant"
}

// payable says whether a document can take the payment: open, in its currency, and issued
// at most some days after it.
func (w *work) payable(i int32, before reconcile.Date) bool {
	d := &w.view.book.docs[i]
	return w.view.open(i) != 0 && w.view.book.currencyOf(i) == w.p.Amount.Currency &&
		d.issue <= w.p.BookingDate+before
}

// single proposes the one document that the text names, as far as it can take money.
func (w *work) single(i int32, c *cite) {
	switch {
	case w.view.book.currencyOf(i) != w.p.Amount.Currency:
		w.otherCurrency(i, c)
		return
	case w.view.open(i) == 0:
		w.settled = i
		return
	case w.view.open(i) < 0:
		return // a credit note alone is not paid by a credit
	}
	h := w.quoting(ruleOf(c.level), c, i)
	s := w.settle([]int32{i})
	if s.fit == fitPartial && h.rule != "structured_reference" {
		h.rule = "partial"
	}
	w.propose(h, []int32{i})
	switch s.fit {
	case fitPartial:
		w.netted([]int32{i}, []cite{*c})
	case fitOver:
		w.tooMuch([]int32{i}, []cite{*c})
	}
}

// tooMuch looks for what else a payment is for that is more than the document that it names.
func (w *work) tooMuch(set []int32, cites []cite) {
	if w.withShort(set, cites) {
		return
	}
	before := len(w.hyps)
	if w.cutAfter(&cites[0]) {
		w.extend(set, cites, "")
	}
	if len(w.hyps) == before {
		w.completed(set, cites)
	}
}

// list proposes several documents that the text names, or those of them that the amount
// agrees with.
func (w *work) list(set []int32, cites []cite) {
	var open []int32
	var shown []cite
	for k, i := range set {
		if w.payable(i, daysBefore) {
			open = append(open, i)
			shown = append(shown, cites[k])
		}
	}
	if len(open) == 0 {
		w.settled = set[0]
		return
	}
	whole := w.settle(open)
	if len(open) > 1 && whole.fit.whole() || len(open) == 1 && len(set) == 1 {
		w.proposeList("number_list", open, shown)
		return
	}
	before := len(w.hyps)
	w.subsets(open, shown)
	if len(w.hyps) == before {
		w.netted(open, shown)
	}
	if len(w.hyps) == before {
		w.brokenEnd(set, cites)
	}
	if len(w.hyps) > before {
		return
	}
	if len(open) == 1 {
		w.single(open[0], &shown[0])
		return
	}
	if w.withShort(open, shown) {
		return
	}
	w.extend(open, shown, "")
	if len(w.hyps) == before {
		w.completed(open, shown)
	}
	if len(w.hyps) == before {
		w.fill(open, shown)
	}
}

func (w *work) proposeList(rule string, set []int32, cites []cite) {
	var h hypothesis
	for k := range cites {
		one := w.quoting(rule, &cites[k], set[k])
		if k == 0 {
			h = one
			continue
		}
		one.evidence[0].Weight = one.weight / 4 // the second number of one list tells less
		h.weight += one.weight / 4
		h.evidence = append(h.evidence, one.evidence...)
	}
	for _, i := range set {
		if w.view.book.docs[i].credit {
			h.rule = "credit_note"
		}
	}
	w.propose(h, set)
}

// subsets looks for the part of the quoted documents that makes up the amount: an order
// number that looks like an invoice of ours stands beside the real one.
func (w *work) subsets(set []int32, cites []cite) {
	if len(set) > 10 {
		return
	}
	for mask := 1; mask < 1<<len(set)-1; mask++ {
		var some []int32
		var shown []cite
		for k := range set {
			if mask>>k&1 != 0 {
				some = append(some, set[k])
				shown = append(shown, cites[k])
			}
		}
		if s := w.settle(some); s.fit <= fitRounding {
			w.proposeList(ruleFor(some, shown), some, shown)
		}
	}
}

func ruleFor(set []int32, cites []cite) string {
	if len(set) == 1 {
		return ruleOf(cites[0].level)
	}
	return "number_list"
}

// fill shows, as a proposal only, how a payment that is too small would fill the quoted
// documents, the oldest first.
func (w *work) fill(set []int32, cites []cite) {
	h := w.quoting("number_list", &cites[0], set[0])
	h.customer = w.view.book.docs[set[0]].customer
	h.obstacle = "conflict"
	left := w.amount
	for _, i := range set {
		cash := min(left, w.view.open(i))
		if cash <= 0 {
			break
		}
		h.set.lines = append(h.set.lines, line{doc: i, cash: cash})
		left -= cash
	}
	if len(h.set.lines) == 0 {
		return
	}
	h.set.rest, h.set.fit = left, fitNone
	payer, evidence := w.known(h.customer)
	h.weight += payer - 500
	h.evidence = append(h.evidence, evidence...)
	w.hyps = append(w.hyps, h)
}

// otherCurrency proposes a payment in another currency than the invoice's; a person has to
// say the rate.
func (w *work) otherCurrency(i int32, c *cite) {
	d := &w.view.book.docs[i]
	if w.view.open(i) <= 0 {
		return
	}
	h := w.quoting("currency", c, i)
	h.customer, h.obstacle = d.customer, "currency"
	h.set = settlement{fit: fitNone, lines: []line{{doc: i, cash: w.amount}}}
	payer, evidence := w.known(h.customer)
	h.weight += payer
	if m := w.p.Detail.Exchanged().Instructed; m.Currency == w.view.book.currencyOf(i) && m.Minor == w.view.open(i) {
		h.obstacle, h.set.fit = "", fitExact // the bank says what was ordered
		h.weight += 600
	}
	h.evidence = append(h.evidence, evidence...)
	w.hyps = append(w.hyps, h)
}
