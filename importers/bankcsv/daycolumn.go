package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
)

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
	if f.places == nil { // whose days were asked about before they got their names
		f.askGaps(d.day)
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
		if f.looksLikeDay(r.at(col)) {
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

// rivalDay refuses to choose a value date or the day of a purchase for the booking day where a column
// of days has a name that nobody knows, or one that is called a day has days on some lines only, or
// without a year.
func (f *finder) rivalDay(rows []int) error {
	day := f.sheet.names[f.dates.day]
	if day.can(meansBooked) || day.can(meansDay) || day.can(meansDone) || len(day.means) == 0 {
		return nil
	}
	for i, n := range f.sheet.names {
		switch {
		case len(n.means) == 0 && f.mostlyDays(i, rows):
			return &importers.Error{What: fmt.Sprintf("the booking day is %q, whose name is not "+
				"known, or %q, whose name is that of a value date: name a profile with --profile",
				n.raw, day.raw)}
		case n.can(meansBooked) || n.can(meansDay):
			if row := f.someDay(i, rows); row >= 0 {
				return &importers.Error{Line: f.sheet.rows[row].line, What: fmt.Sprintf("the booking day is "+
					"that of %q, which does not have a whole one on every line, and %q is a value date: "+
					"name a profile with --profile", n.raw, day.raw)}
			}
		}
	}
	return nil
}

// someDay finds a line with a day in a column, or with a day and a month, -1 for none.
func (f *finder) someDay(col int, rows []int) int {
	for _, i := range rows {
		cell := f.sheet.rows[i].at(col)
		if cell != "" && (isDay(f.words.shapes, cell) || f.isDayAndMonth(cell)) {
			return i
		}
	}
	return -1
}

// isDayAndMonth says whether a cell is a day without its year.
func (f *finder) isDayAndMonth(cell string) bool {
	const leapYear = "2024"
	for _, sep := range [...]string{".", "/", "-", " "} {
		if isDay(f.words.shapes, strings.TrimRight(cell, "./- ")+sep+leapYear) {
			return true
		}
	}
	return false
}
