package importers

import "github.com/rappro/rappro/reconcile"

// LeadingYear notices dates such as 26/06/12 whose two digits of a year may stand first, where
// nearly all are written with the year last. One date tells nothing. Of a list, the lines that
// lie closest together are meant: where that is with the year first, somebody has to say it. The
// zero value has seen nothing.
type LeadingYear struct {
	readings [3]reading // day first, month first, year first
	not      bool       // a date was seen whose first number is no year
}

// See takes the numbers of a date as they are written. Two digits says that the first and the
// last of them have two, so that either can be the year.
func (l *LeadingYear) See(first, second, third int, twoDigits bool) {
	l.not = l.not || !twoDigits
	for i, d := range [...]reconcile.Date{
		DayFirst.Date(first, second, FullYear(third)),
		MonthFirst.Date(first, second, FullYear(third)),
		reconcile.NewDate(FullYear(first), second, third),
	} {
		l.readings[i].see(d, 1)
	}
}

// May says whether the dates lie closer together with the year first than with the year last.
func (l *LeadingYear) May() bool {
	first := l.readings[2]
	if l.not || first.excluded > 0 || first.first == 0 {
		return false
	}
	for _, r := range l.readings[:2] {
		if r.excluded == 0 && r.last-r.first <= first.last-first.first {
			return false
		}
	}
	return true
}

// FullYear is the year that two digits mean where a format has no rule of its own: 1970 to 2069.
func FullYear(y int) int {
	if y < 70 {
		return 2000 + y
	}
	return 1900 + y
}

// LeadingYearNeed is what an importer asks when a file leaves open whether its days begin with the year,
// and the other two give what the file leaves open where the day or the month cannot stand first.
const (
	LeadingYearNeed = "dates: the file does not settle whether days such as 26/06/12 begin or end with the year " +
		"(--dates dmy, --dates mdy or --dates ymd)"
	LeadingYearOrDayNeed = "dates: the file does not settle whether days such as 26/06/12 begin or end with the year " +
		"(--dates dmy or --dates ymd)"
	LeadingYearOrMonthNeed = "dates: the file does not settle whether days such as 26/06/12 begin or end with the year " +
		"(--dates mdy or --dates ymd)"
)
