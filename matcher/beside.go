package matcher

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

const (
	maxBeside = 6 // numbers beside those that stand by themselves
	maxMeant  = 4 // documents that each of them may mean
)

// beside is a number that does not name its document by itself, with those that it may mean.
type beside struct {
	cite cite
	docs []int32
}

// withShort proposes what the text names together with what it may name beside it, where one choice
// makes up the amount to the cent: "2026/001042; 853" of a payer of two customers. Where nothing is
// named by itself, several such numbers are read as documents of who pays. It says whether there is one
// choice and no other.
func (w *work) withShort(set []int32, cites []cite) bool {
	rest := w.amount
	for _, i := range set {
		rest -= w.view.open(i)
	}
	if rest <= 0 {
		return false
	}
	all := w.besides(set)
	if len(set)+len(all) < 2 {
		return false
	}
	var found, taken []int32 // a place among what each may mean, -1 for none of it
	count := 0
	var walk func(rest int64)
	walk = func(rest int64) {
		k := len(taken)
		switch {
		case rest < 0 || count > 1:
			return
		case k == len(all):
			if rest == 0 {
				count++
				found = slices.Clone(taken)
			}
			return
		}
		for n, i := range all[k].docs {
			taken = append(taken, int32(n))
			walk(rest - w.view.open(i))
			taken = taken[:k]
		}
		taken = append(taken, -1)
		walk(rest)
		taken = taken[:k]
	}
	walk(rest)
	if count != 1 {
		return false
	}
	set, cites = slices.Clone(set), slices.Clone(cites)
	for k, n := range found {
		if n < 0 {
			continue
		}
		if contains(set, all[k].docs[n]) {
			return false // two numbers may mean it
		}
		set, cites = append(set, all[k].docs[n]), append(cites, all[k].cite)
	}
	if len(set) < 2 {
		return false
	}
	w.proposeList("number_list", set, cites)
	return true
}

// besides lists the numbers of the text that do not name their document by themselves, and the
// open documents that each may mean.
func (w *work) besides(set []int32) (all []beside) {
	for _, c := range w.r.cites {
		c = w.narrow(c)
		if len(c.docs) > maxMeant || c.order || c.field == reconcile.FieldEndToEnd ||
			len(c.docs) == 1 && w.definite(&c) {
			continue
		}
		var docs []int32
		for _, i := range c.docs {
			if i = w.stand(i); w.payable(i, daysBefore) && w.view.open(i) > 0 && !contains(set, i) &&
				(len(set) > 0 || w.pays(w.view.book.docs[i].customer)) {
				docs = append(docs, i)
			}
		}
		if len(docs) > 0 {
			all = append(all, beside{c, docs})
		}
	}
	if len(all) > maxBeside {
		return nil
	}
	return all
}

// pays says whether a customer is likely to be who pays.
func (w *work) pays(c int32) bool {
	p := w.payers.of(c)
	return p != nil && p.weight >= 500
}
