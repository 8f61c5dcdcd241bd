package matcher

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
