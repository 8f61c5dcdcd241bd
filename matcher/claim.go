package matcher

import "github.com/rappro/rappro/reconcile"

// claim is what a day has to know of a sure credit. The rest, which is most of it, is read
// again in the rare case that another credit takes the document.
type claim struct {
	sure     bool
	habit    bool
	quoted   exactness
	customer int32
	weight   int
	takes    []taking
}

// taking is what a claim closes of one document.
type taking struct {
	doc    int32
	closes int64
}

// claim is what the best proposal takes.
func (w *work) claim(takings *slab[taking]) claim {
	h := &w.hyps[0]
	c := claim{sure: true, habit: h.rule == ruleHabit, quoted: h.quoted, customer: h.customer,
		weight: h.weight, takes: takings.take(len(h.set.lines))}
	for k, l := range h.set.lines {
		c.takes[k] = taking{l.doc, w.closing(l)}
	}
	return c
}

// worker is what one processor has to itself during a day. What it hands out lives as long
// as the day, and longer where [session.Apply] asks for it.
type worker struct {
	spare   []*work // to be used again; the last one is the next
	named   slab[int32]
	takings slab[taking]
	paper   paper
}

// paper is what verdicts are written on. It is never used again: they belong to who asked.
type paper struct {
	proposals slab[reconcile.Proposal]
	parts     slab[reconcile.Part]
	evidence  slab[reconcile.Evidence]
}

// blank gives an empty work, which stays the worker's until it is taken off its list.
func (by *worker) blank(s *session) *work {
	if len(by.spare) == 0 {
		by.spare = append(by.spare, s.spareWork())
	}
	w := by.spare[len(by.spare)-1]
	w.clear()
	return w
}

const maxSpare = 256 // works that a session keeps from one day to the next

func (s *session) spareWork() *work {
	s.spare.Lock()
	defer s.spare.Unlock()
	n := len(s.spare.works)
	if n == 0 {
		return &work{r: &reading{desk: &desk{}}}
	}
	w := s.spare.works[n-1]
	s.spare.works = s.spare.works[:n-1]
	return w
}

// tidy keeps what the day was written on for the next one.
func (d *daily) tidy() {
	keep := func(works []*work) {
		for _, w := range works {
			if w != nil && len(d.s.spare.works) < maxSpare {
				d.s.spare.works = append(d.s.spare.works, w)
			}
		}
	}
	for k := range d.workers {
		keep(d.workers[k].spare)
	}
	keep(d.works)
}
