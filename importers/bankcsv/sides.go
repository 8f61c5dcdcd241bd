package bankcsv

import (
	"slices"
	"strings"
)

// sideRules says whether a column is called direction, and not only happens to hold such
// words.
func (f *finder) sideRules(i int) bool {
	n := f.sheet.names[i]
	return n.can(meansSide) && !n.can("type") && !n.can(meansText)
}

// isSide says whether every entry has a word for credit or debit in a column whose name does
// not speak against it.
func (f *finder) isSide(i int) bool {
	n := f.sheet.names[i]
	if !n.can(meansSide) && len(n.means) > 0 {
		return !n.isDay() && !n.isMoney() && f.hasSides(i) // a kind or a text that is nothing else
	}
	return f.hasSides(i) || n.can(meansSide) && f.onlySides(i) ||
		n.text == "" && f.onlySides(i)
}

// hasSides says whether every entry has a word for credit or debit in a column, and both occur.
func (f *finder) hasSides(col int) bool {
	credits, debits := f.sides(col)
	return credits > 0 && debits > 0 && credits+debits == len(f.money.entries)
}

// onlySides says whether every entry has a word for credit or debit in a column.
func (f *finder) onlySides(col int) bool {
	credits, debits := f.sides(col)
	return credits+debits == len(f.money.entries)
}

// sides counts the entries that have a word for credit in a column, and those with one for debit.
func (f *finder) sides(col int) (credits, debits int) {
	all := f.sideValues(col)
	for _, r := range f.money.entries {
		switch f.sideWord(col, r, all) {
		case 1:
			credits++
		case -1:
			debits++
		}
	}
	return credits, debits
}

// maxSides is more than there are words for two directions in one file.
const maxSides = 8

// sideValues lists what stands in a column, folded, as far as it may be that of the direction.
func (f *finder) sideValues(i int) []string {
	var all []string
	last := ""
	for _, r := range f.money.entries {
		cell := f.sheet.rows[r].at(i)
		if cell == last && len(all) > 0 {
			continue
		}
		last = cell
		if word := fold(cell); !slices.Contains(all, word) {
			if all = append(all, word); len(all) > maxSides {
				return all
			}
		}
	}
	return all
}

// sideWord says whether a cell is a word for a credit, 1, or a debit, -1. Letters that languages
// use for both are told by the other words of a column that is called so.
func (f *finder) sideWord(col, row int, all []string) int {
	cell := f.sheet.rows[row].at(col)
	switch {
	case len(all) > maxSides:
		return 0
	case f.words.is("credit", cell):
		return 1
	case f.words.is("debit", cell):
		return -1
	}
	if !f.sheet.names[col].can(meansSide) {
		return 0
	}
	return sideOf(fold(cell), all)
}

// sideAgrees counts the entries whose sign is that of the column, and the others.
func (f *finder) sideAgrees(i int) (agree, against int) {
	all := f.sideValues(i)
	for _, r := range f.money.entries {
		v, _ := f.minor(r, f.money.amount)
		switch credit := f.sideWord(i, r, all) > 0; {
		case v == 0:
		case credit == (v > 0):
			agree++
		default:
			against++
		}
	}
	return agree, against
}

// useSide takes a column for the direction.
func (f *finder) useSide(i int) {
	f.money.side = i
	f.setColumn(colSide, i)
	f.sideWords(i)
	f.reason("sign", "column "+f.sideName(i), "no amount with a word there is negative: %s "+
		"for a credit, %s for a debit", strings.Join(f.p.CreditWord, ", "),
		strings.Join(f.p.DebitWord, ", "))
}

// sideWords notes the words for credit and debit that stand in a column.
func (f *finder) sideWords(i int) {
	all := f.sideValues(i)
	for _, r := range f.money.entries {
		cell := f.sheet.rows[r].at(i)
		into := &f.p.DebitWord
		switch f.sideWord(i, r, all) {
		case 0:
			continue
		case 1:
			into = &f.p.CreditWord
		}
		if !slices.Contains(*into, cell) {
			*into = append(*into, cell)
		}
	}
	if len(f.p.CreditWord) == 0 {
		f.p.CreditWord = f.otherWord("credit", f.p.DebitWord[0])
	}
	if len(f.p.DebitWord) == 0 {
		f.p.DebitWord = f.otherWord("debit", f.p.CreditWord[0])
	}
}

// otherWord guesses nothing: a file with one direction only gets all words of the other, so
// that a line of it is read when it comes.
func (f *finder) otherWord(list, seen string) []string {
	var words []string
	for _, w := range f.words.order[list] {
		if (len(w) <= 2) == (len(seen) <= 2) {
			words = append(words, w)
		}
	}
	return words
}
