package importers

import (
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// DayOrder says which number of a written date is the day.
type DayOrder uint8

// The orders. A file proves one of the first two, or a person says which it is; that the year
// stands first with two digits is only ever said (see [LeadingYear]), and with four it is no question.
const (
	OrderUnknown DayOrder = iota
	DayFirst              // 31/01/2026
	MonthFirst            // 01/31/2026
	YearFirst             // 26/01/31
)

// DayOrderNeed is what an importer asks when a file leaves the order open.
const DayOrderNeed = "dates: the file does not settle whether 01/02 is 1 February or " +
	"2 January (--dates dmy or --dates mdy)"

// ParseDayOrder reads the answer of a person: "dmy", "mdy", "ymd", or nothing.
func ParseDayOrder(s string) (DayOrder, error) {
	switch s {
	case "":
		return OrderUnknown, nil
	case "dmy":
		return DayFirst, nil
	case "mdy":
		return MonthFirst, nil
	case "ymd":
		return YearFirst, nil
	}
	return OrderUnknown, fmt.Errorf("order of dates %q: use dmy, mdy or ymd", s)
}

// String gives the form of ParseDayOrder.
func (o DayOrder) String() string {
	return [...]string{"", "dmy", "mdy", "ymd"}[o]
}

// Date reads the numbers of a date whose year stands last in this order; zero for a day that does
// not exist, and for an unknown order unless both orders give the same day.
func (o DayOrder) Date(first, second, year int) reconcile.Date {
	switch {
	case o == DayFirst || o == OrderUnknown && first == second:
		return reconcile.NewDate(year, second, first)
	case o == MonthFirst:
		return reconcile.NewDate(year, first, second)
	}
	return 0
}

// DayProof settles the order of day and month for a whole file, by proof and never by what
// is likely: an order is excluded by a date that it makes impossible (31/01 has no month
// 31), or that it puts outside the period of the file. Nothing else counts, the place in
// the file, the bank's country or the sequence of the lines included. The zero value has
// seen nothing.
type DayProof struct {
	readings [2]reading // day first, month first
	differ   bool       // a date was seen that is another day in the other order
	yearLast int        // line of the first date that cannot begin with two digits of its year
}

// reading is what the dates are in one order.
type reading struct {
	excluded    int // line of the date that excludes it, 0 when none does
	outside     bool
	first, last reconcile.Date
}

// See takes one date of the file into account: its line, its first two numbers and the year.
func (p *DayProof) See(line, first, second, year int) {
	p.differ = p.differ || first != second
	for i := range p.readings {
		p.readings[i].see(DayOrder(i+1).Date(first, second, year), line)
	}
}

// see takes a date in this reading, zero for one that does not exist.
func (r *reading) see(d reconcile.Date, line int) {
	switch {
	case d == 0 && r.excluded == 0:
		r.excluded = line
	case d == 0:
	case r.first == 0:
		r.first, r.last = d, d
	default:
		r.first, r.last = min(r.first, d), max(r.last, d)
	}
}

// Within excludes an order that puts a date seen so far outside a period which the file
// states elsewhere in a form that is certain. It does nothing when both orders leave the
// period, because then the period is not what it seems.
func (p *DayProof) Within(from, to reconcile.Date) {
	var out [2]bool
	for i, r := range p.readings {
		out[i] = r.first != 0 && (r.first < from || to < r.last)
	}
	if out[0] != out[1] {
		p.readings[0].outside, p.readings[1].outside = out[0], out[1]
	}
}

// Proved gives the order when the dates seen so far leave only one, which no later date can
// change; else OrderUnknown. Who streams a file may go on from here.
func (p *DayProof) Proved() DayOrder {
	switch day, month := p.readings[0].excluded > 0, p.readings[1].excluded > 0; {
	case month && !day:
		return DayFirst
	case day && !month:
		return MonthFirst
	}
	return OrderUnknown
}

// Settle gives the order that is proved, else the one that a person answered (asked, may be
// OrderUnknown), else OrderUnknown: the file has to be asked about. It is an *Error when the
// file's own dates exclude both orders, or the answer.
func (p *DayProof) Settle(asked DayOrder) (DayOrder, error) {
	if asked == YearFirst {
		if p.yearLast > 0 {
			return OrderUnknown, &Error{Line: p.yearLast, What: "the date does not begin with two digits of a " +
				"year: leave --dates out"}
		}
		return YearFirst, nil
	}
	day, month := p.readings[0], p.readings[1]
	proved := OrderUnknown
	switch {
	case day.excluded > 0 && day.excluded == month.excluded:
		return OrderUnknown, &Error{Line: day.excluded, What: "the date does not exist in " +
			"either order of day and month: download the file again"}
	case day.excluded > 0 && month.excluded > 0:
		return OrderUnknown, &Error{Line: max(day.excluded, month.excluded), What: fmt.Sprintf(
			"a date that does not fit that of line %d: day and month stand in both orders, "+
				"or one of the two does not exist; download the file again",
			min(day.excluded, month.excluded))}
	case month.excluded > 0:
		proved = DayFirst
	case day.excluded > 0:
		proved = MonthFirst
	case month.outside:
		proved = DayFirst
	case day.outside:
		proved = MonthFirst
	case asked == OrderUnknown && !p.differ:
		proved = DayFirst // every date is the same day in both orders
	}
	if proved != OrderUnknown && asked != OrderUnknown && proved != asked {
		return OrderUnknown, &Error{Line: p.readings[asked-1].excluded, What: fmt.Sprintf(
			"the dates of the file are %s, not %s: leave --dates out", proved, asked)}
	}
	return max(proved, asked), nil
}
