package matcher

import (
	"bytes"
	"cmp"
	"slices"
	"sync"

	"github.com/rappro/rappro/reconcile"
)

const maxRounds = 6 // passes over the credits of one day

// Day implements [reconcile.Session]. The credits of a day are judged together: each is
// read, those that are sure take their documents, and the others are judged again on what
// is left, until nothing changes. The order of the payments given does not matter.
func (s *session) Day(_ reconcile.Date, payments []reconcile.Payment) []reconcile.Verdict {
	d := daily{s: s, view: view{book: &s.book, policy: s.policy, used: make(map[int32]int64, len(payments))},
		payments: payments, verdicts: make([]reconcile.Verdict, len(payments)),
		works: make([]*work, len(payments)), claims: make([]claim, len(payments)),
		seen: make([]seen, len(payments)), done: make([]bool, len(payments)),
		judged: slices.Repeat([]int{-1}, len(payments)), workers: make([]worker, processors())}
	for i := range payments {
		d.done[i] = payments[i].Amount.Minor <= 0 // a debit waits for nobody's documents
	}
	var filing sync.WaitGroup
	if len(payments) > shared {
		filing.Go(s.earlier.file) // only debits look there
	} else {
		s.earlier.file()
	}
	for round := 0; round < maxRounds; round++ {
		if !d.round(round == 0) {
			break
		}
	}
	for d.twins() && d.round(false) {
	}
	d.judge()
	twins, _ := d.alike()
	s.lately = lately{ids: make([]reconcile.ID, len(payments)), seen: d.seen, at: -1}
	for i := range payments {
		if payments[i].Amount.Minor <= 0 {
			continue
		}
		s.lately.ids[i], d.seen[i].takes = payments[i].ID, d.claims[i].takes
		switch v := &d.verdicts[i]; {
		case d.done[i]:
		case automatic(v, s.policy): // it took nothing, so it may decide nothing: another wants the same
			v.Proposals[0].Obstacle, v.Proposals[0].Confidence = obstacleAmbiguous, reconcile.Certain/2
		case len(v.Proposals) > 0:
			d.works[i].restate(v, len(twins[d.works[i].twinKey()]) > 1)
		}
	}
	filing.Wait()
	d.debits()
	d.tidy()
	return d.verdicts
}

// daily is the work on one day.
type daily struct {
	s        *session
	view     view
	payments []reconcile.Payment
	verdicts []reconcile.Verdict
	works    []*work // nil for what is not read, or read no more
	claims   []claim
	seen     []seen
	done     []bool
	taken    int   // credits that took documents
	judged   []int // how many had when a credit was judged last, -1 for never
	workers  []worker
}

// debits judges what went out.
func (d *daily) debits() {
	share(len(d.workers), len(d.payments), func(k, i int) {
		p := &d.payments[i]
		if p.Amount.Minor <= 0 {
			w := d.workers[k].blank(d.s)
			d.verdicts[i] = d.s.debit(p, w.r)
		}
	})
}

// judge gives a verdict on every credit that is not done, on what is open now. A verdict
// stands until somebody takes something.
func (d *daily) judge() {
	share(len(d.workers), len(d.works), func(k, i int) {
		if !d.done[i] && d.judged[i] != d.taken {
			d.judgeOne(&d.workers[k], i)
		}
	})
}

func (d *daily) judgeOne(by *worker, i int) {
	d.judged[i] = d.taken
	w := d.works[i]
	if w == nil {
		w = by.blank(d.s)
		w.begin(d.s, &d.payments[i])
		d.seen[i] = w.seenOf(&by.named)
	}
	d.verdicts[i] = w.verdict(&d.view, &by.paper)
	d.claims[i] = claim{}
	if automatic(&d.verdicts[i], d.s.policy) {
		d.claims[i] = w.claim(&by.takings)
		if w.hyps[0].quoted < exactTail { // it is done, but for a rival: then it is read again
			if d.works[i] != nil {
				d.works[i] = nil
				by.spare = append(by.spare, w)
			}
			return
		}
	}
	if d.works[i] == nil {
		d.works[i], by.spare = w, by.spare[:len(by.spare)-1]
	}
}

// round judges what is left and lets the sure ones take their documents; quoted says that
// only credits that quote a document may do so. It says whether anything was taken.
func (d *daily) round(quoted bool) bool {
	d.judge()
	sure := make([]int, 0, len(d.claims)-d.taken)
	for i := range d.claims {
		if c := &d.claims[i]; c.sure && !d.done[i] && (!quoted || c.quoted < exactTail) {
			sure = append(sure, i)
		}
	}
	d.order(sure)
	took := false
	for _, i := range sure {
		if c := &d.claims[i]; d.fits(c) && !d.unordered(sure, i) {
			d.take(c)
			d.done[i], took = true, true
		}
	}
	return took || quoted
}

// order puts the credits first that want what no other does: it makes no difference who of them
// comes before whom. The others follow by their strength.
func (d *daily) order(sure []int) {
	wants := make([]uint64, 0, len(sure)+len(sure)/8) // documents with the place of who wants them
	for k, i := range sure {
		for _, t := range d.claims[i].takes {
			wants = append(wants, uint64(t.doc)<<32|uint64(k))
		}
	}
	slices.Sort(wants)
	var rivals []int
	for k := 1; k < len(wants); k++ {
		if wants[k]>>32 == wants[k-1]>>32 {
			rivals = append(rivals, int(uint32(wants[k-1])), int(uint32(wants[k])))
		}
	}
	slices.Sort(rivals)
	rivals = slices.Compact(rivals)
	for k, at := range rivals {
		rivals[k], sure[at] = sure[at], -1
	}
	last := sure[len(slices.DeleteFunc(sure, func(i int) bool { return i < 0 })):]
	copy(last, rivals)
	slices.SortStableFunc(last, d.stronger)
}

// stronger orders credits that may want the same document: more weight first, then the
// bank's reference, which counts up within a day.
func (d *daily) stronger(a, b int) int {
	x, y := &d.claims[a], &d.claims[b]
	if x.weight != y.weight && !(x.habit && y.habit) { // of a habit the first one booked takes the oldest
		return cmp.Compare(y.weight, x.weight)
	}
	p, q := &d.payments[a], &d.payments[b]
	return cmp.Or(cmp.Compare(p.Reference, q.Reference), bytes.Compare(p.ID[:], q.ID[:]))
}

// unordered says whether another credit of the day follows the same habit and nothing tells
// which was booked first.
func (d *daily) unordered(sure []int, i int) bool {
	c, p := &d.claims[i], &d.payments[i]
	if !c.habit {
		return false
	}
	return slices.ContainsFunc(sure, func(k int) bool {
		o := &d.claims[k]
		return k != i && o.habit && o.customer == c.customer &&
			(p.Reference == "" || d.payments[k].Account != p.Account) // references of one account count up
	})
}

func (d *daily) fits(c *claim) bool {
	for _, t := range c.takes {
		open := d.view.open(t.doc)
		if t.closes > 0 && t.closes > open || t.closes < 0 && t.closes < open {
			return false
		}
	}
	return true
}

func (d *daily) take(c *claim) {
	d.taken++
	for _, t := range c.takes {
		d.view.used[t.doc] += t.closes
	}
}
