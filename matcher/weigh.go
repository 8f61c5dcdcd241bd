package matcher

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// obstacleAmbiguous says that something else fits as well.
const obstacleAmbiguous = "ambiguous"

// conflicts marks the proposals that a person has to look at whatever their weight.
func (w *work) conflicts() {
	refund := w.r.words&(wordRefund|wordNoise|wordPSP) != 0
	back := w.r.words&wordReturn != 0 // our own payment that comes back, or talk of one
	if refund || back {
		w.nothing += weightRefund
	}
	for k := range w.hyps {
		h := &w.hyps[k]
		d := &w.view.book.docs[h.set.lines[0].doc]
		p := w.payers.of(h.customer)
		switch {
		case h.obstacle != "":
		case refund && (p == nil || p.weight < 500):
			h.obstacle = "receipt"
		case refund && h.quoted > exactVariant && w.r.words&wordRefund != 0:
			h.obstacle = "receipt"
		case h.quoted > exactVariant && w.receipt.kind == "returned_transfer":
			h.obstacle = "receipt" // we sent this sum to the payer and he may send it back
		case h.quoted == exactNone && w.theirNumber():
			h.obstacle = "receipt"
		case back && h.quoted > exactVariant:
			h.obstacle = "receipt"
		case (refund || back) && w.refundOf(h):
			h.obstacle = "receipt"
		case h.set.fit == fitOver && (w.unread(h) || w.alsoNames(h) || w.listGoesOn(h)):
			h.obstacle = "unread_number" // what is too much may pay what we could not read
		case h.set.fit == fitPartial && w.another(h):
			h.obstacle = "unread_number" // what is missing may be a credit note's
		case h.set.fit > fitDiscount && w.elsewhere(h):
			h.obstacle = "conflict"
		case h.set.fit == fitPartial && (h.quoted == exactNone || w.twoDigits(h)):
			h.obstacle = "amount_only"
		case h.doubtful && !h.set.fit.whole():
			h.obstacle = "amount_only" // what else the number may be needs no invoice
		case h.quoted >= exactTail && d.issue > w.p.BookingDate:
			h.obstacle = "before_issue"
		case h.rule == "number_slip" && w.contradicted(h):
			h.obstacle = "conflict"
		case w.settled >= 0 && h.quoted == exactNone:
			h.obstacle = "conflict" // the text names a document that is settled
		case w.cited && h.quoted == exactNone && w.rivalled(h):
			h.obstacle = "conflict" // the text names another document
		}
	}
}

// twoDigits says whether nothing but two digits of more quotes the document, as 03 of "03/24" may seem
// to. The 91 of 91/PA are all that it has.
func (w *work) twoDigits(h *hypothesis) bool {
	if h.quoted != exactTail || len(h.evidence) == 0 || len(h.evidence[0].Quote) > 2 {
		return false
	}
	digits := 0
	for _, c := range []byte(w.view.book.numberOf(h.set.lines[0].doc)) {
		digits += bit('0' <= c && c <= '9')
	}
	return digits > 2
}

// another says whether the text may name a further document of the customer.
func (w *work) another(h *hypothesis) bool {
	for _, c := range w.r.cites {
		for _, i := range c.docs {
			if !contains(docsOf(&h.set), w.stand(i)) && w.view.book.docs[i].customer == h.customer &&
				len(c.docs) < 4 && c.level < exactTail {
				return true
			}
		}
	}
	return false
}

// alsoNames says whether the text names for certain a document that the proposal leaves out:
// what is too much may be for that one, though it can take nothing.
func (w *work) alsoNames(h *hypothesis) bool {
	for k := range w.r.cites {
		c := &w.r.cites[k]
		if len(c.docs) == 1 && w.definite(c) && !contains(docsOf(&h.set), w.stand(c.docs[0])) {
			return true
		}
	}
	return false
}

// listGoesOn says whether the bank cut the text where it went on with a list, or the sum is another
// time that of the document or more and the customer owes others: what is too much is for those.
func (w *work) listGoesOn(h *hypothesis) bool {
	for k := range w.shown {
		if w.brokenOff(&w.shown[k]) {
			return true
		}
	}
	if h.customer < 0 || h.set.rest <= w.amount-h.set.rest {
		return false
	}
	return slices.ContainsFunc(w.view.book.customers[h.customer].docs, func(i int32) bool {
		return !contains(docsOf(&h.set), i) && w.payable(i, 0) && w.view.open(i) > 0
	})
}

func docsOf(s *settlement) []int32 {
	out := make([]int32, len(s.lines))
	for k, l := range s.lines {
		out[k] = l.doc
	}
	return out
}

// unread says whether digits stand beside the quoted number that nothing explains.
func (w *work) unread(h *hypothesis) bool {
	if len(h.evidence) == 0 {
		return false
	}
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != h.evidence[0].Field {
			continue
		}
		for i, p := range f.pieces {
			if !p.digits || len(p.text) < 2 || w.r.firmly(f, i) || f.dated != nil && f.dated[i] {
				continue
			}
			if !w.otherNumber(f, i) {
				return true
			}
		}
	}
	return false
}

// otherNumber says whether a word right before a number, or before its letters, tells that it
// is no document's: TEL 0145, EREF+AB1234.
func (w *work) otherNumber(f *fieldText, i int) bool { return f.called(i, wordOther|wordOrder) }

// called says whether a word of a class stands right before a number, or before its letters.
func (f *fieldText) called(i int, class wordClass) bool {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if f.pieces[k].class&class != 0 {
			return true
		}
		if f.pieces[k].digits || f.pieces[k+1].before != gapNone {
			return false
		}
	}
	return false
}

// contradicted says whether the text names in full another document of the same customer:
// it may be meant, so that a slip is no more than a guess.
func (w *work) contradicted(h *hypothesis) bool {
	if w.settled >= 0 && w.view.book.docs[w.settled].customer == h.customer {
		return true
	}
	return w.rivalled(h)
}

// rivalled says whether the text names another open document of the customer: reference
// and amount contradict each other.
func (w *work) rivalled(h *hypothesis) bool {
	for _, o := range w.hyps {
		if o.quoted < exactTail && o.customer == h.customer {
			return true
		}
	}
	return false
}

// elsewhere says whether the amount is exactly that of another document of the customer that the
// text does not name (rule 6): of an open one, or of one that was paid only after this payment
// and was open on its day. What a later payment took does not tell what this one was for.
func (w *work) elsewhere(h *hypothesis) bool {
	if h.customer < 0 {
		return false
	}
	for _, i := range w.view.book.customers[h.customer].docs {
		d := &w.view.book.docs[i]
		since := d.open == 0 && d.ours && d.paidOn > w.p.BookingDate && d.amount == w.amount
		if i != h.set.lines[0].doc && (since && d.issue <= w.p.BookingDate &&
			d.currency == w.view.book.docs[h.set.lines[0].doc].currency ||
			w.view.open(i) == w.amount && w.payable(i, 0)) {
			return true
		}
	}
	return false
}

// weigh orders the proposals, and lets "none of ours" win or draw where the text speaks
// against what the amount says: contradictions are settled by people, mostly otherwise.
func (w *work) weigh() {
	slices.SortStableFunc(w.hyps, func(a, b hypothesis) int { return cmp.Compare(b.weight, a.weight) })
	if len(w.hyps) == 0 {
		return
	}
	top := &w.hyps[0]
	switch {
	case top.obstacle == "conflict" && w.settled >= 0:
		w.nothing = max(w.nothing, top.weight+300)
	case top.obstacle == "conflict":
		w.nothing = max(w.nothing, top.weight)
	case top.obstacle == "receipt":
		w.nothing = max(w.nothing, top.weight+200)
	case top.obstacle == "currency":
		w.nothing = max(w.nothing, top.weight-250)
	}
}

// proposals writes the hypotheses as the domain's proposals.
func (w *work) proposals(on *paper) []reconcile.Proposal {
	var room [2][24]int
	weights := room[0][:0]
	for i := range w.hyps {
		weights = append(weights, w.hyps[i].weight)
	}
	scores := w.view.book.powers.score(room[1][:0], weights, w.nothing)
	out := on.proposals.take(min(len(w.hyps), 10))[:0]
	for i := range w.hyps[:min(len(w.hyps), 10)] {
		h := &w.hyps[i]
		p := reconcile.Proposal{Payment: w.p.ID, Rank: i + 1, Rule: h.rule,
			Parts: w.parts(&h.set, h.customer, on), Evidence: on.evidence.copy(h.evidence),
			Confidence: reconcile.Score(scores[i]), Identified: h.identified, Obstacle: h.obstacle}
		if h.customer >= 0 {
			p.Customer = w.view.book.customers[h.customer].id
		}
		rival := 0
		for k := range scores {
			if k != i {
				rival = max(rival, scores[k])
			}
		}
		switch {
		case p.Obstacle != "":
		case !p.Identified:
			p.Obstacle = "amount_only"
		case scores[i]-rival < int(w.view.policy.Margin):
			p.Obstacle = obstacleAmbiguous
		case p.Confidence < w.view.policy.Automatic:
			p.Obstacle = "below_threshold"
			if rival > scores[i]/4 {
				p.Obstacle = obstacleAmbiguous
			}
		}
		out = append(out, p)
	}
	return out
}

// automatic says whether a verdict will be decided without a person.
func automatic(v *reconcile.Verdict, policy reconcile.Policy) bool {
	if len(v.Proposals) == 0 {
		return false
	}
	p := &v.Proposals[0]
	lead := p.Confidence
	if len(v.Proposals) > 1 {
		lead -= v.Proposals[1].Confidence
	}
	return p.Obstacle == "" && p.Identified && p.Confidence >= policy.Automatic &&
		lead >= policy.Margin
}
