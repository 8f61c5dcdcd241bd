package matcher

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// What is decided alone is weighed with caution: an obstacle leaves a proposal its weight and
// keeps it from being applied. A person who looks at a proposal wants another figure: how often
// such ones are right. So what waits is weighed once more, with its obstacle as evidence.

// The figures are how often such proposals were right in generated companies (fixtures/world,
// profiles plain, unseen, realistic and hard, seeds 6000 to 6024, 7000 to 7029, 8000 to 8029,
// 9000 to 9029 and 40000 to 40039, and fixtures/outside, seeds 41000 to 41011, from camt and French
// CSV: 580 000 credits, 25 000 proposals). `make score` prints how others agree with them.
const (
	// Who names nobody rarely is nobody who owes us: one document of his amount is right in nine of ten.
	saidAlone = 600
	// Whom nobody knows, or only by a common word, pays the amount of one document: 0.1.
	saidStranger = -250
	// One document is named and the amount is another's, or a customer pays in another currency: 0.97.
	saidAmount = 460
	// A settled document of this amount is named, words speak of money back, or digits that nobody can
	// read may say what is too much: 0.02.
	saidHardly = -400
	// Documents are named and others, or credit notes, make up the difference, which may as well be owed
	// or too much: 0.95 where that is the other proposal.
	saidBeside = -700
)

// restate gives the proposals of a verdict that waits the confidence that such ones deserve, and
// puts the likeliest first; twin says that another credit of the day waits for the same documents.
// None of them is sure enough to be applied.
func (w *work) restate(out *reconcile.Verdict, twin bool) {
	prior := weightNothing
	if w.r.words&(wordRefund|wordNoise|wordPSP|wordReturn) != 0 {
		prior += weightRefund
	}
	weights := make([]int, len(w.hyps))
	for k := range w.hyps {
		weights[k] = w.said(&w.hyps[k], prior)
	}
	tied := w.tied()
	w.timely(weights[:tied])
	rest := prior // the weight of what is not shown
	for k := range w.hyps {
		if n := w.hyps[k].others; n > 0 { // as many as that, each as good
			rest = max(rest, weights[k]+log2x100(uint64(n)))
		}
	}
	scores := w.view.book.powers.score(nil, weights, rest)
	if twin {
		scores = slices.Concat(eitherOfTwo(scores[:tied]), scores[tied:])
	}
	for k, s := range scores[:len(out.Proposals)] {
		out.Proposals[k].Confidence = min(reconcile.Score(s), w.view.policy.Automatic-1)
	}
	slices.SortStableFunc(out.Proposals, func(a, b reconcile.Proposal) int {
		return cmp.Compare(b.Confidence, a.Confidence)
	})
	for k := range out.Proposals {
		out.Proposals[k].Rank = k + 1
	}
}

// tied counts the proposals between which nothing but their days chooses.
func (w *work) tied() int {
	n := 0
	for n < len(w.hyps) && w.hyps[n].weight == w.hyps[0].weight {
		n++
	}
	return n
}

// eitherOfTwo are the chances, in ten-thousandths, that one of two credits pays a document, where
// each alone has the chances given and they pay different ones: which of them pays which makes no
// difference, so a proposal is right when the other one paid its document.
func eitherOfTwo(chances []int) []int {
	out := slices.Clone(chances)
	for i, p := range chances {
		for j, first := range chances {
			if j != i && first < 10000 {
				out[i] += first * p / (10000 - first)
			}
		}
		out[i] = min(out[i], 10000)
	}
	return out
}

// said is the weight of a hypothesis with its obstacle.
func (w *work) said(h *hypothesis, prior int) int {
	limit := func(v int) int { return min(h.weight, prior+v) }
	switch h.obstacle {
	case "amount_only":
		switch {
		case h.doubtful:
			return limit(saidHardly)
		case h.rule != ruleAmount || w.receipt.kind != "" && w.receipt.kind != "cheque":
		case w.paired(): // a debit of ours that day went somewhere
		case len(w.from.name.core) == 0:
			return h.weight + saidAlone // a cheque too is of one who owes us
		default:
			return h.weight + saidStranger
		}
	case "conflict":
		switch {
		case h.set.fit.whole() && h.quoted < exactTail && len(h.set.lines) > 1:
			return h.weight + saidBeside
		case !h.set.fit.whole(), w.settled >= 0 && w.view.book.docs[w.settled].amount == w.amount:
			return limit(saidHardly)
		}
		return limit(saidAmount)
	case "receipt", "unread_number":
		return limit(saidHardly)
	case "currency":
		if w.receipt.kind != "" || w.payers.of(h.customer) == nil {
			return limit(saidHardly)
		}
		return limit(saidAmount)
	case "":
		if p := w.payers.of(h.customer); h.quoted == exactNone && p != nil && p.how&^bySlip == byWeakName {
			return h.weight + saidStranger // who shares a word of the name may be anybody
		}
	}
	return h.weight
}
