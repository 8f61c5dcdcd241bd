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
	orders  []order // that are left
	said    bool    // a person decided
	proof   string  // the day behind the window that left one order
	seen    []byte  // the day behind the window that was looked at last
}

// written is the days of one line.
type written struct {
	row        int
	day, value dateShape
	hasValue   bool
}

// findDay chooses the column of the booking day: the first in the order of the vocabulary
// that is filled on every line with an amount, and the value date beside it.
func (f *finder) findDay() error {
	d := &f.dates
	d.day, d.value = -1, -1
	rows := f.sheet.money
	if i := f.hinted(colBookingDate); i >= 0 && f.filledWithDays(i, rows) {
		d.day = i
		f.setColumn(colBookingDate, i)
		f.reason("booking date", f.sheet.names[i].raw, "the profile of the bank says so")
	}
	for _, m := range [...]meaning{meansBooked, meansDay, meansDone, meansValue} {
		if m == meansValue && d.day < 0 {
			f.unnamedDay(rows)
		}
		for i, n := range f.sheet.names {
			if d.day < 0 && n.can(m) && f.filledWithDays(i, rows) {
				d.day = i
				f.setColumn(colBookingDate, i)
				f.reason("booking date", n.raw, "it has a day on each of the %d lines with an amount, "+
					"and no column that says booking more clearly has", len(rows))
			}
		}
	}
	if d.day < 0 {
		return &importers.Error{What: "no column has a booking day on every line with an amount: " +
			"name a profile with --profile"}
	}
	if err := f.rivalDay(rows); err != nil {
		return err
	}
	for i, n := range f.sheet.names {
		if h := f.hinted(colValueDate); d.value < 0 && i != d.day && f.mostlyDays(i, rows) &&
			(i == h || h < 0 && n.can(meansValue)) {
			d.value = i
			f.setColumn(colValueDate, i)
			f.reason("value date", n.raw, "its name, and it holds days")
		}
	}
	f.remarkDays(rows)
	return f.readDays()
}

// remarkDays says which days were taken, where the bank tells the day of booking from that of
// the order or the purchase. What moves the balance counts on the day on which it does.
func (f *finder) remarkDays(rows []int) {
	day := f.sheet.names[f.dates.day]
	if !day.can(meansBooked) {
		return
	}
	for i, n := range f.sheet.names {
		if i == f.dates.day || !n.can(meansDone) && !n.can(meansVoucher) || !f.mostlyDays(i, rows) {
			continue
		}
		for _, r := range rows {
			if a, b := f.sheet.rows[r].at(f.dates.day), f.sheet.rows[r].at(i); b != "" && !sameDay(f.words.shapes, a, b) {
				f.found.remarks = append(f.found.remarks, fmt.Sprintf("the day is that of %q, when the "+
					"bank booked, and not that of %q", day.raw, n.raw))
				return
			}
		}
	}
}

// sameDay says whether two cells hold one day, whatever time stands behind it.
func sameDay(p *shaper, a, b string) bool {
	s, ok := p.shape(a)
	t, ok2 := p.shape(b)
	return ok && ok2 && s.values == t.values
}

// filledWithDays says whether a column has a day on every line; lines that the bank marks as
// pending may have none.
func (f *finder) filledWithDays(col int, rows []int) bool {
	days := 0
	rows = f.withoutEnds(col, rows)
	for _, i := range rows {
		r := f.sheet.rows[i]
		if _, ok := f.words.shapes.shape(r.at(col)); ok {
			days++
		} else if !f.statusPending(r) && !f.words.is("pending", r.at(col)) {
			return false
		}
	}
	return days > 0
}

// withoutEnds leaves out the lines at both ends that have words in place of a day: a balance
// with its day in another column is no entry.
func (f *finder) withoutEnds(col int, rows []int) []int {
	words := func(row int) bool {
		cell := f.sheet.rows[row].at(col)
		return strings.ContainsFunc(cell, isLetter) && digitsIn(cell) == 0 && !f.words.is("pending", cell)
	}
	for len(rows) > 0 && words(rows[0]) {
		rows = rows[1:]
	}
	for len(rows) > 0 && words(rows[len(rows)-1]) {
		rows = rows[:len(rows)-1]
	}
	return rows
}

func (f *finder) mostlyDays(col int, rows []int) bool {
	last := ""
	for _, i := range rows {
		cell := f.sheet.rows[i].at(col)
		if cell == "" || cell == last {
			continue
		}
		if s, ok := f.words.shapes.shape(cell); ok && len(s.orders()) > 0 {
			last = cell
		} else if !f.words.is("pending", cell) {
			return false
		}
	}
	return last != ""
}

// unnamedDay takes the only column of days with an unknown name for that of the booking, where
// the other is that of the value and lies near it on every line.
func (f *finder) unnamedDay(rows []int) {
	day, value := -1, -1
	for i, n := range f.sheet.names {
		switch {
		case len(n.means) == 0 && f.mostlyDays(i, rows) && day < 0 && f.filledWithDays(i, rows):
			day = i
		case len(n.means) == 0 && f.mostlyDays(i, rows):
			return
		case n.can(meansValue) && f.mostlyDays(i, rows):
			value = i
		}
	}
	if day < 0 || value < 0 || !f.nearDays(day, value, rows) {
		return
	}
	f.dates.day = day
	f.setColumn(colBookingDate, day)
	f.reason("booking date", f.sheet.names[day].raw, "its name is not known, and its days lie at most %d "+
		"days from those of %s", near, f.sheet.names[value].raw)
}

// nearDays says whether the days of two columns lie near each other in some order.
func (f *finder) nearDays(a, b int, rows []int) bool {
	for _, o := range [...]order{dayFirst, monthFirst, yearFirst} {
		all := true
		for _, i := range rows {
			s, ok := f.words.shapes.shape(f.sheet.rows[i].at(a))
			t, ok2 := f.words.shapes.shape(f.sheet.rows[i].at(b))
			if !ok || !ok2 {
				continue
			}
			gap := s.date(o) - t.date(o)
			all = all && s.allows(o) && t.allows(o) && max(gap, -gap) <= near
		}
		if all {
			return true
		}
	}
	return false
}

// rivalDay refuses to choose a value date or the day of a purchase for the booking day where
// a column of days has a name that nobody knows.
func (f *finder) rivalDay(rows []int) error {
	day := f.sheet.names[f.dates.day]
	if day.can(meansBooked) || day.can(meansDay) || day.can(meansDone) || len(day.means) == 0 {
		return nil
	}
	for i, n := range f.sheet.names {
		if len(n.means) == 0 && f.mostlyDays(i, rows) {
			return &importers.Error{What: fmt.Sprintf("the booking day is %q, whose name is not "+
				"known, or %q, whose name is that of a value date: name a profile with --profile",
				n.raw, day.raw)}
		}
	}
	return nil
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
		d.written = append(d.written, w)
	}
	if d.orders = f.possible(); len(d.orders) > 1 && !f.sheet.whole {
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
		for i := range f.dates.written {
			w := &f.dates.written[i]
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
