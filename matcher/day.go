package matcher

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

const maxRounds = 6 // passes over the credits of one day

// Day implements [reconcile.Session]. The credits of a day are judged together: each is
// read, those that are sure take their documents, and the others are judged again on what
// is left, until nothing changes. The order of the payments given does not matter.
func (s *session) Day(_ reconcile.Date, payments []reconcile.Payment) []reconcile.Verdict {
	d := daily{s: s, view: view{book: &s.book, policy: s.policy, used: map[int32]int64{}},
		verdicts: make([]reconcile.Verdict, len(payments)), works: make([]*work, len(payments)),
		done: make([]bool, len(payments))}
	share(len(payments), func(i int) {
		if payments[i].Amount.Minor <= 0 {
			d.verdicts[i], d.done[i] = s.debit(&payments[i]), true
		}
	})
	d.payments, d.seen = payments, make([]seen, len(payments))
	d.judged = slices.Repeat([]int{-1}, len(payments))
	for round := 0; round < maxRounds; round++ {
		if !d.round(round == 0) {
			break
		}
	}
	for d.twins() && d.round(false) {
	}
	d.judge()
	s.lately = lately{ids: make([]reconcile.ID, len(payments)), seen: d.seen, at: -1}
	for i := range payments {
		if payments[i].Amount.Minor <= 0 {
			continue
		}
		s.lately.ids[i] = payments[i].ID
		if !d.done[i] && automatic(&d.verdicts[i], s.policy) {
			d.verdicts[i].Proposals[0].Obstacle = obstacleAmbiguous // it took nothing, so it may decide nothing
		}
	}
	return d.verdicts
}

// daily is the work on one day.
type daily struct {
	s        *session
	view     view
	payments []reconcile.Payment
	verdicts []reconcile.Verdict
	works    []*work
	seen     []seen
	done     []bool
	taken    int   // credits that took documents
	judged   []int // how many had when a credit was judged last, -1 for never
}

// judge gives a verdict on every credit that is not done, on what is open now. A verdict
// stands until somebody takes something.
func (d *daily) judge() {
	share(len(d.works), func(i int) {
		if d.done[i] || d.judged[i] == d.taken {
			return
		}
		d.judged[i] = d.taken
		w := d.works[i]
		if w == nil || w.r == nil {
			w = d.s.newWork(&d.payments[i])
			d.works[i], d.seen[i] = w, w.seenOf()
		}
		d.verdicts[i] = w.verdict(&d.view)
		if automatic(&d.verdicts[i], d.s.policy) && w.hyps[0].quoted < exactTail {
			d.works[i] = w.claim() // it is done, but for a rival
		}
	})
}

// round judges what is left and lets the sure ones take their documents; quoted says that
// only credits that quote a document may do so. It says whether anything was taken.
func (d *daily) round(quoted bool) bool {
	d.judge()
	var sure []int
	for i, w := range d.works {
		if w == nil || d.done[i] {
			continue
		}
		if automatic(&d.verdicts[i], d.s.policy) && (!quoted || w.hyps[0].quoted < exactTail) {
			sure = append(sure, i)
		}
	}
	slices.SortStableFunc(sure, d.stronger)
	took := false
	for _, i := range sure {
		if w := d.works[i]; d.fits(w) && !d.unordered(sure, i) {
			d.take(w)
			d.done[i], took = true, true
		}
	}
	return took || quoted
}

// stronger orders credits that may want the same document: more weight first, then the
// bank's reference, which counts up within a day.
func (d *daily) stronger(a, b int) int {
	x, y := d.works[a], d.works[b]
	weight := cmp.Compare(y.hyps[0].weight, x.hyps[0].weight)
	if x.hyps[0].rule == ruleHabit && y.hyps[0].rule == ruleHabit {
		weight = 0 // the first one booked takes the oldest
	}
	return cmp.Or(weight,
		cmp.Compare(x.p.Reference, y.p.Reference), bytes.Compare(x.p.ID[:], y.p.ID[:]))
}

// unordered says whether another credit of the day follows the same habit and nothing tells
// which was booked first.
func (d *daily) unordered(sure []int, i int) bool {
	w := d.works[i]
	if w.hyps[0].rule != ruleHabit {
		return false
	}
	return slices.ContainsFunc(sure, func(k int) bool {
		o := d.works[k]
		return k != i && o.hyps[0].rule == ruleHabit && o.hyps[0].customer == w.hyps[0].customer &&
			(w.p.Reference == "" || o.p.Account != w.p.Account) // references of one account count up
	})
}

func (d *daily) fits(w *work) bool {
	for _, l := range w.hyps[0].set.lines {
		open := d.view.open(l.doc)
		if closes := w.closing(l); closes > 0 && closes > open || closes < 0 && closes < open {
			return false
		}
	}
	return true
}

func (d *daily) take(w *work) {
	d.taken++
	for _, l := range w.hyps[0].set.lines {
		d.view.used[l.doc] += w.closing(l)
	}
}
