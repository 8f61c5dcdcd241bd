package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// dateFacts is what is known of the days of a file.
type dateFacts struct {
	day     int // column of the booking day
	value   int // column of the value date, -1 for none
	written []written
	changes []written // the lines of written whose days are not those of the line above
	orders  []order   // that are left
	said    bool      // a person decided
	proof   string    // the day behind the window that left one order
	seen    []byte    // the day behind the window that was looked at last
}

// written is the days of one line.
type written struct {
	row        int
	day, value dateShape
	hasValue   bool
}

// readDays takes the days of all lines apart. They have to be written in one way.
func (f *finder) readDays() error {
	d := &f.dates
	padded := true
	var first dateShape
	d.written = make([]written, 0, len(f.sheet.rows))
	for i, r := range f.sheet.rows {
		w := written{row: i}
		if n := len(d.written); n > 0 && f.sameCell(d.written[n-1].row, i, d.day) &&
			f.sameCell(d.written[n-1].row, i, d.value) { // most lines have the days of the one above
			w = d.written[n-1]
			w.row = i
			d.written = append(d.written, w)
			continue
		}
		s, ok := f.words.shapes.shape(r.at(d.day))
		if !ok {
			continue
		}
		w.day = s
		if d.value >= 0 {
			w.value, w.hasValue = f.words.shapes.shape(r.at(d.value))
		}
		if len(d.written) == 0 {
			first = s
		}
		if !sameWriting(first, s) || w.hasValue && !sameWriting(first, w.value) {
			return &importers.Error{Line: r.line, What: fmt.Sprintf("days are written in two ways, "+
				"%q and %q: download the file again, and do not save it from an editor",
				f.sheet.rows[d.firstRow(i)].at(d.day), otherOf(first, s, r.at(d.day), r.at(d.value)))}
		}
		padded = padded && s.padded() && (!w.hasValue || w.value.padded())
		d.written, d.changes = append(d.written, w), append(d.changes, w)
	}
	if f.yearsLead() {
		d.orders, d.said = []order{yearFirst}, true
	} else if d.orders = f.possible(); len(d.orders) > 1 && !f.sheet.whole {
		if err := f.daysAhead(); err != nil {
			return err
		}
	}
	if len(d.orders) == 0 {
		return f.impossible()
	}
	f.p.Date = first.form(d.orders[0], padded)
	return nil
}

// sameCell says whether two lines have the same text in a column.
func (f *finder) sameCell(a, b, col int) bool {
	return f.sheet.rows[a].at(col) == f.sheet.rows[b].at(col)
}

func (d *dateFacts) firstRow(else_ int) int {
	if len(d.written) > 0 {
		return d.written[0].row
	}
	return else_
}

func otherOf(first, day dateShape, dayText, valueText string) string {
	if sameWriting(first, day) {
		return valueText
	}
	return dayText
}

// sameWriting says whether two days are written in one way, leading zeros apart.
func sameWriting(a, b dateShape) bool {
	return a.sep == b.sep && a.sep2 == b.sep2 && a.named == b.named && a.year() == b.year() &&
		a.end == b.end
}

func (s *dateShape) padded() bool {
	for i, w := range s.widths {
		if w == 1 && s.named != i+1 {
			return false
		}
	}
	return true
}

// possible lists the orders in which every day of the file exists.
func (f *finder) possible() []order {
	var left []order
	for _, o := range [...]order{dayFirst, monthFirst, yearFirst} {
		all := len(f.dates.written) > 0
		for i := range f.dates.changes {
			w := &f.dates.changes[i]
			all = all && w.day.allows(o) && (!w.hasValue || w.value.allows(o))
		}
		if all {
			left = append(left, o)
		}
	}
	return left
}

func contains(list []order, o order) bool {
	for _, x := range list {
		if x == o {
			return true
		}
	}
	return false
}

// impossible names the line whose day exists in no order that fits the other lines.
func (f *finder) impossible() error {
	left := []order{dayFirst, monthFirst, yearFirst}
	for _, w := range f.dates.written {
		var both []order
		for _, o := range left {
			if w.day.allows(o) && (!w.hasValue || w.value.allows(o)) {
				both = append(both, o)
			}
		}
		if left = both; len(left) == 0 {
			r := f.sheet.rows[w.row]
			return &importers.Error{Line: r.line, What: fmt.Sprintf("day %q does not exist, or day "+
				"and month stand in another order than above: download the file again",
				strings.TrimSpace(r.at(f.dates.day)+" "+r.at(f.dates.value)))}
		}
	}
	return &importers.Error{What: "no line has a day"}
}

// setColumn gives a column to the profile: by its name, or by its place where the name is
// empty or not the only one.
func (f *finder) setColumn(c column, i int) { f.p.Columns[c] = f.columnName(i) }

func (f *finder) columnName(i int) string {
	if i < len(f.sheet.raw) {
		same := 0
		for _, n := range f.sheet.raw {
			if fold(n) == fold(f.sheet.raw[i]) {
				same++
			}
		}
		if same == 1 && fold(f.sheet.raw[i]) != "" {
			return f.sheet.raw[i]
		}
	}
	return fmt.Sprintf("@%d", i+1)
}

// days gives the booking days of the lines in an order.
func (d *dateFacts) days(o order) []reconcile.Date {
	out := make([]reconcile.Date, len(d.written))
	for i, w := range d.written {
		out[i] = w.day.date(o)
	}
	return out
}
