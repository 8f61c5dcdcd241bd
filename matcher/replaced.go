package matcher

import (
	"cmp"
	"slices"
)

// linkReplacements finds the documents that took the place of cancelled ones: a document
// of the same customer, issued no earlier, whose project names the cancelled number in
// full ("REMPLACE F2026-0102", "ersetzt 2026/88"). The word before it does not matter.
func (b *book) linkReplacements() {
	for i := range b.docs {
		d := &b.docs[i]
		project := b.projectOf(int32(i))
		if project == "" || d.cancelled {
			continue
		}
		pieces := fold(project)
		for from := range pieces {
			h := hashStart
			for to := from; to < len(pieces) && to < from+8; to++ {
				h = hashText(h, pieces[to].text)
				b.replace(int32(i), mixed(h), joined(pieces[from:to+1]))
			}
		}
	}
}

// replace marks the cancelled document of the text, if there is one, as replaced by i.
func (b *book) replace(i int32, hash uint64, text string) {
	for _, e := range b.byNumber.find(hash) {
		old := &b.docs[position(e)]
		if old.cancelled && old.customer == b.docs[i].customer &&
			old.issue <= b.docs[i].issue && joined(fold(b.numberOf(position(e)))) == text {
			old.replaced = i
		}
	}
}

// joined writes pieces without what stands between them.
func joined(pieces []piece) string {
	switch len(pieces) {
	case 0:
		return ""
	case 1:
		return pieces[0].text
	}
	n := 0
	for _, p := range pieces {
		n += len(p.text)
	}
	buf := make([]byte, 0, n)
	for _, p := range pieces {
		buf = append(buf, p.text...)
	}
	return string(buf)
}

// onlyAlnum folds a text to its letters and digits. What is folded already is given back.
func onlyAlnum(s string) string {
	for i := 0; i < len(s); i++ {
		if k := kindOf(s[i]); k != letterChar && k != digitChar {
			return joined(fold(s))
		}
	}
	return s
}

// sortCustomers orders each customer's documents by issue date, then number: the order in
// which the oldest is paid first.
func (b *book) sortCustomers() {
	for i := range b.customers {
		slices.SortFunc(b.customers[i].docs, b.byIssue)
	}
}

// byIssue orders documents by issue date, then number.
func (b *book) byIssue(x, y int32) int {
	return cmp.Or(cmp.Compare(b.docs[x].issue, b.docs[y].issue),
		cmp.Compare(b.numberOf(x), b.numberOf(y)))
}
