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
// The figures are how often such proposals were right in generated companies (fixtures/world,
// profiles plain, unseen, realistic and hard, seeds 6000 to 6024, 7000 to 7029, 8000 to 8029
// and 9000 to 9029, from camt and French CSV: 417 000 credits, 17 000 proposals). `make score`
// prints how others agree with them.
const (
	saidAlone    = 470  // who names nobody rarely is nobody who owes us: at 0.04 are 0.34 right, at 0.5 nearly all
	saidOlder    = 100  // of two equal documents of one customer the older is paid more often: 0.62 to 0.70
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
	if k := w.olderOfTwo(); k >= 0 {
		weights[k] += saidOlder
	}
	for k, s := range w.view.book.powers.score(nil, weights, prior)[:len(out.Proposals)] {
		out.Proposals[k].Confidence = min(reconcile.Score(s), w.view.policy.Automatic-1)
	}
	slices.SortStableFunc(out.Proposals, func(a, b reconcile.Proposal) int {
		return cmp.Compare(b.Confidence, a.Confidence)
	})
	for k := range out.Proposals {
		out.Proposals[k].Rank = k + 1
	}
}

// olderOfTwo is the proposal of the older document, where the likeliest ones are two equal
// documents of one customer; -1 where they are not.
func (w *work) olderOfTwo() int {
	top := 0
	for top < len(w.hyps) && w.hyps[top].weight == w.hyps[0].weight {
		top++
	}
	if top != 2 {
		return -1
	}
	a, b := &w.hyps[0], &w.hyps[1]
	if a.customer != b.customer || len(a.set.lines) != 1 || len(b.set.lines) != 1 {
		return -1
	}
	return bit(w.view.book.byIssue(a.set.lines[0].doc, b.set.lines[0].doc) > 0)
}

// said is the weight of a hypothesis with its obstacle.
func (w *work) said(h *hypothesis, prior int) int {
	limit := func(v int) int { return min(h.weight, prior+v) }
	switch h.obstacle {
	case "amount_only":
		if h.rule == ruleAmount && w.receipt.kind == "" && w.p.Detail.Payer.Name == "" {
			return h.weight + saidAlone
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
