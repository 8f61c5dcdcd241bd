package bankcsv

import (
	"fmt"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// takePlaces makes a sheet of a table, and gives its columns the names that they have or those
// of their places.
func (f *finder) takePlaces(w window, t places) error {
	f.places = &t
	s := sheet{comma: t.comma, quotes: t.quotes, whole: w.whole, ended: w.ended}
	first := t.lines[0]
	if t.names >= 0 {
		first = t.names + 1
		s.raw = strings.Split(strings.Join(t.rows[t.names].cells, "\x00"), "\x00")
		s.above = t.rows[:t.names]
		for _, cell := range s.raw {
			s.names = append(s.names, f.named(cell))
		}
		f.reason("column line", strings.Join(s.raw, printable(t.comma)), "it stands above the lines, "+
			"and its words name no day or no amount that are known")
	} else {
		s.above = t.rows[:first]
		f.reason("column line", "none", "no line names columns: what stands in them says what they are")
	}
	for i := len(s.names); i < t.width; i++ {
		s.names = append(s.names, name{raw: fmt.Sprintf("@%d", i+1)})
	}
	s.rows = t.rows[first:]
	for _, r := range t.lines {
		s.money = append(s.money, r-first)
	}
	f.sheet = s
	f.p.Separator, f.p.Quotes = rune(t.comma), t.quotes
	f.p.NoHeader = t.names < 0
	f.p.setHeader(s.raw)
	f.reason("separator", printable(t.comma), "it alone gives most lines with a day and an amount: %d",
		len(t.lines))
	if err := f.nameDays(); err != nil {
		return err
	}
	f.nameByContents()
	return nil
}

// know gives a column a meaning, unless its name says another.
func (f *finder) know(col int, m meaning) {
	if n := &f.sheet.names[col]; len(n.means) == 0 {
		n.means = []meaning{m}
	}
}

// nameDays takes the first column of days by which the lines are sorted, else the first, where
// no name says which it is. The others are days of another kind. One day on every line may be
// that of the statement, where others differ.
func (f *finder) nameDays() error {
	for _, n := range f.sheet.names {
		if n.isDay() && !n.isMoney() {
			return nil
		}
	}
	day := -1
	for _, i := range f.places.days {
		if len(f.sheet.names[i].means) == 0 && (day < 0 || !f.sorted(day) && f.sorted(i)) {
			day = i
		}
	}
	if day >= 0 && f.constant(day) {
		other := f.variedDay()
		if other >= 0 && f.nearDays(day, other, f.sheet.money) {
			return f.unknownPlaces("a day is the same on every line and may be that of the statement")
		}
		if other >= 0 {
			day = other
		}
	}
	f.askDay(day)
	f.askGaps(day)
	for _, i := range f.places.days {
		if i == day {
			f.know(i, meansDay)
		} else {
			f.know(i, meansVoucher)
		}
	}
	return nil
}

// askDay asks which of two columns of days is that of the booking, where the lines are sorted by both
// or by neither, and they differ. The first is what most banks write, and no proof.
func (f *finder) askDay(day int) {
	for _, i := range f.places.days {
		if i == day || day < 0 || f.sorted(i) != f.sorted(day) || !f.nearDays(day, i, f.sheet.money) {
			continue
		}
		for _, r := range f.sheet.money {
			if !sameDay(f.words.shapes, f.sheet.rows[r].at(day), f.sheet.rows[r].at(i)) {
				f.askWhichDay(day, i)
				return
			}
		}
	}
}

// variedDay is the first column of days that are not all the same, -1 for none. One by which the
// lines are sorted goes before others.
func (f *finder) variedDay() int {
	day := -1
	for _, i := range f.places.days {
		if !f.constant(i) && (day < 0 || !f.sorted(day) && f.sorted(i)) {
			day = i
		}
	}
	return day
}

// sorted says whether the lines go one way by the days of a column, in some order of its
// numbers.
func (f *finder) sorted(col int) bool {
	t := f.places
	for _, o := range [...]order{dayFirst, monthFirst, yearFirst} {
		up, down := true, true
		last := reconcile.Date(0)
		for n, r := range t.lines {
			s, _ := f.words.shapes.shape(t.rows[r].at(col))
			if !s.allows(o) {
				up, down = false, false
				break
			}
			day := s.date(o)
			up, down = up && (n == 0 || day >= last), down && (n == 0 || day <= last)
			last = day
		}
		if up || down {
			return true
		}
	}
	return false
}

// nameByContents gives the columns without a known name what all of their cells are: currencies,
// states of lines, accounts.
func (f *finder) nameByContents() {
	t := f.places
	ibans, account := 0, -1
	for i := range t.width {
		if t.filled(i) == len(t.lines) && t.every(i, isIBAN) {
			if ibans++; account < 0 && f.constant(i) {
				account = i
			}
		}
	}
	for i := range t.width {
		states := func(list string) int {
			n := 0
			for _, r := range t.lines {
				if f.words.is(list, t.rows[r].at(i)) {
					n++
				}
			}
			return n
		}
		switch all := len(t.lines); {
		case t.filled(i) < all:
		case t.every(i, func(c string) bool { return currencyCode(c) != "" }):
			f.know(i, meansCurrency)
		case states("pending") > 0 && states("pending")+states("booked") == all:
			f.know(i, meansStatus)
		case i == account && (i == 0 || ibans > 1):
			f.know(i, meansAccount)
		case t.every(i, isIBAN):
			f.know(i, "iban")
		}
	}
}

func isIBAN(cell string) bool { return reconcile.ValidIBAN(reconcile.CompactAccount(cell)) }

// constant says whether a column says the same on every line.
func (f *finder) constant(col int) bool {
	first := f.places.rows[f.places.lines[0]].at(col)
	return f.places.every(col, func(cell string) bool { return cell == first })
}
