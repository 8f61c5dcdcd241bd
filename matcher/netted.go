package matcher

import "slices"

const maxNotes = 8 // credit notes of a customer that are tried together

// netted proposes the documents that the text names less credit notes that it does not, or only in
// a word, where some of the customer's own make up what is missing to the cent: "FA2026-121 moins
// avoir". Where nothing says so, a round sum may as well be unpaid.
func (w *work) netted(set []int32, cites []cite) {
	owner, missing := w.view.book.docs[set[0]].customer, -w.amount
	for _, i := range set {
		missing += w.view.open(i)
		if w.view.book.docs[i].customer != owner {
			return
		}
	}
	if owner < 0 || missing <= 0 {
		return
	}
	var notes []int32
	for _, i := range w.view.book.customers[owner].docs {
		if w.view.open(i) < 0 && w.payable(i, 0) && !contains(set, i) {
			notes = append(notes, i)
		}
	}
	if len(notes) > maxNotes {
		return
	}
	for mask := 1; mask < 1<<len(notes); mask++ {
		all, rest := slices.Clone(set), missing
		for k, i := range notes {
			if mask>>k&1 != 0 {
				all, rest = append(all, i), rest+w.view.open(i)
			}
		}
		if rest == 0 {
			w.proposeWith("credit_note", all, cites, w.r.words&wordRefund != 0 || missing%100 != 0)
		}
	}
}

// proposeWith proposes documents of which the first are quoted and the others are not, for a
// person to look at when that is not sure.
func (w *work) proposeWith(rule string, all []int32, cites []cite, sure bool) {
	h := w.quoting(rule, &cites[0], all[0])
	for k := 1; k < len(cites); k++ {
		one := w.quoting("", &cites[k], all[k])
		one.evidence[0].Weight = one.weight / 4
		h.weight += one.weight / 4
		h.evidence = append(h.evidence, one.evidence...)
	}
	if !sure {
		h.obstacle = "conflict"
	}
	w.propose(h, all)
}
