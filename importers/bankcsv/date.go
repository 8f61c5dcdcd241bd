package bankcsv

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// dateForm is a compiled form of dates. In its text, d and m stand for a day and a month of
// one or two digits, dd and mm for two, yyyy and yy for the year, mmm for the name of a
// month; everything else stands for itself.
type dateForm struct {
	text  string
	parts []datePart
	short bool // two digits of a year
	names map[string]int
	week  map[string]bool // days of the week, read when they are asked for
	fixed fixedDate
	last  [16]byte // what was read last: the lines of a day follow each other
	size  int
	day   reconcile.Date
}

// fixedDate says where the numbers stand in a form whose numbers have fixed widths.
type fixedDate struct {
	size, year, month, day int // size is 0 for other forms
	literals               [16]byte
}

// datePart is one piece of a form: a number, the name of a month, or one literal byte.
type datePart struct {
	kind     byte // 'd', 'm', 'y', 'n' for a name, or 0 for a literal
	min, max int
	literal  byte
}

// compileDate compiles a form that validForm accepts.
func compileDate(text string) dateForm {
	f := dateForm{text: text, short: !strings.Contains(text, "yyyy")}
	for i := 0; i < len(text); {
		c, n := text[i], 1
		for i+n < len(text) && text[i+n] == c {
			n++
		}
		switch {
		case c == 'm' && n == 3:
			f.parts = append(f.parts, datePart{kind: 'n'})
			f.names = monthNames()
		case c == 'd' || c == 'm' || c == 'y':
			f.parts = append(f.parts, datePart{kind: c, min: n, max: max(n, 2)})
		default:
			for range n {
				f.parts = append(f.parts, datePart{literal: c})
			}
		}
		i += n
	}
	year := strings.Index(text, "yyyy")
	if day, month := strings.Index(text, "dd"), strings.Index(text, "mm"); year >= 0 && day >= 0 &&
		month >= 0 && !strings.Contains(text, "mmm") && len(text) <= len(f.last) {
		f.fixed = fixedDate{size: len(text), year: year, month: month, day: day}
		for i := range len(text) {
			if c := text[i]; c != 'y' && c != 'm' && c != 'd' {
				f.fixed.literals[i] = c
			}
		}
	}
	return f
}

// parse reads a date in this form, which is the profile's and never guessed from a value. A
// time behind it is left out, since the written day counts. Two digits of a year are 1970
// to 2069.
func (f *dateForm) parse(s []byte) (reconcile.Date, error) {
	if len(s) == f.size && string(s) == string(f.last[:f.size]) && f.size > 0 {
		return f.day, nil
	}
	if d := f.quick(s); d != 0 {
		f.size, f.day = copy(f.last[:], s), d
		return d, nil
	}
	year, month, day, rest, ok := f.fields(s)
	if !ok || !isTime(rest) {
		if rest := f.afterWeekday(s); rest != nil {
			return f.parse(rest)
		}
		return 0, fmt.Errorf("date %q: want %s", s, f.text)
	}
	d := reconcile.NewDate(year, month, day)
	if d == 0 {
		return 0, fmt.Errorf("date %q does not exist", s)
	}
	return d, nil
}

// quick reads a date that is as long as a form of fixed widths; anything that is not such a
// date gives none and is left to fields.
func (f *dateForm) quick(s []byte) reconcile.Date {
	x := &f.fixed
	if len(s) != x.size || x.size == 0 {
		return 0
	}
	y, m, d := two(s[x.year:])*100+two(s[x.year+2:]), two(s[x.month:]), two(s[x.day:])
	if y < 0 || m < 0 || d < 0 {
		return 0
	}
	for i, c := range s {
		if l := x.literals[i]; l != 0 && l != c {
			return 0
		}
	}
	return reconcile.NewDate(y, m, d)
}

// two reads two digits; it is far below zero when they are none.
func two(s []byte) int {
	a, b := s[0]-'0', s[1]-'0'
	if a > 9 || b > 9 {
		return -1 << 20
	}
	return int(a)*10 + int(b)
}

// fields reads the numbers of a date and gives what follows it.
func (f *dateForm) fields(s []byte) (year, month, day int, rest []byte, ok bool) {
	i := 0
	for _, p := range f.parts {
		if p.kind == 0 {
			if i >= len(s) || s[i] != p.literal {
				return 0, 0, 0, nil, false
			}
			i++
			continue
		}
		if p.kind == 'n' {
			size := 0
			if month, size = f.monthAt(s[i:]); month == 0 {
				return 0, 0, 0, nil, false
			}
			i += size
			continue
		}
		v, from := 0, i
		for i < len(s) && i-from < p.max && '0' <= s[i] && s[i] <= '9' {
			v = v*10 + int(s[i]-'0')
			i++
		}
		if i-from < p.min {
			return 0, 0, 0, nil, false
		}
		switch p.kind {
		case 'y':
			year = v
		case 'm':
			month = v
		default:
			day = v
		}
	}
	if f.short {
		year = importers.FullYear(year)
	}
	return year, month, day, s[i:], true
}

// validForm says whether a profile's form of dates has a day, a month and a year.
func validForm(form string) bool {
	rest := form
	for _, part := range [...][]string{{"yyyy", "yy"}, {"mmm", "mm", "m"}, {"dd", "d"}} {
		cut := rest
		for _, p := range part {
			if cut = strings.Replace(rest, p, "", 1); cut != rest {
				break
			}
		}
		if cut == rest {
			return false
		}
		rest = cut
	}
	return strings.Trim(rest, "/.- ,") == ""
}

//go:embed words/months.txt
var monthWords string

// monthNames reads the table of the names of months.
func monthNames() map[string]int {
	names := map[string]int{}
	month := 0
	for line := range strings.Lines(monthWords) {
		number, words, ok := strings.Cut(line, ":")
		if !ok || line[0] == '#' {
			continue
		}
		month++
		_ = number // the lines are in order
		for _, w := range strings.Fields(words) {
			names[fold(w)] = month
		}
	}
	return names
}

// monthAt finds the name of a month at the start of s, with the dot of an abbreviation.
func (f *dateForm) monthAt(s []byte) (month, size int) {
	for size < len(s) && (s[size] >= 0x80 || 'a' <= s[size]|0x20 && s[size]|0x20 <= 'z') {
		size++
	}
	month = f.names[fold(string(s[:size]))]
	if month > 0 && size < len(s) && s[size] == '.' {
		size++
	}
	return month, size
}
