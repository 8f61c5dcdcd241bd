package bankcsv

import (
	"bytes"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// tail is what is kept of the last two lines with a day, to tell a file that was cut within
// its last line from one whose last line only has no line end. A cut label would make
// another entry of the same line when the whole file comes.
type tail struct {
	line   int // of the line read last, 0 when it has no day
	stub   int // of the line read last, when it may be the beginning of an entry
	label  int // of the line read last, when it goes on with the label above
	cells  int // how many it has
	least  int // how many a line before it has at least
	any    bool
	rows   int      // behind the line read last, that go on with its label
	fewest int      // such rows behind a line before it, plus one; 0 for no such line
	lines  int      // before it
	blank  bool     // the row read last has nothing in it, and fewer cells than a line
	last   []byte   // its last cell
	before []byte   // the last cell of the line before
	kept   int      // how many of these two are kept
	words  []string // the last cells of lines near the end, when they are words
}

// note takes a line with a day. Its last cell is kept only near the end of the file.
func (t *tail) note(record *record, line int, near bool) {
	if t.cells > 0 {
		if t.least == 0 || t.cells < t.least {
			t.least = t.cells
		}
		t.any = true
	}
	if t.cells > 0 && (t.fewest == 0 || t.rows+1 < t.fewest) {
		t.fewest = t.rows + 1
	}
	t.line, t.cells, t.rows, t.lines = line, record.len(), 0, t.lines+1
	if !near {
		t.kept = 0
		return
	}
	t.keepWord()
	t.last, t.before = t.before, t.last
	t.last = append(t.last[:0], record.cell(t.cells-1)...)
	t.kept = min(t.kept+1, 2)
}

// maxWords bounds the words kept, and maxTailWord their length.
const (
	maxWords    = 16
	maxTailWord = 32
)

// keepWord keeps the last cell of the line before, when it is a word of letters.
func (t *tail) keepWord() {
	if t.kept == 0 || len(t.last) < 3 || len(t.last) > maxTailWord || len(t.words) == maxWords ||
		bytes.ContainsAny(t.last, "0123456789") || slices.Contains(t.words, string(t.last)) {
		return
	}
	t.words = append(t.words, string(t.last))
}

// wholeWord says whether the last cell is a word that stands there on other lines too, and
// not the beginning of another one.
func (t *tail) wholeWord() bool {
	last := string(t.last)
	return t.kept > 0 && slices.Contains(t.words, last) &&
		!slices.ContainsFunc(t.words, func(w string) bool {
			return w != last && strings.HasPrefix(w, last)
		})
}

// cut refuses a file without a last line end, unless its last line is complete: as many
// cells as the others, the last of them closed by a quote, the same as on the line before, a
// word of other lines, a day, a currency, an amount with all its decimals, or one that the
// balance proves.
func (t *table) cut() error {
	tail := &t.tail
	if (tail.label > 0 || tail.line == 0 && t.waits || tail.blank) && !t.scan.closed {
		return &importers.Error{Line: tail.label, What: "the file ends within a label: download it " +
			"again, or add the line end"}
	}
	if tail.stub > 0 {
		return &importers.Error{Line: tail.stub, What: "the file ends within the last line: " +
			"download it again"}
	}
	if tail.line == 0 {
		return nil // the last line has no entry
	}
	if tail.kept == 0 {
		tail.last = nil
	}
	last := trimBytes(unquoteExcel(tail.last))
	col := tail.cells - 1
	amount := t.lastOf(col, colAmount, colDebit, colCredit, colBalance, colFee)
	switch {
	case tail.any && tail.cells < tail.least:
		return &importers.Error{Line: tail.line, What: "the file ends within the last line: " +
			"download it again"}
	case t.scan.closed, tail.wholeWord(), tail.kept == 2 && bytes.Equal(tail.last, tail.before), col >= t.index.width:
		return nil
	case amount && t.profile.Marks.none() && (t.allDecimals(last) || t.open != nil && t.open.chain.proved()):
		return nil
	case t.lastOf(col, colBookingDate, colValueDate) && t.wholeDay():
		return nil
	case t.lastOf(col, colCurrencyColumn) && currencyKnown(last):
		return nil
	case tail.kept == 2 && t.profile.Marks.none() && !newShaper().isDate(tail.before) && decimals(tail.last) > 0 && decimals(tail.last) == decimals(tail.before):
		return nil // a part of it would have fewer
	}
	return &importers.Error{Line: tail.line, What: "the file ends within the last line, whose " +
		"last cell may be cut: download it again, or add the line end"}
}

// fewRows and fewLabels are how many rows of a label each of how many lines has to have before a
// shorter one is taken for a part.
const (
	fewRows   = 2
	fewLabels = 2
)

// shortLabel refuses a file whose last line has fewer rows of its label than every other line: the
// rest would make another entry of it when the whole file comes.
func (t *table) shortLabel() error {
	tail := &t.tail
	if t.waits && tail.rows+1 < tail.fewest && tail.fewest > fewRows && tail.lines > fewLabels {
		return &importers.Error{Line: t.waiting.Line, What: "the file ends within a label: download it " +
			"again, or add the line end"}
	}
	return nil
}

// maxStub is as long as a cell without spaces may be that is an account, a reference or a word.
const maxStub = 42

// mayBeCut says whether a row without an amount, were it the last of a file without a line end, can
// be the beginning of an entry: it has fewer cells than one, and no sentence stands in it.
func (t *table) mayBeCut(record *record) bool {
	first := trimBytes(record.cell(0))
	return record.len() < t.index.least && len(first) > 0 &&
		('0' <= first[0] && first[0] <= '9' || !bytes.ContainsAny(first, " :") && len(first) <= maxStub)
}

// lastOf says whether a place is that of one of the columns.
func (t *table) lastOf(place int, columns ...column) bool {
	for _, c := range columns {
		if t.index.columns[c] == place {
			return true
		}
	}
	return false
}

// wholeDay says whether a day that was cut could not be read: its form ends in a number of
// fixed width.
func (t *table) wholeDay() bool {
	form := t.profile.Date
	n := len(form)
	return n > 2 && (form[n-2:] == "yy" || form[n-2:] == "dd")
}

// decimals is how many digits stand behind the last point or comma of a number, 0 for what is
// no number.
func decimals(cell []byte) int {
	s := string(bytes.Trim(trimBytes(cell), "\""))
	if !looksLikeAmount(s) {
		return 0
	}
	_, number, _ := aroundNumber(s)
	if i := strings.LastIndexAny(number, ".,"); i >= 0 {
		return len(number) - i - 1
	}
	return 0
}

func currencyKnown(cell []byte) bool {
	_, err := reconcile.ParseCurrency(string(cell))
	return err == nil
}

// allDecimals says whether an amount has all the decimals of its currency, at least one: a
// part of it would have fewer.
func (t *table) allDecimals(cell []byte) bool {
	if t.open == nil || t.open.exp == 0 {
		return false
	}
	i := bytes.LastIndexByte(cell, t.profile.Decimal)
	return i >= 0 && len(cell)-i-1 >= max(t.open.exp, t.profile.Decimals)
}
