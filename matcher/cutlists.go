package matcher

import (
	"slices"
	"strings"
)

// extend continues a list that the bank cut (rule 13): the open documents of the customer
// that follow the last one shown, or lie between the first and the last, in order of issue,
// when they make up the sum exactly.
func (w *work) extend(set []int32, cites []cite, fragment string) {
	owner := w.view.book.docs[set[0]].customer
	if owner < 0 || slices.ContainsFunc(set, func(i int32) bool {
		return w.view.book.docs[i].customer != owner
	}) {
		return
	}
	var queue []int32
	first, last := -1, -1
	for _, i := range w.view.book.customers[owner].docs {
		if w.payable(i, 0) && w.view.open(i) > 0 || contains(set, i) {
			if contains(set, i) {
				if first < 0 {
					first = len(queue)
				}
				last = len(queue)
			}
			queue = append(queue, i)
		}
	}
	if first < 0 {
		return
	}
	if last > first {
		w.tryList(set, queue[first:last+1], cites)
	}
	end := &cites[len(cites)-1]
	if fragment == "" {
		if !w.cutAfter(end) && !(len(set) > 1 && w.endsWith(end)) {
			return
		}
		w.follow(set, queue[last+1:], cites, w.behind(end))
		fragment = w.fragment(end)
	}
	if fragment == "" {
		return
	}
	for k, tried := last+1, 0; k < len(queue) && tried < maxStarts; k++ {
		w.looked++
		if i := queue[k]; !contains(set, i) && strings.HasPrefix(onlyAlnum(w.view.book.numberOf(i)), fragment) {
			w.follow(set, queue[k:], cites, "")
			tried++
		}
	}
}

// behind is the first run of digits behind a quotation that nothing explains, empty for none.
func (w *work) behind(c *cite) string {
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != c.field {
			continue
		}
		for i := c.to + 1; i < len(f.pieces); i++ {
			if f.pieces[i].digits && !w.r.firmly(f, i) {
				return f.pieces[i].text
			}
		}
	}
	return ""
}

// brokenEnd tries a list whose last number, at the end of the text, is shown in a short form:
// it may be the beginning of another number that the bank cut.
func (w *work) brokenEnd(set []int32, cites []cite) {
	n := len(set) - 1
	last := &cites[n]
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != last.field || last.to != len(f.pieces)-1 || last.level <= exactFull {
			continue
		}
		from := last.from
		for from > 0 && f.pieces[from].before != gapList && f.pieces[from].before != gapSpace &&
			f.pieces[from].before != gapLine {
			from--
		}
		var open []int32
		var shown []cite
		for j, i := range set[:n] {
			if w.payable(i, daysBefore) {
				open, shown = append(open, i), append(shown, cites[j])
			}
		}
		if text := joined(f.pieces[from:]); len(text) >= 2 && len(open) > 0 {
			w.extend(open, shown, text)
		}
	}
}

// follow adds documents in their order until the sum is exact. One of them shows the digits that
// stand behind the list: "FA-2142 and 73" names another one than FA-2154.
func (w *work) follow(set, queue []int32, cites []cite, behind string) {
	more, shown, sum := slices.Clone(set), behind == "", int64(0)
	for _, i := range set {
		sum += w.view.open(i)
	}
	for _, i := range queue {
		w.looked++
		if contains(set, i) {
			continue
		}
		if sum += w.view.open(i); sum > w.amount || len(more) >= maxListed {
			return
		}
		more = append(more, i)
		shown = shown || strings.Contains(onlyAlnum(w.view.book.numberOf(i)), behind)
		if shown && sum == w.amount && w.tryList(set, more, cites) {
			return
		}
	}
}

// fragment is the beginning of a number with which the text ends, empty for none.
func (w *work) fragment(c *cite) string {
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != c.field || c.to+1 >= len(f.pieces) {
			continue
		}
		from := len(f.pieces) - 1
		for from > c.to+1 && f.pieces[from].before != gapList && f.pieces[from].before != gapSpace {
			from--
		}
		if text := joined(f.pieces[from:]); len(text) >= 3 {
			return text
		}
	}
	return ""
}

const (
	maxStarts = 64  // documents that the beginning of a number may mean
	maxListed = 256 // documents of one list, of which a text shows some: nobody writes longer ones
)

const longText = 100 // from which length on a text may have lost its end

// cutAfter says whether the text breaks off in a list behind a quotation: it ends with a
// separator or a piece of a number, or is so long that the bank may have cut it.
func (w *work) cutAfter(c *cite) bool {
	for k := range w.r.fields {
		f := &w.r.fields[k]
		if f.field != c.field || c.to >= len(f.pieces) {
			continue
		}
		if len(f.raw) >= longText {
			return true
		}
		for i := c.to + 1; i < len(f.pieces); i++ {
			if f.pieces[i].digits && !w.r.firmly(f, i) {
				return true
			}
		}
		end := f.raw[f.pieces[len(f.pieces)-1].end:]
		for _, r := range end {
			if gapOf(r) >= gapDash {
				return r != '.'
			}
		}
	}
	return w.brokenOff(c)
}

// brokenOff says whether a text ends in a list, with the beginning of a number or with the sign that
// stands between two.
func (w *work) brokenOff(c *cite) bool {
	return slices.ContainsFunc(w.r.fields, func(f fieldText) bool {
		if f.field != c.field || c.to >= len(f.pieces) {
			return false
		}
		return w.beginning(&f, c) || c.to == len(f.pieces)-1 &&
			strings.ContainsAny(f.raw[f.pieces[c.to].end:], "+,;&|")
	})
}

// beginning says whether a text ends, behind a quotation, with the letters that the next number of
// a list begins with: "PAR26-00435 PAR", "R-70083+R", "FV/66/05/2026/A TIL F".
func (w *work) beginning(f *fieldText, c *cite) bool {
	last := len(f.pieces) - 1
	p := &f.pieces[last]
	if last <= c.to || last > c.to+2 || p.digits || f.pieces[c.from].digits ||
		!strings.HasPrefix(f.pieces[c.from].text, p.text) || p.before == gapNone {
		return false
	}
	return last == c.to+1 || f.pieces[last-1].class&(wordJoin|wordRange) != 0
}

// endsWith says whether a quotation stands at the end of its text: where a list ends and banks cut.
func (w *work) endsWith(c *cite) bool {
	return slices.ContainsFunc(w.r.fields, func(f fieldText) bool {
		return f.field == c.field && c.to == len(f.pieces)-1
	})
}

// tryList proposes a continued list when its sum is exact.
func (w *work) tryList(set, full []int32, cites []cite) bool {
	if len(full) <= len(set) || len(full) > maxListed || w.settle(full).fit != fitExact {
		return false
	}
	h := w.quoting("number_list_cut", &cites[0], set[0])
	h.weight -= 300
	w.propose(h, slices.Clone(full))
	return true
}
