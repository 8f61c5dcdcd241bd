package bankcsv

import (
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// dateShape is a written date, taken apart without knowing which number is which.
type dateShape struct {
	sep    string // between the first two numbers: / . - or a space; "" for eight digits
	sep2   string // between the last two
	end    string // behind the date: "." in Hungarian
	widths [3]int // digits; 0 where the name of a month stands
	values [3]int
	named  int // 1 to 3: which of them is the name of a month, 0 for none
}

// shaper takes dates apart; it holds the table of months.
type shaper struct{ form dateForm }

func newShaper() *shaper { return &shaper{dateForm{names: monthNames()}} }

// shape takes a cell apart; it is false for what is no date.
func (p *shaper) shape(s string) (dateShape, bool) {
	d, ok := p.shapeOf(s)
	if ok || s == "" || !isLetter(rune(s[0])) || len(s) > 48 {
		return d, ok
	}
	if rest := p.form.afterWeekday([]byte(s)); rest != nil {
		return p.shapeOf(string(rest))
	}
	return d, false
}

// shapeOf is shape without a day of the week in front.
func (p *shaper) shapeOf(s string) (dateShape, bool) {
	var d dateShape
	if len(s) < 6 || len(s) > 48 {
		return d, false
	}
	i := 0
	for n := range 3 {
		size := 0
		for i+size < len(s) && size < 9 && s[i+size] >= '0' && s[i+size] <= '9' {
			d.values[n] = d.values[n]*10 + int(s[i+size]-'0')
			size++
		}
		switch {
		case n == 0 && size == 8 && isTime([]byte(s[8:])):
			return eightDigits(s)
		case size == 0 && d.named == 0 && n < 2:
			month, length := p.form.monthAt([]byte(s[i:]))
			if month == 0 {
				return d, false
			}
			d.values[n], d.named, size = month, n+1, length
		case size == 0 || size > 4 || size == 3:
			return d, false
		default:
			d.widths[n] = size
		}
		i += size
		if n == 2 {
			break
		}
		sep := separatorAt(s[i:])
		if sep == "" {
			return d, false
		}
		if n == 0 {
			d.sep = sep
		} else {
			d.sep2 = sep
		}
		i += len(sep)
	}
	if i < len(s) && s[i] == '.' {
		d.end = "."
		i++
	}
	plausible := d.sep == d.sep2 || d.named > 0
	return d, plausible && isTime([]byte(s[i:])) && d.year() >= 0
}

// separatorAt finds what stands between two numbers of a date.
func separatorAt(s string) string {
	switch {
	case s == "":
		return ""
	case strings.HasPrefix(s, ". "), strings.HasPrefix(s, ", "):
		return s[:2]
	case strings.IndexByte("/.- ", s[0]) >= 0:
		return s[:1]
	}
	return ""
}

// eightDigits reads yyyymmdd, or ddmmyyyy where the first four are no year.
func eightDigits(s string) (dateShape, bool) {
	number := func(a, b int) int {
		v := 0
		for _, c := range []byte(s[a:b]) {
			v = v*10 + int(c-'0')
		}
		return v
	}
	d := dateShape{values: [3]int{number(0, 4), number(4, 6), number(6, 8)}, widths: [3]int{4, 2, 2}}
	if reconcile.NewDate(d.values[0], d.values[1], d.values[2]) != 0 {
		return d, true
	}
	d = dateShape{values: [3]int{number(0, 2), number(2, 4), number(4, 8)}, widths: [3]int{2, 2, 4}}
	return d, d.values[2] >= 1970 && d.values[2] < 2100
}

// year says which number is written like a year: 0 or 2 for one of four digits, 1 for a
// number with two digits that may be the first or the last, -1 for none.
func (d *dateShape) year() int {
	switch {
	case d.widths[0] == 4 && d.widths[1] <= 2 && d.widths[2] <= 2:
		return 0
	case d.widths[2] == 4 && d.widths[0] <= 2 && d.widths[1] <= 2:
		return 2
	case d.widths[0] <= 2 && d.widths[1] <= 2 && d.widths[2] == 2:
		return 1
	}
	return -1
}

// order is which number is day, month and year.
type order string

// The orders that banks write.
const (
	dayFirst   order = "dmy"
	monthFirst order = "mdy"
	yearFirst  order = "ymd"
)

// date reads the shape in an order; zero when there is no such day.
func (d *dateShape) date(o order) reconcile.Date {
	day, month, year := d.values[0], d.values[1], d.values[2]
	switch o {
	case monthFirst:
		day, month = month, day
	case yearFirst:
		day, year = year, day
	}
	if year < 100 {
		year = importers.FullYear(year)
	}
	return reconcile.NewDate(year, month, day)
}

// allows says whether the shape can be meant in an order.
func (d *dateShape) allows(o order) bool {
	ok := false
	switch {
	case d.named == 1:
		ok = o == monthFirst
	case d.year() == 0:
		ok = o == yearFirst
	case d.named == 2:
		ok = o == dayFirst
	case d.year() == 1 && d.sep == "-" && d.widths[0] == 2:
		ok = true // 26-02-05 is a year first in Sweden
	default:
		ok = o != yearFirst
	}
	return ok && d.date(o) != 0
}

// orders lists those in which the shape can be meant.
func (d *dateShape) orders() []order {
	var list []order
	for _, o := range [...]order{dayFirst, monthFirst, yearFirst} {
		if d.allows(o) {
			list = append(list, o)
		}
	}
	return list
}

// form writes the form of dates of this shape for a profile; padded says that all days and
// months have two digits.
func (d *dateShape) form(o order, padded bool) string {
	day, month, year := "d", "m", "yyyy"
	if padded {
		day, month = "dd", "mm"
	}
	if d.named > 0 {
		month = "mmm"
	}
	if d.year() == 1 {
		year = "yy"
	}
	parts := [3]string{day, month, year}
	switch o {
	case monthFirst:
		parts = [3]string{month, day, year}
	case yearFirst:
		parts = [3]string{year, month, day}
	}
	return parts[0] + d.sep + parts[1] + d.sep2 + parts[2] + d.end
}

// isDate says whether a cell is a date in some form.
func (p *shaper) isDate(s []byte) bool {
	d, ok := p.shape(string(trimBytes(s)))
	return ok && len(d.orders()) > 0
}

// looksLikeAmount says whether a cell is a number with a currency, a sign and separators at
// most, as far as that can be said without knowing the form.
func looksLikeAmount(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	if digits, others := countDigits(s); others == 0 {
		return digits <= 18
	}
	before, number, behind := aroundNumber(strings.TrimLeft(strings.Trim(s, "()"), "+-\u2212 "))
	if len(before) > 8 || len(behind) > 8 || strings.ContainsAny(before+behind, "/:;,%") {
		return false
	}
	for _, word := range [...]string{before, behind} {
		word = strings.TrimSpace(strings.Trim(word, "+- "))
		for _, w := range strings.Fields(word) {
			if signOf(w) == nil && currencyCode(w) == "" && !isMark(w) {
				return false
			}
		}
	}
	digits := 0
	for _, c := range number {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case !strings.ContainsRune("+-\u2212.,'’ \u00a0\u202f\u2009", c):
			return false
		}
	}
	return digits > 0 && digits <= 18
}

// countDigits counts the digits of a number, and what stands there besides them and the
// signs of decimals and thousands between them.
func countDigits(s string) (digits, others int) {
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c != '.' && c != ',' || i == 0 || i == len(s)-1:
			others++
		}
	}
	return digits, others
}
