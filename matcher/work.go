package matcher

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// work is the search for what one credit pays.
type work struct {
	s       *session
	view    *view
	p       *reconcile.Payment
	from    party // who sent it
	receipt receipt
	r       *reading
	payers  payers
	amount  int64
	written string // the amount, once it was asked for
	charges int64
	foreign bool           // fees may have been kept on the way
	paidOn  reconcile.Date // the earlier of booking and value date
	hyps    []hypothesis
	shown   []cite // where the text names documents for certain
	nothing int    // weight of "none of our documents"
	finds   []reconcile.Finding
	read    int   // findings of the search itself, before a conclusion
	settled int32 // the document that the text quotes and that can take nothing, or -1
	cited   bool  // some quotation is definite
	looked  int   // documents with which lists were continued, which a test holds down
}

// hypothesis is one way to settle the payment, before it is scored.
type hypothesis struct {
	rule       string
	customer   int32
	set        settlement
	weight     int
	evidence   []reconcile.Evidence
	identified bool
	obstacle   string
	quoted     exactness // best quotation behind it
	doubtful   bool      // it may be an order, a year or a month
	others     int       // sums of its kind that are not shown
}

// clear makes a work empty; what it was written on stays with it.
func (w *work) clear() {
	r := w.r
	r.desk.clear()
	*r = reading{desk: r.desk, fields: r.fields[:0], cites: r.cites[:0], dates: r.dates[:0],
		projects: r.projects[:0], clients: r.clients[:0]}
	*w = work{r: r, payers: w.payers[:0], hyps: w.hyps[:0], shown: w.shown[:0]}
}

// begin reads a payment; the view may change afterwards.
func (w *work) begin(s *session, p *reconcile.Payment) {
	w.s, w.p, w.amount, w.paidOn = s, p, p.Amount.Minor, p.BookingDate
	if p.ValueDate != 0 && p.ValueDate < w.paidOn {
		w.paidOn = p.ValueDate
	}
	if c := p.Detail.Exchanged().Charges; c.Currency == p.Amount.Currency {
		w.charges = c.Minor
	}
	s.readInto(w.r, p)
	w.from = s.party(&p.Detail.Payer, w.r.desk)
	w.payers = s.whoPays(w.payers, p, w.r, &w.from)
	w.receipt.kind, w.receipt.certain, w.receipt.why = s.receipt(p, w.r, &w.from)
	w.foreign = w.feesPossible()
}

// search collects and scores the hypotheses on a view.
func (w *work) search(v *view) {
	w.view, w.hyps, w.finds, w.settled, w.cited = v, w.hyps[:0], nil, -1, false
	w.looked = 0
	w.nothing = weightNothing
	if !w.remitted() {
		w.fromQuotes()
	}
	w.serials()
	w.shortNumbers()
	w.fromPayer()
	w.fromSlips()
	w.merge()
	w.conflicts()
	w.weigh()
	w.read = len(w.finds)
}

// known is what shows that a customer pays, and its weight in a proposal.
func (w *work) known(c int32) (int, []reconcile.Evidence) {
	if p := w.payers.of(c); p != nil {
		return p.weight, p.evidence
	}
	if sure := w.payers.sure(); sure != nil {
		return weightOther, []reconcile.Evidence{{Signal: "other_payer", Field: reconcile.FieldPayer,
			Quote: w.p.Detail.Payer.Name, Weight: weightOther}}
	}
	if len(w.from.name.core) > 0 {
		return weightStrange, []reconcile.Evidence{{Signal: "unknown_payer",
			Field: reconcile.FieldPayer, Quote: w.p.Detail.Payer.Name, Weight: weightStrange}}
	}
	return 0, nil
}

// propose adds a hypothesis on a set of documents with evidence of its own.
func (w *work) propose(h hypothesis, set []int32) {
	h.set = w.settle(set)
	if h.set.fit == fitNone {
		return
	}
	h.customer = w.view.book.docs[set[0]].customer
	payer, evidence := w.known(h.customer)
	amount := w.fitWeight(&h.set)
	if payer <= 0 && !h.set.fit.whole() {
		amount += weightUnheard
	}
	h.weight += payer + amount
	if n := len(h.evidence) + len(evidence) + 1; n > cap(h.evidence) {
		h.evidence = append(w.r.desk.proofs.take(n)[:0], h.evidence...)
	}
	h.evidence = append(h.evidence, evidence...)
	h.evidence = append(h.evidence, reconcile.Evidence{Signal: amountSignal(h.set.fit),
		Field: reconcile.FieldAmount, Quote: w.decimal(), Weight: amount})
	p := w.payers.of(h.customer)
	h.identified = h.identified || payer > 0 && (h.quoted != exactNone || p == nil || !p.lookalike())
	w.addHints(&h, set)
	w.hyps = append(w.hyps, h)
}

// decimal is the amount as people write it.
func (w *work) decimal() string {
	if w.written == "" {
		w.written = w.p.Amount.Decimal()
	}
	return w.written
}

// addHints weighs quoted dates, months and order numbers.
func (w *work) addHints(h *hypothesis, set []int32) {
	w.monthHint(h, set)
	for _, i := range set {
		d := &w.view.book.docs[i]
		if slices.Contains(w.r.dates, d.issue) {
			h.weight += weightDate
			h.evidence = append(h.evidence, reconcile.Evidence{Signal: "issue_date",
				Quote: d.issue.String(), Invoice: w.view.book.numberOf(i), Weight: weightDate})
		}
		if contains(w.r.projects, i) {
			project := w.view.book.projectOf(i)
			weight := min(weightProject, rarity(len(w.view.book.docs), w.sameProject(project)))
			h.weight += weight
			h.identified = h.identified || weight >= weightProject*3/4
			h.evidence = append(h.evidence, reconcile.Evidence{Signal: "order_number",
				Quote: project, Invoice: w.view.book.numberOf(i), Weight: weight})
		}
	}
}

// sameProject counts the quoted documents of one project.
func (w *work) sameProject(project string) int {
	n := 0
	for _, i := range w.r.projects {
		n += bit(w.view.book.projectOf(i) == project)
	}
	return n
}

func amountSignal(f fit) string {
	return [...]string{"amount", "amount_charges", "amount_discount", "amount_rounding",
		"amount_fee", "amount_retention", "amount_late_discount", "amount_partial", "amount_over",
		"amount_other"}[f]
}

// merge keeps the heaviest of the hypotheses that do the same.
func (w *work) merge() {
	slices.SortStableFunc(w.hyps, func(a, b hypothesis) int { return cmp.Compare(b.weight, a.weight) })
	out := w.hyps[:0]
	for _, h := range w.hyps {
		same := slices.ContainsFunc(out, func(o hypothesis) bool {
			return o.set.rest == h.set.rest && sameLines(o.set.lines, h.set.lines)
		})
		if !same {
			out = append(out, h)
		}
	}
	w.hyps = out
	slices.SortStableFunc(w.hyps, func(a, b hypothesis) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight),
			slices.CompareFunc(a.set.lines, b.set.lines, func(x, y line) int {
				return cmp.Compare(x.doc, y.doc)
			}))
	})
	if len(w.hyps) > 24 {
		w.hyps = w.hyps[:24]
	}
}

// sameLines says whether two equations do the same, in whatever order.
func sameLines(a, b []line) bool {
	return len(a) == len(b) && (slices.Equal(a, b) || len(a) > 1 && slices.Equal(byDoc(a), byDoc(b)))
}

func byDoc(lines []line) []line {
	out := slices.Clone(lines)
	slices.SortFunc(out, func(a, b line) int { return cmp.Compare(a.doc, b.doc) })
	return out
}
