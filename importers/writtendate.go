package importers

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// WrittenDate is a date as people write it: three numbers, whose year is known and whose
// day and month may change places.
type WrittenDate struct {
	First, Second, Year int  // day and month in an order that has to be proved
	ISO                 bool // the year stands first: First is the month
	Short               bool // First and the year have two digits: see [LeadingYear]
}

// SplitDate reads the numbers of a date: 31/01/2026, 1.2.26, 31/01'26, 31-01-2026,
// 2026-01-31. The year stands last, or first where it has four digits. Two digits of a year
// are 1970 to 2069, and behind an apostrophe 2000 to 2099, as Quicken writes them; it also
// fills with spaces: 1/ 2' 4. A time behind the date is left out: the written day counts.
func SplitDate(s string) (WrittenDate, error) {
	var n [3]int
	var width [3]int
	s = strings.TrimSpace(s)
	rest, marks := s, [2]byte{}
	for i := range n {
		rest = strings.TrimLeft(rest, " ")
		for rest != "" && '0' <= rest[0] && rest[0] <= '9' && width[i] < 5 {
			n[i] = n[i]*10 + int(rest[0]-'0')
			width[i]++
			rest = rest[1:]
		}
		if i == 2 {
			break
		}
		if rest = strings.TrimLeft(rest, " "); rest == "" || strings.IndexByte("/-.'", rest[0]) < 0 {
			return WrittenDate{}, dateError(s)
		}
		marks[i], rest = rest[0], rest[1:]
	}
	clock := rest != "" && (rest[0] == ' ' || rest[0] == 'T') &&
		strings.Trim(rest[1:], "0123456789:.,+-Z ") == ""
	switch {
	case rest != "" && !clock, marks[0] == '\'', marks[0] != marks[1] && marks[1] != '\'':
		return WrittenDate{}, dateError(s)
	case width[0] == 4 && marks[1] != '\'' && short(width[1], width[2]):
		return WrittenDate{First: n[1], Second: n[2], Year: n[0], ISO: true}, nil
	case !short(width[0], width[1]):
		return WrittenDate{}, dateError(s)
	case width[2] == 4:
		return WrittenDate{First: n[0], Second: n[1], Year: n[2]}, nil
	case marks[1] == '\'' && short(width[2]):
		return WrittenDate{First: n[0], Second: n[1], Year: 2000 + n[2]}, nil
	case width[2] == 2:
		return WrittenDate{First: n[0], Second: n[1], Year: FullYear(n[2]), Short: width[0] == 2}, nil
	}
	return WrittenDate{}, dateError(s)
}

// See tells a proof of the date; it is false for a day that no order has.
func (w WrittenDate) See(p *DayProof, line int) bool {
	if w.ISO {
		return w.In(MonthFirst) != 0
	}
	p.See(line, w.First, w.Second, w.Year)
	if p.yearLast == 0 && w.In(YearFirst) == 0 {
		p.yearLast = line
	}
	return w.In(DayFirst) != 0 || w.In(MonthFirst) != 0
}

// In is the day in an order; zero when there is no such day, or when the order is unknown
// and matters.
func (w WrittenDate) In(o DayOrder) reconcile.Date {
	switch {
	case w.ISO:
		o = MonthFirst
	case o == YearFirst && w.Short:
		return reconcile.NewDate(FullYear(w.First), w.Second, w.Year%100)
	}
	return o.Date(w.First, w.Second, w.Year)
}

// Alone is the day of a date that proves its own order, as 31/01/2026 does; else zero.
func (w WrittenDate) Alone() reconcile.Date {
	if d, m := w.In(DayFirst), w.In(MonthFirst); d == 0 || m == 0 || d == m {
		return max(d, m)
	}
	return 0
}

func short(widths ...int) bool {
	for _, w := range widths {
		if w != 1 && w != 2 {
			return false
		}
	}
	return true
}

func dateError(s string) error {
	return fmt.Errorf("date %q: want numbers as in 31/01/2026 or 2026-01-31", clip(s))
}
