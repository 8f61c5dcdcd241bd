package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
)

// A separator inside a text that has no quotes moves every cell behind it, and a payer writes
// the text. A row of another width than the column line is therefore read only when its amount
// cannot stand in another cell than its column: next to it stands nothing like an amount, nothing
// like one stands behind the last column, and the rows that are wider all are so alike.

// sameWidth refuses a row with a day whose cells may have moved.
func (t *table) sameWidth(record *record, line int) error {
	x := t.index
	if x.cells == 0 { // no column line: the first row says how many
		x.cells = record.len()
	}
	wider := record.len() - x.cells
	if wider > 0 && t.wide.cells == 0 {
		t.wide.cells, t.wide.line = record.len(), line
	}
	switch {
	case wider == 0:
		return nil
	case t.moved(record, wider):
		return moved(line, record.len(), x.cells)
	case wider > 0 && record.len() != t.wide.cells && !x.textLast:
		return fmt.Errorf("%d cells where line %d has %d: a separator inside a text needs quotes: "+
			"put the text in quotes, or download the file again", record.len(), t.wide.line,
			t.wide.cells)
	}
	return nil
}

func moved(line, cells, columns int) error {
	return &importers.Error{Line: line, What: fmt.Sprintf("%d cells where the column line has %d, "+
		"and the amount may stand in another cell than its column: put texts with a separator in "+
		"quotes, or download the file again", cells, columns)}
}

// moved says whether an amount of a row could stand as many cells beside its column as the row
// is wider (or, below zero, shorter) than the column line.
func (t *table) moved(record *record, wider int) bool {
	x := t.index
	for i := x.cells; i < record.len(); i++ {
		if looksLikeAmount(string(trimBytes(record.cell(i)))) {
			return true
		}
	}
	step := 1
	if wider < 0 {
		step = -1
	}
	for _, c := range [...]column{colAmount, colDebit, colCredit} {
		at := x.columns[c]
		if at < 0 {
			continue
		}
		own := ""
		if at < record.len() {
			own = string(trimBytes(record.cell(at)))
		}
		for i := at + step; i != at+wider+step && i >= 0; i += step {
			if i >= record.len() || wider < 0 && !t.isTextAt(i) ||
				t.lastOf(i, colAmount, colDebit, colCredit, colBalance, colFee) {
				continue
			}
			if isAmountOf(own, string(trimBytes(record.cell(i)))) {
				return true
			}
		}
	}
	return false
}

// isTextAt says whether a column is one of texts.
func (t *table) isTextAt(i int) bool {
	return slices.Contains(t.index.text, i) || slices.Contains(t.index.more, i) ||
		t.lastOf(i, colType, colPayerName, colReference)
}

// isAmountOf says whether a cell beside that of the amount looks like the amount, or like what
// a separator cut off it: a group of thousands or the decimals.
func isAmountOf(own, cell string) bool {
	if !looksLikeAmount(cell) {
		return false
	}
	if decimals([]byte(cell)) > 0 {
		return true
	}
	digits, others := countDigits(cell)
	return others == 0 && (digits == 2 || digits == 3) && decimals([]byte(own)) == 0
}

// movedDay says whether a row without a day in its column is wider than the column line and has
// a day and an amount all the same: an entry whose cells have moved.
func (t *table) movedDay(record *record) bool {
	if t.index.cells == 0 || record.len() <= t.index.cells {
		return false
	}
	day, amount := false, false
	for _, cell := range record.all() {
		cell = trimBytes(cell)
		if len(cell) == 0 || len(cell) > maxName {
			continue
		}
		if _, err := t.day(cell); err == nil {
			day = true
		} else if looksLikeAmount(string(cell)) {
			amount = true
		}
	}
	return day && amount
}

// textIsLast says whether all that an entry is read from stands left of its texts, so that a
// separator in a text moves nothing.
func (x *index) textIsLast() bool {
	last := -1
	for c, at := range x.columns {
		switch column(c) {
		case colType, colPayerName:
			continue
		}
		last = max(last, at)
	}
	texts := append([]int{x.columns[colType], x.columns[colPayerName]}, x.text...)
	for _, at := range append(texts, x.more...) {
		if at >= 0 && at < last {
			return false
		}
	}
	return true
}
