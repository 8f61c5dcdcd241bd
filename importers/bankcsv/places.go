package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// places is a table of entries without a column line, or with one that nobody understands: its
// columns are known by what stands in them on every line, and by the balance that follows.
type places struct {
	comma  byte
	quotes string
	rows   []sheetRow
	lines  []int // rows with a day
	names  int   // row of the names, -1 for none
	width  int
	days   []int // columns with a day on every line
	number []int // columns with nothing but amounts, some of them filled
}

// fewLines is how many lines it takes to call something a table.
const fewLines = 2

// placesIn finds the table among rows: its lines are those with a day in the column that has
// most of them.
func placesIn(shapes *shaper, rows []sheetRow) (places, bool) {
	t := places{rows: rows, names: -1}
	var counts []int
	for _, r := range rows {
		for i, cell := range r.cells {
			if i == len(counts) {
				counts = append(counts, 0)
			}
			if isDay(shapes, cell) {
				counts[i]++
			}
		}
	}
	best := -1
	for i, n := range counts {
		if n >= fewLines && (best < 0 || n > counts[best]) {
			best = i
		}
	}
	if best < 0 {
		return t, false
	}
	for n, r := range rows {
		if isDay(shapes, r.at(best)) {
			t.lines = append(t.lines, n)
			t.width = max(t.width, filledCells(r))
		}
	}
	t.dropFirst(shapes, best)
	if t.lines[0] > maxPreamble {
		return t, false
	}
	for i := range t.width {
		if t.every(i, func(cell string) bool { return isDay(shapes, cell) }) {
			t.days = append(t.days, i)
		} else if t.filled(i) > 0 && t.every(i, func(cell string) bool {
			return cell == "" || looksLikeAmount(cell)
		}) {
			t.number = append(t.number, i)
		}
	}
	t.names = t.nameRow()
	return t, len(t.number) > 0 && t.width > 2
}

// dropFirst leaves out a first line whose day is written in another way than all others: it is
// about the list.
func (t *places) dropFirst(shapes *shaper, col int) {
	if len(t.lines) <= fewLines {
		return
	}
	first, _ := shapes.shape(t.rows[t.lines[0]].at(col))
	next, _ := shapes.shape(t.rows[t.lines[1]].at(col))
	if !sameWriting(first, next) {
		t.lines = t.lines[1:]
	}
}

func isDay(shapes *shaper, cell string) bool {
	d, ok := shapes.shape(cell)
	return ok && len(d.orders()) > 0
}

func (t *places) every(col int, ok func(cell string) bool) bool {
	for _, r := range t.lines {
		if !ok(t.rows[r].at(col)) {
			return false
		}
	}
	return true
}

// filled counts the lines on which a column is filled.
func (t *places) filled(col int) int {
	n := 0
	for _, r := range t.lines {
		if t.rows[r].at(col) != "" {
			n++
		}
	}
	return n
}

// either says whether every line has a number in one of two columns, and nothing or zero in the other,
// and each of them has one.
func (t *places) either(a, b int) bool {
	some := [2]bool{}
	for _, r := range t.lines {
		inA, inB := strings.ContainsAny(t.rows[r].at(a), "123456789"), strings.ContainsAny(t.rows[r].at(b), "123456789")
		if inA == inB {
			return false
		}
		some[one(inB)] = true
	}
	return some[0] && some[1]
}

// nameRow finds the row right above the lines when its cells can only be names of columns.
func (t *places) nameRow() int {
	at := t.lines[0] - 1
	for at >= 0 && filledCells(t.rows[at]) == 0 {
		at--
	}
	if at < 0 {
		return -1
	}
	if !t.canName(t.rows[at]) {
		return -1
	}
	return at
}

// canName says whether the cells of a row can only be names of columns: they name at least half of
// them, and there is no number in it.
func (t *places) canName(r sheetRow) bool {
	names := 0
	for _, cell := range r.cells {
		if digitsIn(cell) > 2 || len(cell) > maxName {
			return false
		}
		if cell != "" {
			names++
		}
	}
	return names*2 >= t.width && names >= 2
}

// signed says whether every line has a number with a sign or with decimals in a column: what
// only counts or numbers something has neither.
func (t *places) signed(col int) bool {
	some := false
	for _, r := range t.lines {
		cell := t.rows[r].at(col)
		if cell == "" {
			return false
		}
		_, others := countDigits(cell)
		some = some || others > 0 || strings.ContainsAny(cell, ".,")
	}
	return some
}

// sometimes says whether a column is empty on some lines and has decimals or a sign on others, as one
// of two columns for debits and credits.
func (t *places) sometimes(col int) bool {
	return t.filled(col) < len(t.lines) && slices.ContainsFunc(t.lines, func(r int) bool {
		cell := t.rows[r].at(col)
		_, others := countDigits(cell)
		return cell != "" && !isDash(cell) && (others > 0 || strings.ContainsAny(cell, ".,"))
	})
}

// findPlaces decides the separator of a table without names that are known: the one that gives
// most lines with a day and an amount.
func (f *finder) findPlaces(w window) (bool, error) {
	var best places
	second := 0
	for i := range len(separators) {
		rows, quotes, err := readRows(w, separators[i])
		if err != nil {
			return false, err
		}
		t, ok := placesIn(f.words.shapes, rows)
		if !ok {
			continue
		}
		t.comma, t.quotes = separators[i], quotes
		if len(t.lines) > len(best.lines) {
			second, best = len(best.lines), t
		} else {
			second = max(second, len(t.lines))
		}
	}
	switch {
	case len(best.lines) == 0:
		return false, nil
	case second == len(best.lines):
		return false, &importers.Error{What: "the lines can be cut in two ways: name a profile with " +
			"--profile"}
	}
	if err := f.takePlaces(w, best); err != nil {
		return true, err
	}
	if err := f.lateNames(); err != nil {
		return true, err
	}
	return true, f.sameCount()
}

// sameCount refuses lines of different numbers of cells where no column line says how many there
// are: a separator inside a text would move the amount to another cell.
func (f *finder) sameCount() error {
	t := f.places
	for _, r := range t.lines {
		if n, first := len(t.rows[r].cells), len(t.rows[t.lines[0]].cells); n != first && f.p.NoHeader {
			return moved(t.rows[r].line, n, first)
		}
	}
	return nil
}
