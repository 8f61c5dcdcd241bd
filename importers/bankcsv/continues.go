package bankcsv

import (
	"fmt"
	"slices"
)

// continuations sees whether lines with nothing but words stand between entries: the rest of a label,
// or of a name.
func (f *finder) continuations() {
	first := f.money.entries[0]
	words := slices.Clone(f.textPlaces())
	for _, name := range append([]string{f.p.Columns[colPayerName]}, f.p.More...) {
		if i := f.placeOf(name); name != "" && i > 0 {
			words = append(words, i)
		}
	}
	for i, r := range f.sheet.rows {
		if i > first && isRestOf(r.cells, len(f.sheet.rows[first].cells), words) && !isPage(r.cells) {
			f.p.Continues = true
			f.reason("continuation", "yes", "line %d has nothing but text", r.line)
			return
		}
	}
}

// isRestOf says whether a line has nothing but words, in the columns of words: as many cells as an
// entry, or an empty one in front and the empty ones at its end left out. What stands below a table
// has its text in the first cell.
func isRestOf(cells []string, width int, words []int) bool {
	some := false
	for i, cell := range cells {
		if cell != "" {
			if !slices.Contains(words, i) {
				return false
			}
			some = true
		}
	}
	return some && (len(cells) == width || len(cells) > 1 && len(cells) < width && cells[0] == "")
}

// continues adds a row that has nothing but words to the entry above it: to its label, or to the name
// of the other side.
func (t *table) continues(record *record) bool {
	if !t.profile.Continues || !t.waits || record.len() < t.index.least &&
		(record.len() < 2 || len(trimBytes(record.cell(0))) > 0) {
		return false
	}
	text := ""
	for i, cell := range record.all() {
		if len(trimBytes(cell)) == 0 {
			continue
		}
		if !t.isWordPlace(i) {
			return false
		}
		if len(cell) < maxName {
			text += string(cell)
		}
	}
	if text == "" && filled(record) == 0 || isPage([]string{text}) {
		return false
	}
	t.tail.rows++
	for i, cell := range record.all() {
		switch cell = trimBytes(cell); {
		case len(cell) == 0:
		case i == t.index.columns[colPayerName]:
			payer := &t.waiting.Details[0].Payer
			payer.Name = join([]string{payer.Name, t.arena.keep(cell)})
		default:
			t.addPieces(cell)
		}
	}
	return true
}

// isWordPlace says whether a column is one of the label, or the name of the other side. A text in the
// first cell of a line is that of a list, unless the label stands there.
func (t *table) isWordPlace(i int) bool {
	x := t.index
	return slices.Contains(x.text, i) || i > 0 && (i == x.columns[colPayerName] || slices.Contains(x.more, i))
}

// leftOut counts the rows between entries that nothing is made of.
type leftOut struct {
	n, line int // and the first of them
	behind  int // rows behind the last entry, which may be about the list
	first   int
}

func (l *leftOut) row(line int) {
	if l.behind++; l.behind == 1 {
		l.first = line
	}
}

func (l *leftOut) entry() {
	if l.n == 0 {
		l.line = l.first
	}
	l.n += l.behind
	l.behind = 0
}

// remarkLeftOut says how many rows between entries nothing was made of.
func (t *table) remarkLeftOut() {
	if l := t.left; l.n > 0 {
		t.sink.Note(fmt.Sprintf("lines between entries without a day and an amount, which are left out: %d, "+
			"the first on line %d", l.n, l.line))
	}
}
