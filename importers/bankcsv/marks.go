package bankcsv

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// Some banks write the direction beside the amount: 470,57 A, 1,234.00 Cr, 12,00 S. What a letter
// means depends on the language, and its counterpart tells: A beside D is avere, beside B it is af.

// marks are the words that stand beside amounts for a direction.
type marks struct{ credit, debit []string }

// plusMark is the sign of credits where no other amount has any, and a person said that those without
// are charges.
const plusMark = "+"

// isMark says whether a word beside a number may be one for a direction.
func isMark(word string) bool {
	switch fold(strings.TrimRight(word, ".")) {
	case "c", "cr", "cred", "credit", "h", "haben", "k", "kt", "a", "avere", "b", "bij", "+",
		"d", "dr", "db", "deb", "debit", "s", "soll", "dt", "dare", "af":
		return true
	}
	return false
}

// sideOf says what a mark means among those of a file: 1 for a credit, -1 for a debit, 0 where
// nothing tells.
func sideOf(mark string, all []string) int {
	with := func(others ...string) bool {
		return slices.ContainsFunc(all, func(m string) bool { return slices.Contains(others, m) })
	}
	switch mark {
	case "c", "cr", "cred", "credit", "haben", "kt", "avere", "bij":
		return 1
	case "d", "dr", "db", "deb", "debit", "soll", "dt", "dare", "af":
		return -1
	case "h":
		if with("s", "d") {
			return 1
		}
	case "s":
		if with("h") {
			return -1
		}
	case "k":
		if with("d") {
			return 1
		}
	case "a":
		switch {
		case with("d"):
			return 1
		case with("b"):
			return -1
		}
	case "b":
		if with("a") {
			return 1
		}
	}
	return 0
}

// markIn gives the word for a direction beside a number, folded; empty where none stands there.
func markIn(cell string) string {
	if cell == "" || !utf8.ValidString(cell) || len(cell) > 40 {
		return ""
	}
	before, _, behind := aroundNumber(strings.Trim(cell, "()"))
	for _, word := range [...]string{behind, before} {
		for _, w := range strings.Fields(strings.Trim(word, "+- ")) {
			if isMark(w) && currencyCode(w) == "" {
				return fold(strings.TrimRight(w, "."))
			}
		}
	}
	return ""
}

// findMarks looks for words for a direction beside the amounts.
func (f *finder) findMarks() error {
	m := &f.money
	var all []string
	marked, line := 0, 0
	for _, r := range m.entries {
		for _, c := range [...]int{m.amount, m.debit, m.credit} {
			word := markIn(f.sheet.rows[r].at(c))
			if word == "" {
				continue
			}
			marked++
			if !slices.Contains(all, word) {
				all, line = append(all, word), f.sheet.rows[r].line
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	for i, n := range f.sheet.names {
		if !n.can(meansBalance) && !n.can(meansAvailable) {
			continue
		}
		for _, r := range m.entries {
			if word := markIn(f.sheet.rows[r].at(i)); word != "" && !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
	}
	for _, word := range all {
		switch sideOf(word, all) {
		case 1:
			f.p.Marks.credit = append(f.p.Marks.credit, word)
		case -1:
			f.p.Marks.debit = append(f.p.Marks.debit, word)
		default:
			return &importers.Error{Line: line, What: fmt.Sprintf("%q beside the amounts says the direction, "+
				"and nothing which: name a profile with --profile, with credit mark: or debit mark:", word)}
		}
	}
	f.reason("sign", "marks", "beside the amounts stands %s", strings.Join(all, ", "))
	if marked < len(m.entries) {
		return f.oneMark()
	}
	return nil
}

// oneMark reads amounts of which only those of one direction are marked.
func (f *finder) oneMark() error {
	marks := &f.p.Marks
	if marks.both() || f.money.amount < 0 {
		return &importers.Error{What: "some amounts have a word for their direction and others have " +
			"none: download the file again"}
	}
	if len(marks.credit) > 0 { // what has no mark is a debit
		marks.credit, marks.debit = nil, marks.credit
		f.p.Reversed = true
	}
	return nil
}

// cut takes the mark off an amount, and says whether it turns the sign.
func (m *marks) cut(s string) (rest string, debit bool) {
	if m.none() {
		return s, false
	}
	if before, after, plus := strings.Cut(s, plusMark); plus && slices.Contains(m.debit, plusMark) {
		return trimSpaces(before + after), true
	}
	word := markIn(s)
	if word == "" {
		return s, false
	}
	debit = slices.Contains(m.debit, word)
	if !debit && !slices.Contains(m.credit, word) {
		return s, false
	}
	at := wordAt(strings.ToLower(s), word)
	if at < 0 {
		return s, false
	}
	return trimSpaces(s[:at] + strings.TrimPrefix(s[at+len(word):], ".")), debit
}

// wordAt finds a word that no letter stands beside, the last one.
func wordAt(s, word string) int {
	for to := len(s); ; {
		at := strings.LastIndex(s[:to], word)
		if at < 0 || (at == 0 || !isLetter(rune(s[at-1]))) &&
			(at+len(word) == len(s) || !isLetter(rune(s[at+len(word)]))) {
			return at
		}
		to = at + len(word) - 1
	}
}

// none says whether no amount has such a word, and both whether every one has.
func (m *marks) none() bool { return len(m.credit)+len(m.debit) == 0 }
func (m *marks) both() bool { return len(m.credit) > 0 && len(m.debit) > 0 }
