package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
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

// nameRow finds the row right above the lines when its cells can only be names of columns: it
// names at least half of them, and there is no number in it.
func (t *places) nameRow() int {
	at := t.lines[0] - 1
	for at >= 0 && filledCells(t.rows[at]) == 0 {
		at--
	}
	if at < 0 {
		return -1
	}
	names := 0
	for _, cell := range t.rows[at].cells {
		if digitsIn(cell) > 2 || len(cell) > maxName {
			return -1
		}
		if cell != "" {
			names++
		}
	}
	if names*2 < t.width || names < 2 {
		return -1
	}
	return at
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
	f.takePlaces(w, best)
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

// takePlaces makes a sheet of a table, and gives its columns the names that they have or those
// of their places.
func (f *finder) takePlaces(w window, t places) {
	f.places = &t
	s := sheet{comma: t.comma, quotes: t.quotes, whole: w.whole, ended: w.ended}
	first := t.lines[0]
	if t.names >= 0 {
		first = t.names + 1
		s.raw = strings.Split(strings.Join(t.rows[t.names].cells, "\x00"), "\x00")
		s.above = t.rows[:t.names]
		for _, cell := range s.raw {
			s.names = append(s.names, f.named(cell))
		}
		f.reason("column line", strings.Join(s.raw, printable(t.comma)), "it stands above the lines, "+
			"and its words name no day or no amount that are known")
	} else {
		s.above = t.rows[:first]
		f.reason("column line", "none", "no line names columns: what stands in them says what they are")
	}
	for i := len(s.names); i < t.width; i++ {
		s.names = append(s.names, name{raw: fmt.Sprintf("@%d", i+1)})
	}
	s.rows = t.rows[first:]
	for _, r := range t.lines {
		s.money = append(s.money, r-first)
	}
	f.sheet = s
	f.p.Separator, f.p.Quotes = rune(t.comma), t.quotes
	f.p.NoHeader = t.names < 0
	f.p.setHeader(s.raw)
	f.reason("separator", printable(t.comma), "it alone gives most lines with a day and an amount: %d",
		len(t.lines))
	f.nameDays()
	f.nameByContents()
}

// know gives a column a meaning, unless its name says another.
func (f *finder) know(col int, m meaning) {
	if n := &f.sheet.names[col]; len(n.means) == 0 {
		n.means = []meaning{m}
	}
}

// nameDays takes the first column of days by which the lines are sorted, else the first, where
// no name says which it is. The others are days of another kind.
func (f *finder) nameDays() {
	for _, n := range f.sheet.names {
		if n.isDay() && !n.isMoney() {
			return
		}
	}
	day := -1
	for _, i := range f.places.days {
		if len(f.sheet.names[i].means) == 0 && (day < 0 || !f.sorted(day) && f.sorted(i)) {
			day = i
		}
	}
	for _, i := range f.places.days {
		if i == day {
			f.know(i, meansDay)
		} else {
			f.know(i, meansVoucher)
		}
	}
}

// sorted says whether the lines go one way by the days of a column, in some order of its
// numbers.
func (f *finder) sorted(col int) bool {
	t := f.places
	for _, o := range [...]order{dayFirst, monthFirst, yearFirst} {
		up, down := true, true
		last := reconcile.Date(0)
		for n, r := range t.lines {
			s, _ := f.words.shapes.shape(t.rows[r].at(col))
			if !s.allows(o) {
				up, down = false, false
				break
			}
			day := s.date(o)
			up, down = up && (n == 0 || day >= last), down && (n == 0 || day <= last)
			last = day
		}
		if up || down {
			return true
		}
	}
	return false
}

// nameByContents gives the columns without a known name what all of their cells are: currencies,
// states of lines, accounts.
func (f *finder) nameByContents() {
	t := f.places
	ibans, account := 0, -1
	for i := range t.width {
		if t.filled(i) == len(t.lines) && t.every(i, isIBAN) {
			if ibans++; account < 0 && f.constant(i) {
				account = i
			}
		}
	}
	for i := range t.width {
		states := func(list string) int {
			n := 0
			for _, r := range t.lines {
				if f.words.is(list, t.rows[r].at(i)) {
					n++
				}
			}
			return n
		}
		switch all := len(t.lines); {
		case t.filled(i) < all:
		case t.every(i, func(c string) bool { return currencyCode(c) != "" }):
			f.know(i, meansCurrency)
		case states("pending") > 0 && states("pending")+states("booked") == all:
			f.know(i, meansStatus)
		case i == account && (i == 0 || ibans > 1):
			f.know(i, meansAccount)
		case t.every(i, isIBAN):
			f.know(i, "iban")
		}
	}
}

func isIBAN(cell string) bool { return reconcile.ValidIBAN(reconcile.CompactAccount(cell)) }

// constant says whether a column says the same on every line.
func (f *finder) constant(col int) bool {
	first := f.places.rows[f.places.lines[0]].at(col)
	return f.places.every(col, func(cell string) bool { return cell == first })
}
