package bankcsv

import (
	"fmt"
	"strings"
)

// A line that is not booked yet often has a value date and no booking day. Where nobody knows the
// names, the column of the booking day is then the one with gaps, and the whole one beside it would
// give wrong days and book what is pending. Neither says which it is.

// askGaps asks whether the booking day is in a column whose name nobody knows and that has days near
// those of the column day, on some lines only. Nothing is asked where day says that it is the day.
func (f *finder) askGaps(day int) {
	if day < 0 || f.sheet.names[day].can(meansBooked) || f.sheet.names[day].can(meansDay) {
		return
	}
	for i, n := range f.sheet.names {
		if i != day && len(n.means) == 0 && f.daysWithGaps(i, f.sheet.money) && f.nearDays(i, day, f.sheet.money) {
			f.askWhichDay(i, day)
			return
		}
	}
}

// askWhichDay asks in which of two columns the booking day is.
func (f *finder) askWhichDay(a, b int) {
	f.ask("booking day", fmt.Sprintf("booking day: the file does not settle whether it is in %s or in "+
		"%s (--profile, with booking date: one of them)", f.sideName(a), f.sideName(b)))
}

// daysWithGaps says whether a column has days on some lines, and on the others nothing or always the
// same word. A text that happens to be a day has other texts beside it.
func (f *finder) daysWithGaps(col int, rows []int) bool {
	days, gaps, word := 0, 0, ""
	for _, row := range rows {
		cell := f.sheet.rows[row].at(col)
		switch {
		case isDay(f.words.shapes, cell):
			days++
		case cell == "":
			gaps++
		case digitsIn(cell) > 0 || !strings.ContainsFunc(cell, isLetter) || word != "" && cell != word:
			return false
		default:
			word, gaps = cell, gaps+1
		}
	}
	return days > 0 && gaps > 0
}
