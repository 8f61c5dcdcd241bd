package matcher

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Nobody tells the matcher how a company numbers its invoices. It learns the grammar from
// the numbers themselves: documents with the same letters and the same count of digit runs
// make a scheme, and the issue dates tell which run is the year. From that follow the forms
// in which people quote a number: without separators, zeros, prefix or year.

// role is what a part of an invoice number stands for.
type role byte

const (
	roleLetters   role = iota
	roleSerial         // counts up
	roleYear           // four digits
	roleShortYear      // two digits
	roleOther          // a month, a branch, a series
)

type numberPart struct {
	text string
	role role
}

// scheme is what numbers of one shape have in common.
type scheme struct {
	count     int
	year      []int // per part: numbers whose run is the year of issue, ±1
	shortYear []int
	gluedYear []int // run starts with the four-digit year
	gluedTwo  []int // run starts with the two-digit year
}

// grammar holds the schemes of a company by shape.
type grammar struct{ schemes map[string]*scheme }

func (g *grammar) shape(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.digits {
			b.WriteString("#")
		} else {
			b.WriteString(p.text)
		}
		b.WriteByte('|')
	}
	return b.String()
}

// learn takes one number into account.
func (g *grammar) learn(number string, issued reconcile.Date) {
	pieces := fold(number)
	shape := g.shape(pieces)
	s := g.schemes[shape]
	if s == nil {
		n := len(pieces)
		s = newScheme(n)
		g.schemes[shape] = s
	}
	s.count++
	year, _, _ := issued.Civil()
	for i, p := range pieces {
		if !p.digits || issued == 0 {
			continue
		}
		switch n := len(p.text); {
		case n == 4 && near(p.text, year):
			s.year[i]++
		case n == 2 && near(p.text, year%100):
			s.shortYear[i]++
		}
		if len(p.text) >= 6 {
			if near(p.text[:4], year) {
				s.gluedYear[i]++
			} else if near(p.text[:2], year%100) {
				s.gluedTwo[i]++
			}
		}
	}
}

func newScheme(n int) *scheme {
	return &scheme{year: make([]int, n), shortYear: make([]int, n), gluedYear: make([]int, n),
		gluedTwo: make([]int, n)}
}

func near(digits string, year int) bool {
	v, err := strconv.Atoi(digits)
	return err == nil && v >= year-1 && v <= year+1
}

// most says whether nearly every number of the scheme has the property.
func (s *scheme) most(n int) bool { return n*20 >= s.count*19 && n > 0 }

// parts gives each part of a number its role.
func (g *grammar) parts(number string) []numberPart {
	pieces := fold(number)
	s := g.schemes[g.shape(pieces)]
	if s == nil {
		s = newScheme(len(pieces))
	}
	out := make([]numberPart, 0, len(pieces)+1)
	for i, p := range pieces {
		switch {
		case !p.digits:
			out = append(out, numberPart{p.text, roleLetters})
		case s.most(s.year[i]):
			out = append(out, numberPart{p.text, roleYear})
		case s.most(s.shortYear[i]) && s.count >= 3:
			out = append(out, numberPart{p.text, roleShortYear})
		case len(p.text) >= 6 && s.most(s.gluedYear[i]):
			out = append(out, numberPart{p.text[:4], roleYear}, numberPart{p.text[4:], roleOther})
		case len(p.text) >= 6 && s.most(s.gluedTwo[i]) && s.count >= 20:
			out = append(out, numberPart{p.text[:2], roleShortYear},
				numberPart{p.text[2:], roleOther})
		default:
			out = append(out, numberPart{p.text, roleOther})
		}
	}
	markSerial(out)
	return out
}

// markSerial names the run that counts: the last one that is no year, or the only one.
func markSerial(parts []numberPart) {
	for i := len(parts) - 1; i >= 0; i-- {
		if parts[i].role == roleOther {
			parts[i].role = roleSerial
			return
		}
	}
	for i := len(parts) - 1; i >= 0; i-- {
		if parts[i].role != roleLetters {
			parts[i].role = roleSerial
			return
		}
	}
}
