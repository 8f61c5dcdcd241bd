package matcher

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

const (
	commonWord = 400 // customers that share a word from which on it finds nobody
	maxNames   = 6   // customers that one name may point at
)

// named adds the customers whose name is that of the payer, or much like it.
func (s *session) named(d *desk, ps *payers, n name, h how, e reconcile.Evidence) {
	if len(n.core) == 0 {
		return
	}
	if strings.HasSuffix(e.Quote, "-") && s.wholeNamed(d, ps, h, e, true) {
		return // cut at a hyphen: it goes on, and is not the shorter name of another
	}
	if found := s.sameName(n, d.docs.take(maxNames)[:0]); len(found) > 0 {
		same := 0
		for _, c := range found {
			same += bit(sameWords(n.forms, s.book.customers[c].name.forms))
		}
		for _, c := range found {
			weight := 1000 - 2*rarity(len(found), 1)
			if sameWords(n.forms, s.book.customers[c].name.forms) {
				weight = 1100 - 2*rarity(same, 1)
			} else if same > 0 {
				weight -= 500
			}
			if weight > 0 {
				ps.add(d, c, weight, h, e)
			}
		}
		return
	}
	last := n.core[len(n.core)-1]
	cut := strings.ContainsFunc(e.Quote, lost) || len(s.book.byWord.find(wordKey(last))) == 0
	if s.wholeNamed(d, ps, h, e, false) || cut && s.wholeNamed(d, ps, h, e, true) {
		return
	}
	like := s.likeName(n)
	if (len(like) == 0 || like[0].weight < 500) && s.wholeNamed(d, ps, h, e, true) {
		return
	}
	for _, m := range like {
		shown := h
		switch {
		case m.weight < 500:
			shown = byWeakName | h&bySlip
		case h&byExactName != 0:
			shown = bySomeName | h&bySlip
		}
		if m.slip {
			shown |= bySlip
		}
		ps.add(d, m.customer, m.weight, shown, e)
	}
}

// sameName lists the customers of the same core name, blanks and order aside.
func (s *session) sameName(n name, out []int32) []int32 {
	for _, e := range s.book.byName.find(n.key()) {
		if sameWords(s.book.customers[position(e)].name.core, n.core) {
			out = append(out, position(e))
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, e := range s.book.byGlued.find(n.glued()) {
		if glue(s.book.customers[position(e)].name.core) == glue(n.core) {
			out = append(out, position(e))
		}
	}
	return out
}

func glue(words []string) string {
	s := ""
	for _, w := range words {
		s += w
	}
	return s
}

type likeness struct {
	customer int32
	weight   int
	slip     bool // in a word of it
}

// likeName finds customers by the rarer words of a name: a name with words added, cut off
// at the end, or with a slip in one word.
func (s *session) likeName(n name) []likeness {
	var out []likeness
	var seen []int32
	for _, w := range n.core {
		entries := s.book.byWord.find(wordKey(w))
		if len(entries) > commonWord {
			continue
		}
		for _, e := range entries {
			c := position(e)
			if slices.Contains(seen, c) {
				continue
			}
			seen = append(seen, c)
			if weight, slip := s.compare(s.book.customers[c].name, n); weight > 0 {
				out = append(out, likeness{c, weight, slip})
			}
		}
	}
	slices.SortFunc(out, func(a, b likeness) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.customer, b.customer))
	})
	return out[:min(len(out), maxNames)]
}

// compare weighs how much of our customer's name the payer's shows, word by word by their
// rarity, and how much of the payer's name is left unexplained. It says whether a word that shows
// it has another letter.
func (s *session) compare(ours, theirs name) (weight int, slip bool) {
	total, matched, extra, exact := 0, 0, 0, 0
	used := make([]bool, len(theirs.core))
	for _, w := range ours.core {
		weight := s.wordWeight(w)
		total += weight
		for j, t := range theirs.core {
			if !used[j] && alike(w, t, j == len(theirs.core)-1) {
				used[j] = true
				matched += weight
				exact += bit(w == t)
				cut := j == len(theirs.core)-1 && strings.HasPrefix(w, t)
				slip = slip || w != t && !cut
				break
			}
		}
	}
	for j, t := range theirs.core {
		if !used[j] && len(t) > 1 {
			extra += s.wordWeight(t)
		}
	}
	if total == 0 || exact == 0 {
		return 0, slip
	}
	shown := matched * 100 / total
	switch {
	case shown == 100 && extra == 0:
		return 950, slip
	case shown == 100 && len(ours.core) > 1:
		return 800 - min(extra/8, 300), slip
	case extra == 0 && shown >= 50:
		return 350 + shown*4, slip
	case shown >= 50 && len(ours.core) > 1:
		return max(0, shown*5-extra/4), slip
	}
	return 0, slip
}

// wordWeight is how rare a word is among the customers' names, in hundredths of a bit.
func (s *session) wordWeight(w string) int {
	n := len(s.book.customers)
	return 100 + rarity(2*n, len(s.book.byWord.find(wordKey(w))))
}

// textNames finds a customer's whole name in the payment's words, such as the subsidiary
// that a parent names when it pays.
func (s *session) textNames(ps *payers, r *reading) {
	for i := range r.fields {
		f := &r.fields[i]
		if f.field != reconcile.FieldText && f.field != reconcile.FieldEntryText &&
			f.field != reconcile.FieldAddition {
			continue
		}
		n, at := s.wordsOf(f, r.desk)
		s.inText(r.desk, ps, f, n, at)
	}
}

// wordsOf are the words of a field that may be of a name, and the piece that each is.
func (s *session) wordsOf(f *fieldText, d *desk) (n name, at []int) {
	n.core, at = d.words.take(len(f.pieces))[:0], d.places.take(len(f.pieces))[:0]
	for i, p := range f.pieces {
		if p.class&(wordLegal|wordJoin) == 0 && len(p.text) > 1 {
			n.core, at = append(n.core, oneSpelling(p.text)), append(at, i)
		}
	}
	return n, at
}

// inText looks for whole names among the words: each stands there word by word, and one of its
// words is rare. A run of words goes on as long as customers' names know them.
func (s *session) inText(d *desk, ps *payers, f *fieldText, n name, at []int) {
	counts := d.places.take(len(n.core)) // customers of each word
	for i, w := range n.core {
		if s.book.words.hasWord(w) {
			counts[i] = len(s.book.byWord.find(wordKey(w)))
		}
	}
	var seen []int32
	for from := range n.core {
		glued, rare := hashStart, false
		for to := from; to < min(len(n.core), from+s.book.longest) && counts[to] > 0; to++ {
			glued = hashText(glued, n.core[to])
			rare = rare || counts[to] <= commonWord/4
			if !rare || from == to && len(n.core[from]) < 6 {
				continue
			}
			for _, e := range s.book.byGlued.find(gluedKey(glued)) {
				c := position(e)
				if slices.Contains(seen, c) || !slices.Equal(s.book.customers[c].name.core, n.core[from:to+1]) {
					continue
				}
				seen = append(seen, c)
				ps.add(d, c, 600, byTextName, f.shown("text_name", at[from], at[to]))
			}
		}
	}
}

// follows finds where the words stand one after another in the text, -1 for nowhere.
func follows(text, words []string) int {
	for i := 0; i+len(words) <= len(text); i++ {
		if slices.Equal(text[i:i+len(words)], words) {
			return i
		}
	}
	return -1
}

// shown is the evidence of the pieces of a field from one to another, as the bank wrote them.
func (f *fieldText) shown(signal string, from, to int) reconcile.Evidence {
	start, end := f.pieces[from].start, f.pieces[to].end
	return reconcile.Evidence{Signal: signal, Field: f.field, Start: start, End: end,
		Quote: f.raw[start:end]}
}
