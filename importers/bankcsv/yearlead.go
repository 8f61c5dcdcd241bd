package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// oldestYear is the first year that a file may be of. Records are kept for ten years, and this program
// is of 2026: an older one is a number that was taken for a year.
const oldestYear = 2016

// yearMayLead says whether the days may begin with two digits of the year. Where a minus stands
// between the numbers they often do, and that is an order like any other. The value dates count
// too: they lie near.
func (f *finder) yearMayLead() bool {
	var lead importers.LeadingYear
	see := func(s *dateShape) {
		lead.See(s.values[0], s.values[1], s.values[2]%100, s.mayLead())
	}
	for i := range f.dates.changes {
		w := &f.dates.changes[i]
		see(&w.day)
		if w.hasValue {
			see(&w.value)
		}
	}
	return lead.May() || f.linesDoNotTell()
}

// mayLead says whether the first number of a day has the form of two digits of a year.
func (s *dateShape) mayLead() bool {
	return s.year() == 1 && s.named == 0 && s.sep != "-" && s.widths[0] == 2
}

// linesDoNotTell says whether the first and the last number of the days are the same on every line,
// as in a file of one day, and both may be the year. Between dots it is the last, which is what
// many countries write and next to none the other way, unless it is too old.
func (f *finder) linesDoNotTell() bool {
	first := &f.dates.written[0].day
	if !first.mayLead() || importers.FullYear(first.values[0]) < oldestYear ||
		first.sep == "." && importers.FullYear(first.values[2]%100) >= oldestYear {
		return false
	}
	same := func(s *dateShape) bool {
		return s.values[0] == first.values[0] && s.values[2] == first.values[2] && s.date(yearFirst) != 0
	}
	for i := range f.dates.changes {
		if w := &f.dates.changes[i]; !same(&w.day) || w.hasValue && !same(&w.value) {
			return false
		}
	}
	return true
}

// remarkFar says which days a person's order gives where they lie years apart or are too old, and the
// days of another order that the file may have are not: whoever answers for a folder does not see them.
func (f *finder) remarkFar(orders ...order) {
	taken := f.dates.orders[0]
	from, to := f.ends(taken)
	if year, _, _ := from.Civil(); year >= oldestYear && to-from < farYears {
		return
	}
	for _, o := range orders {
		first, last := f.ends(o)
		if year, _, _ := first.Civil(); o != taken && first != 0 && year >= oldestYear && last-first < farYears {
			f.found.remarks = append(f.found.remarks, fmt.Sprintf("the days are from %s to %s, as --dates %s says, and "+
				"would be from %s to %s with --dates %s", from, to, taken, first, last, o))
			return
		}
	}
}

// farYears is more days than one list covers.
const farYears = 3 * 366

// ends gives the first and the last of the days in an order, zero where one does not exist.
func (f *finder) ends(o order) (first, last reconcile.Date) {
	days := f.dates.days(o)
	first, last = slices.Min(days), slices.Max(days)
	if first == 0 {
		return 0, 0
	}
	return first, last
}
