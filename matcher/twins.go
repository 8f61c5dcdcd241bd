package matcher

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Twins are credits of one day between which nothing chooses: one payer, one amount and no
// number, as many of them as there are open documents of that amount. Which one pays which
// document makes no difference, so each gets one, in order of issue. Who pays for another is
// not the other: each of the two may mean a document of its own, and nobody says which.

// twins settles the groups that it can and says whether there was one.
func (d *daily) twins() bool {
	d.judge()
	groups, order := d.alike()
	found := false
	for _, key := range order {
		found = d.pair(groups[key]) || found
	}
	return found
}

// alike gathers the undecided credits by what twins have in common, and lists these in order.
func (d *daily) alike() (groups map[string][]int, order []string) {
	groups = map[string][]int{}
	for i, w := range d.works {
		if w == nil || d.done[i] {
			continue
		}
		if key := w.twinKey(); key != "" {
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], i)
		}
	}
	return groups, order
}

// twinKey is what twins have in common, empty for a credit that can be none: the documents
// between which it cannot choose, and who sent it: the name, from whatever account.
func (w *work) twinKey() string {
	key := w.tie()
	switch {
	case key == "":
		return ""
	case len(w.from.name.core) > 0:
		return fmt.Sprint(key, " ", w.from.key)
	}
	return fmt.Sprint(key, " ", w.from.account)
}

// tie names the documents between which a credit cannot choose; empty when it can, when something
// else than their number stands against them, or when a number of its own means one of them: one slip
// away from two, as 8297566 from 829756 and 829766, it leaves the other to no twin.
func (w *work) tie() string {
	if len(w.hyps) < 2 || w.cited || w.settled >= 0 {
		return ""
	}
	top := w.hyps[0].weight
	var docs []int32
	for _, h := range w.hyps {
		if h.weight < top {
			break
		}
		if h.obstacle != "" || len(h.set.lines) != 1 || h.set.fit != fitExact || !h.identified ||
			h.quoted != exactNone {
			return ""
		}
		docs = append(docs, h.set.lines[0].doc)
	}
	if len(docs) < 2 || len(docs) >= maxSame {
		return ""
	}
	slices.Sort(docs)
	var b []byte
	for _, i := range docs {
		b = append(b, byte(i>>24), byte(i>>16), byte(i>>8), byte(i))
	}
	return string(b)
}

// pair gives each credit of a group its document when there are as many of both and the
// group would be sure if there were one of each.
func (d *daily) pair(group []int) bool {
	slices.SortFunc(group, func(a, b int) int {
		x, y := d.works[a].p, d.works[b].p
		return cmp.Or(cmp.Compare(x.Reference, y.Reference), bytes.Compare(x.ID[:], y.ID[:]))
	})
	first := d.works[group[0]]
	tied := 0
	for _, h := range first.hyps {
		if h.weight == first.hyps[0].weight {
			tied++
		}
	}
	if tied != len(group) {
		return false
	}
	docs := make([]hypothesis, tied)
	copy(docs, first.hyps[:tied])
	slices.SortFunc(docs, func(a, b hypothesis) int {
		return d.s.book.byIssue(a.set.lines[0].doc, b.set.lines[0].doc)
	})
	for _, i := range group {
		d.judged[i] = -1 // what follows narrows their proposals
	}
	verdicts := make([]reconcile.Verdict, tied)
	for k, i := range group {
		w := d.works[i]
		w.only(docs[k].set.lines[0].doc)
		verdicts[k] = w.conclude(&d.workers[0].paper)
		if !automatic(&verdicts[k], d.s.policy) {
			return false
		}
	}
	for k, i := range group {
		d.verdicts[i], d.done[i] = verdicts[k], true
		d.claims[i] = d.works[i].claim(&slab[taking]{})
		d.take(&d.claims[i])
	}
	return true
}

// only drops the tied hypotheses on other documents.
func (w *work) only(doc int32) {
	top := w.hyps[0].weight
	w.hyps = slices.DeleteFunc(w.hyps, func(h hypothesis) bool {
		return h.weight == top && h.set.lines[0].doc != doc
	})
	w.hyps[0].rule = "twins"
}
