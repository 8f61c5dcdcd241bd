package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// near and far are how many days lie at most between a booking day and the other days of its
// line, and what no bank lets lie between them.
const (
	near = 15
	far  = 26
)

// settleDates decides which number is the day: by days that do not exist in another order,
// by other days of the file that have one meaning only, by the other days of each line, by the
// period of the file, by the order of its lines; dots are as good as a proof. A person decides
// the rest.
func (f *finder) settleDates() error {
	d := &f.dates
	first := d.written[0].day
	asked := f.askedOrder()
	if d.said {
		f.takeOrder(yearFirst, "--dates says so")
		return nil
	}
	if f.yearMayLead() {
		if asked == "" {
			f.leaveOpen(append(slices.Clone(d.orders), yearFirst))
			return nil
		}
		d.said = true
		defer f.remarkFar(yearFirst)
	}
	if len(d.orders) > 1 {
		for _, proof := range []func([]order) ([]order, string){
			f.byElsewhere, f.byOtherDays, f.byPeriod, f.byOrder,
		} {
			if left, why := proof(d.orders); len(left) == 1 {
				f.takeOrder(left[0], why)
				break
			}
		}
	} else if first.year() == 0 || first.named > 0 {
		f.takeOrder(d.orders[0], "the year comes first, or the month has its name")
	} else {
		f.takeOrder(d.orders[0], f.provingDay(d.orders[0]))
	}
	if len(d.orders) > 1 && f.sameDays() {
		f.takeOrder(d.orders[0], "every date is the same day in both orders")
	}
	if len(d.orders) > 1 && asked == "" && strings.HasPrefix(first.sep, ".") && contains(d.orders, dayFirst) {
		f.takeOrder(dayFirst, "dots stand between the numbers: no country writes the month first so")
	}
	switch {
	case len(d.orders) == 1 && asked != "" && asked != d.orders[0] && d.orders[0] != yearFirst:
		return &importers.Error{What: fmt.Sprintf("the dates of the file are %s, not %s: leave "+
			"--dates out", d.orders[0], asked)}
	case len(d.orders) == 1:
		return nil
	case asked != "" && contains(d.orders, asked):
		d.said = true
		defer f.remarkFar(d.orders...)
		f.takeOrder(asked, "--dates says so")
		return nil
	}
	f.leaveOpen(d.orders)
	return nil
}

// leaveOpen asks which of the orders the days have.
func (f *finder) leaveOpen(orders []order) {
	need := importers.DayOrderNeed
	switch {
	case !contains(orders, yearFirst):
	case !contains(orders, monthFirst):
		need = importers.LeadingYearOrDayNeed
	case !contains(orders, dayFirst):
		need = importers.LeadingYearOrMonthNeed
	default:
		need = importers.LeadingYearNeed
	}
	f.dates.orders = orders
	f.p.Date, f.p.OpenDates = "", nil
	for _, o := range orders {
		f.p.OpenDates = append(f.p.OpenDates, f.formOf(o))
	}
	f.ask("dates", need)
	f.reason("date", "open", "every day can be read in several orders, and nothing else decides")
}

// yearsLead says whether a person says that the days begin with two digits of the year, and all of
// them may.
func (f *finder) yearsLead() bool {
	if f.askedOrder() != yearFirst || len(f.dates.written) == 0 {
		return false
	}
	leads := func(s *dateShape) bool {
		return s.year() == 1 && s.named == 0 && s.widths[0] == 2 && s.date(yearFirst) != 0
	}
	for i := range f.dates.changes {
		if w := &f.dates.changes[i]; !leads(&w.day) || w.hasValue && !leads(&w.value) {
			return false
		}
	}
	return true
}

func (f *finder) askedOrder() order {
	switch f.opt.Dates {
	case importers.DayFirst:
		return dayFirst
	case importers.MonthFirst:
		return monthFirst
	case importers.YearFirst:
		return yearFirst
	}
	return ""
}

// takeOrder settles the form of dates.
func (f *finder) takeOrder(o order, why string) {
	f.dates.orders = []order{o}
	f.p.Date = f.formOf(o)
	switch {
	case o == yearFirst && f.dates.said: // of years of four digits there is nothing to remember
		f.answered("dates", string(o), false)
	case o != yearFirst && f.dates.written[0].day.named == 0 && !f.sameDays():
		f.answered("dates", string(o), !f.dates.said)
	}
	f.reason("date", f.p.Date, "%s", why)
}

// formOf writes the days of the file in an order as a form.
func (f *finder) formOf(o order) string {
	padded := true
	for _, w := range f.dates.written {
		padded = padded && w.day.padded() && (!w.hasValue || w.value.padded())
	}
	return f.dates.written[0].day.form(o, padded)
}

// provingDay names a day that exists in one order only.
func (f *finder) provingDay(o order) string {
	for i := range f.dates.changes {
		w := &f.dates.changes[i]
		for _, s := range [...]*dateShape{&w.day, &w.value} {
			if list := s.orders(); len(list) == 1 && list[0] == o && s.widths != [3]int{} {
				r := f.sheet.rows[w.row]
				return fmt.Sprintf("line %d: %s is a day in this order only", r.line,
					strings.TrimSpace(r.at(f.dates.day)+" "+r.at(f.dates.value)))
			}
		}
	}
	if f.dates.proof != "" {
		return f.dates.proof
	}
	return "the days of the file exist together in this order only"
}

// sameDays says whether it makes no difference whether the day or the month comes first.
func (f *finder) sameDays() bool {
	a, b := f.dates.days(dayFirst), f.dates.days(monthFirst)
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// byOtherDays leaves the orders in which the booking day lies near the other days of its line,
// value date, purchase or order, if they lie far apart in the others.
func (f *finder) byOtherDays(orders []order) ([]order, string) {
	var left []order
	for _, o := range orders {
		most := reconcile.Date(0)
		for _, w := range f.dates.written {
			for _, s := range f.otherDays(w) {
				if s.date(o) == 0 {
					return orders, ""
				}
				gap := w.day.date(o) - s.date(o)
				most = max(most, gap, -gap)
			}
		}
		switch {
		case most <= near:
			left = append(left, o)
		case most < far:
			return orders, ""
		}
	}
	return left, fmt.Sprintf("the days of a line lie at most %d days apart in this order, and more "+
		"than %d in the other", near, far)
}

// otherDays are the days of a line besides its booking day, written the same way.
func (f *finder) otherDays(w written) []dateShape {
	var out []dateShape
	for i, n := range f.sheet.names {
		if i == f.dates.day || !n.isDay() && !n.can(meansVoucher) {
			continue
		}
		s, ok := f.words.shapes.shape(f.sheet.rows[w.row].at(i))
		if ok && sameWriting(w.day, s) {
			out = append(out, s)
		}
	}
	return out
}

// byPeriod leaves the orders in which every day lies in the period that the file states.
func (f *finder) byPeriod(orders []order) ([]order, string) {
	var left []order
	stated := false
	for _, o := range orders {
		from, to := f.period(o)
		if from == 0 || to < from {
			left = append(left, o)
			continue
		}
		stated = true
		inside := true
		for _, day := range f.dates.days(o) {
			inside = inside && from <= day && day <= to
		}
		if inside {
			left = append(left, o)
		}
	}
	if !stated {
		return orders, ""
	}
	return left, "every day lies within the period that the file states in this order only"
}

// byOrder leaves the orders in which the lines stand in the order of their days: oldest or
// newest first, whichever the balances prove, else either of them. A few days back, as banks
// book them, are no contradiction; a month back is. A file that is not sorted could look
// sorted by chance, so it takes several days.
func (f *finder) byOrder(orders []order) ([]order, string) {
	var left []order
	for _, o := range orders {
		days := f.dates.days(o)
		distinct := map[reconcile.Date]bool{}
		var up, down reconcile.Date // the longest way back against each direction
		for i, day := range days {
			distinct[day] = true
			if i > 0 {
				up, down = max(up, days[i-1]-day), max(down, day-days[i-1])
			}
		}
		if len(distinct) < minSorted {
			return orders, ""
		}
		worst := min(up, down)
		if f.balance.proved() && f.balance.steps > 1 {
			if worst = down; f.balance.oldestFirst {
				worst = up
			}
		}
		switch {
		case worst <= slack:
			left = append(left, o)
		case worst < far:
			return orders, ""
		}
	}
	why := "the lines stand in the order of their days in this order only"
	if f.balance.proved() {
		why += ", as the balances have it"
	}
	return left, why
}

// slack is how many days back a sorted file goes, and minSorted how many different days it
// takes to call it sorted.
const (
	slack     = 7
	minSorted = 4
)
