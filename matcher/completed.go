package matcher

import "slices"

// completed proposes the documents that the text names together with others of the customer that
// it does not, where those make up what is too much to the cent: one document, or the only sum
// that is no chance. To the cent nobody pays another invoice by accident; a round sum or several
// documents are shown to a person, and so is what stands beside digits that nobody could read, or
// where a document that the text does not name has the whole amount.
func (w *work) completed(set []int32, cites []cite) {
	owner, more := w.view.book.docs[set[0]].customer, w.amount
	for _, i := range set {
		more -= w.view.open(i)
		if w.view.book.docs[i].customer != owner {
			return
		}
	}
	if owner < 0 || more <= 0 {
		return
	}
	var others []int32
	var values []int64
	for _, i := range w.view.book.customers[owner].docs {
		if w.payable(i, 0) && !contains(set, i) {
			others, values = append(others, i), append(values, w.view.open(i))
		}
	}
	if at := slices.Index(values, more); at >= 0 {
		if !slices.Contains(values[at+1:], more) {
			named := w.quoting("", &cites[0], set[0])
			w.proposeWith("number_list", append(slices.Clone(set), others[at]), cites,
				more%100 != 0 && !w.unread(&named) && !slices.Contains(values, w.amount))
		}
		return
	}
	sets, count, complete := sums(values, more)
	if count != 1 || !complete || byChance(values, sets[0], more) {
		return
	}
	all := slices.Clone(set)
	for _, k := range sets[0] {
		all = append(all, others[k])
	}
	w.proposeWith("number_list", all, cites, false)
}
