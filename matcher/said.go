package matcher

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// What is decided alone is weighed with caution: an obstacle leaves a proposal its weight and
// keeps it from being applied. A person who looks at a proposal wants another figure: how often
// such ones are right. So what waits is weighed once more, with its obstacle as evidence.
//
// Of days: most is paid right after its due date, little before it, and what is long overdue
// mostly stays so. The weights were fitted to the companies of two generators that have no author
// in common (fixtures/world, seeds 6000 to 6013 of each profile, and fixtures/outside, seeds 700
// to 704), which have this in common too.
const (
	saidEarly     = -200
	saidSoon      = -100
	saidLate      = -100
	saidLater     = -160
	saidOverdue   = -210
	saidForgotten = -450
)

// The figures are how often such proposals were right in generated companies (fixtures/world,
// profiles plain, unseen, realistic and hard, seeds 6000 to 6024, 7000 to 7029, 8000 to 8029
// and 9000 to 9029, from camt and French CSV: 417 000 credits, 17 000 proposals). `make score`
// prints how others agree with them.
const (
	saidAlone    = 600  // who names nobody rarely is nobody who owes us: one document of the amount is right in six to ten of ten
	saidStranger = 170  // a payer whom nobody knows pays the amount of one document: 0.7
	saidAmount   = 460  // the text names one document and the amount another: 0.97 mean the amount
	saidSecond   = -100 // the text names a settled document of that very amount: 0.3
	saidCurrency = 260  // another currency than the invoice's: 0.85
	saidHardly   = -400 // words of money back, digits that we cannot read, the number where the amount says another: 0.02
)

// restate gives the proposals of a verdict that waits the confidence that such ones deserve, and
// puts the likeliest first. None of them is sure enough to be applied.
func (w *work) restate(out *reconcile.Verdict) {
	prior := weightNothing
	if w.r.words&(wordRefund|wordNoise|wordPSP|wordReturn) != 0 {
		prior += weightRefund
	}
	weights := make([]int, len(w.hyps))
	for k := range w.hyps {
		weights[k] = w.said(&w.hyps[k], prior)
	}
	w.timely(weights)
	rest := prior // the weight of what is not shown
	for k := range w.hyps {
		if n := w.hyps[k].others; n > 0 { // as many as that, each as good
			rest = max(rest, weights[k]+log2x100(uint64(n)))
		}
	}
	for k, s := range w.view.book.powers.score(nil, weights, rest)[:len(out.Proposals)] {
		out.Proposals[k].Confidence = min(reconcile.Score(s), w.view.policy.Automatic-1)
	}
	slices.SortStableFunc(out.Proposals, func(a, b reconcile.Proposal) int {
		return cmp.Compare(b.Confidence, a.Confidence)
	})
	for k := range out.Proposals {
		out.Proposals[k].Rank = k + 1
	}
}

// timely takes from proposals that nothing else tells apart what their days say: who pays one of
// several equal documents mostly pays what has just become due. The timeliest keeps its weight.
func (w *work) timely(weights []int) {
	tied := 0
	for tied < len(w.hyps) && w.hyps[tied].weight == w.hyps[0].weight {
		tied++
	}
	best := 0
	for k := range tied {
		days := 0
		for _, l := range w.hyps[k].set.lines {
			days += lateness(w.view.book.docs[l.doc].due, w.p.BookingDate)
		}
		weights[k] += days
		if k == 0 || days > best {
			best = days
		}
	}
	for k := range tied {
		weights[k] -= best
	}
}

// lateness is the weight that a document is paid on a day, against one that is just due.
func lateness(due, day reconcile.Date) int {
	late := day - due
	switch {
	case due == 0:
		return saidLate
	case late < -5:
		return saidEarly
	case late < 0:
		return saidSoon
	case late <= 7:
		return 0
	case late <= 30:
		return saidLate
	case late <= 60:
		return saidLater
	case late <= 180:
		return saidOverdue
	}
	return saidForgotten
}

// said is the weight of a hypothesis with its obstacle.
func (w *work) said(h *hypothesis, prior int) int {
	limit := func(v int) int { return min(h.weight, prior+v) }
	switch h.obstacle {
	case "amount_only":
		switch {
		case h.rule != ruleAmount || w.receipt.kind != "":
		case w.p.Detail.Payer.Name == "":
			return h.weight + saidAlone
		default:
			return h.weight + saidStranger
		}
	case "conflict":
		switch {
		case !h.set.fit.whole():
			return limit(saidHardly)
		case w.settled >= 0 && w.view.book.docs[w.settled].amount == w.amount:
			return limit(saidSecond)
		}
		return limit(saidAmount)
	case "receipt", "unread_number":
		return limit(saidHardly)
	case "currency":
		if w.receipt.kind != "" {
			return limit(saidHardly)
		}
		return limit(saidCurrency)
	}
	return h.weight
}
