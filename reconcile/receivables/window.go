package receivables

import (
	"strconv"

	"github.com/rappro/rappro/reconcile"
)

// Window is the stretch of days that an indicator looks at. It ends on the as-of date: what
// was owed on an earlier day is asked for with that day as the as-of date.
type Window struct {
	Name     string // "90d", "365d", "month", "quarter", "year", "period"
	From, To reconcile.Date
}

// Days is how many calendar days the window has.
func (w Window) Days() int { return int(w.To-w.From) + 1 }

// Noisy says whether the window is shorter than 30 days: a DSO of it jumps (DOMAIN 1.1).
func (w Window) Noisy() bool { return w.Days() < 30 }

func (w Window) holds(d reconcile.Date) bool { return w.From <= d && d <= w.To }

// Rolling is the last so many days, the as-of date among them.
func Rolling(asOf reconcile.Date, days int) Window {
	return Window{strconv.Itoa(days) + "d", asOf - reconcile.Date(days) + 1, asOf}
}

// MonthTo, QuarterTo and YearTo are the calendar month, quarter and year up to the as-of date.
func MonthTo(asOf reconcile.Date) Window { return Window{"month", asOf.MonthStart(), asOf} }

// QuarterTo is the calendar quarter up to the as-of date.
func QuarterTo(asOf reconcile.Date) Window {
	year, month, _ := asOf.Civil()
	return Window{"quarter", reconcile.NewDate(year, month-(month-1)%3, 1), asOf}
}

// YearTo is the calendar year up to the as-of date.
func YearTo(asOf reconcile.Date) Window {
	year, _, _ := asOf.Civil()
	return Window{"year", reconcile.NewDate(year, 1, 1), asOf}
}

// Windowed are the windows that a report shows when none is asked for: 90 and 365 days, the
// month, the quarter and the year (DOMAIN 1.1).
func Windowed(asOf reconcile.Date) []Window {
	return []Window{Rolling(asOf, 90), Rolling(asOf, 365), MonthTo(asOf), QuarterTo(asOf), YearTo(asOf)}
}

// twelveMonths are the months up to the as-of date: from the day after its day a year ago.
func twelveMonths(asOf reconcile.Date) Window {
	year, month, day := asOf.Civil()
	return Window{"12m", reconcile.NewDate(year-1, month, min(day, reconcile.DaysIn(year-1, month))) + 1, asOf}
}
