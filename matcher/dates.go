package matcher

import (
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// readDates finds the dates of a field, so that they are not taken for numbers, and so
// that a quoted issue date can tell two invoices apart: 11/12/2025, 2025-12-11, 11.12.25.
func (r *reading) readDates(f *fieldText, day reconcile.Date) {
	for i := 0; i+2 < len(f.pieces); i++ {
		a, b, c := &f.pieces[i], &f.pieces[i+1], &f.pieces[i+2]
		if !a.digits || !b.digits || !c.digits || !dateGap(b.before) || b.before != c.before {
			continue
		}
		d := dateOf(a.text, b.text, c.text)
		if d == 0 || i > 0 && a.before >= gapDash && f.pieces[i-1].digits ||
			i+3 < len(f.pieces) && f.pieces[i+3].before >= gapDash && f.pieces[i+3].digits {
			continue
		}
		r.dates = append(r.dates, d)
		f.mark(r.desk, i, 3)
		f.days = append(f.days, i)
	}
	f.months(r.desk)
	switch f.field {
	case reconcile.FieldText, reconcile.FieldAddition, reconcile.FieldEntryText:
		r.monthsInWords(f, day)
	}
}

// mark notes the pieces of a date, which are no number unless a whole one says so.
func (f *fieldText) mark(d *desk, from, count int) {
	if f.dated == nil {
		f.dated = d.marks.take(len(f.pieces))
	}
	for i := from; i < from+count; i++ {
		f.dated[i] = true
	}
}

// months marks a month with its year: 03/2026, 2026-03.
func (f *fieldText) months(d *desk) {
	for i := 0; i+1 < len(f.pieces); i++ {
		a, b := &f.pieces[i], &f.pieces[i+1]
		if !a.digits || !b.digits || !dateGap(b.before) || a.before == gapNone && i > 0 ||
			i > 0 && dateGap(a.before) ||
			i+2 < len(f.pieces) && (dateGap(f.pieces[i+2].before) || f.pieces[i+2].before == gapNone) {
			continue
		}
		if month(a.text, b.text) || len(b.text) == 2 && month(b.text, a.text) {
			f.mark(d, i, 2)
		}
		f.noteMonth(a.text, b.text)
	}
}

// noteMonth keeps a month that is named, as its first day. 02/24 is one too, though it may
// as well be the end of a number: it only ever supports a sum that agrees.
func (f *fieldText) noteMonth(a, b string) {
	if len(b) == 2 && len(a) == 4 {
		a, b = b, a
	}
	if len(b) == 2 {
		b = "20" + b
	}
	if month(a, b) {
		m, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		f.named = append(f.named, monthNamed{first: reconcile.NewDate(y, m, 1)})
	}
}

func month(m, year string) bool {
	v, err := strconv.Atoi(m)
	y, err2 := strconv.Atoi(year)
	return err == nil && err2 == nil && len(m) <= 2 && v >= 1 && v <= 12 && len(year) == 4 &&
		y >= 1990 && y < 2100
}

// inDay says whether a piece belongs to a date with its day.
func (f *fieldText) inDay(at int) bool {
	for _, i := range f.days {
		if i <= at && at < i+3 {
			return true
		}
	}
	return false
}

// period says whether a quotation is nothing but a year or a month of that time: 2026, 06/26, 2026-06
// and 0626 stand in many a text. Where a word calls it an invoice's, a whole number is one.
func (b *book) period(f *fieldText, c *cite, day reconcile.Date) bool {
	year, _, _ := day.Civil()
	first, last := &f.pieces[c.from], &f.pieces[c.to]
	if !first.digits || !last.digits || c.to > c.from+1 {
		return false
	}
	x, y := first.text, last.text
	if c.from == c.to {
		switch {
		case len(x) == 4 && near(x, year):
			return true
		case len(x) == 6 && monthNear(x[4:], x[:4], year):
			x, y = x[4:], x[:4]
		case len(x) == 4, len(x) == 6:
			x, y = x[:2], x[2:]
		default:
			return false
		}
	}
	if !monthNear(x, y, year) && !monthNear(y, x, year) {
		return false
	}
	_, said := b.orderWord(f, c.from)
	return c.level > exactFull || !said
}

// monthNear says whether digits are a month and its year, in two or four digits, near a year.
func monthNear(m, y string, year int) bool {
	v, err := strconv.Atoi(m)
	return err == nil && len(m) <= 2 && v >= 1 && v <= 12 &&
		(len(y) == 2 && near(y, year%100) || len(y) == 4 && near(y, year))
}

// withinDay says whether a quotation is a part of a date with its day, and not all of it.
func (f *fieldText) withinDay(c *cite) bool {
	for _, i := range f.days {
		if i <= c.from && c.to < i+3 && c.to-c.from < 2 {
			return true
		}
	}
	return false
}

// inDate says whether a run lies within a date.
func (f *fieldText) inDate(from, to int) bool {
	for i := from; i <= to; i++ {
		if f.dated == nil || !f.dated[i] {
			return false
		}
	}
	return true
}

func dateGap(g gap) bool { return g == gapDash || g == gapSlash }

// dateOf reads day, month, year or year, month, day; 0 when it is no date of our time.
func dateOf(a, b, c string) reconcile.Date {
	if len(a) > 4 || len(b) > 2 || len(c) > 4 {
		return 0
	}
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	z, _ := strconv.Atoi(c)
	switch {
	case len(a) == 4 && len(c) <= 2 && x >= 1990 && x < 2100:
		return reconcile.NewDate(x, y, z)
	case len(a) <= 2 && len(c) == 4 && z >= 1990 && z < 2100:
		return reconcile.NewDate(z, y, x)
	case len(a) == 2 && len(c) == 2:
		return reconcile.NewDate(2000+z, y, x)
	}
	return 0
}

// isDate says whether a whole run of pieces is one of the dates of the field.
func isDate(pieces []piece) bool {
	if len(pieces) == 1 && pieces[0].digits {
		t := pieces[0].text
		switch len(t) {
		case 8:
			return dateOf(t[:2], t[2:4], t[4:]) != 0 || dateOf(t[:4], t[4:6], t[6:]) != 0
		case 6:
			return dateOf(t[:2], t[2:4], t[4:]) != 0
		}
		return false
	}
	return len(pieces) == 3 && dateGap(pieces[1].before) && pieces[1].before == pieces[2].before &&
		pieces[0].digits && pieces[1].digits && pieces[2].digits &&
		dateOf(pieces[0].text, pieces[1].text, pieces[2].text) != 0
}
