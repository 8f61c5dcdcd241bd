package bankcsv

import (
	"slices"
	"strings"
)

// unnamedStates asks about a column of unknown name that says of a line that it is not booked yet: the
// column has a state for each line, or nothing, and is no label or is not filled on all lines; or it has
// that word and one other.
func (f *finder) unnamedStates() {
	if from, to := f.provedLines(); from <= to || len(f.p.Unbooked) > 0 {
		return
	}
	for i, n := range f.sheet.names {
		if n.isDay() || n.isMoney() {
			continue
		}
		pending := f.pendingIn(i)
		if len(pending) == 0 && len(n.means) == 0 {
			pending = f.newestAlone(i)
		}
		if len(pending) > 0 {
			f.askStatus(pending, f.sideName(i))
		}
	}
}

// pendingIn lists the words of a column that say that a line is not booked yet, none where it has any
// others but words for booked lines, or one.
func (f *finder) pendingIn(col int) (pending []string) {
	n, other := f.sheet.names[col], ""
	for _, r := range f.money.entries {
		cell := f.sheet.rows[r].at(col)
		switch s := f.stateIn(n, cell); {
		case s == stateBooked, s == stateUnknown && cell == "" && f.otherText(r, col):
		case s == statePending:
			if !slices.Contains(pending, cell) {
				pending = append(pending, cell)
			}
		case cell == "" || len(n.means) > 0 || other != "" && cell != other:
			return nil
		default:
			other = cell
		}
	}
	return pending
}

// newestAlone gives the two words of a column, in whatever language, where the newest lines have one and
// all others the other: what is not booked yet stands there.
func (f *finder) newestAlone(col int) []string {
	rows := f.provable()
	if len(rows) < fewBetween || f.accountOf(rows[0]) != f.accountOf(rows[len(rows)-1]) {
		return nil // one may be of one account, and the other of another
	}
	if f.oldestAbove() {
		rows = slices.Clone(rows)
		slices.Reverse(rows)
	}
	at := func(n int) string { return f.sheet.rows[rows[n]].at(col) }
	run := 1
	for run < len(rows) && at(run) == at(0) {
		run++
	}
	for n := run; n < len(rows); n++ {
		if at(n) != at(run) || at(n) == "" {
			return nil
		}
	}
	if len(rows)-run < fewLines || !hasWord(at(0)) || digitsIn(at(0)+at(run)) > 0 {
		return nil
	}
	return []string{at(0), at(run)}
}

// otherText says whether another column of a line has words.
func (f *finder) otherText(row, col int) bool {
	for i, cell := range f.sheet.rows[row].cells {
		if i != col && strings.ContainsFunc(cell, isLetter) {
			return true
		}
	}
	return false
}
