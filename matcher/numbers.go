package matcher

import (
	"slices"
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
	roleMonth          // two digits
	roleOther          // a month, a branch, a series
)

type numberPart struct {
	text string
	role role
}

// layout says how a run of digits is put together.
type layout byte

const (
	layoutPlain     layout = iota
	layoutYear             // the four-digit year
	layoutShortYear        // the two-digit year
	layoutMonth            // the two-digit month
	layoutYearMonth        // year, month, serial in one run
	layoutYearFirst        // year, serial
	layoutShortYearMonth
	layoutShortYearFirst
	layoutYearLast // serial, year
	layouts
)

// scheme is what numbers of one shape have in common: how many agree with each layout, per
// part.
type scheme struct {
	place int32 // in the list of schemes
	count int
	agree [][layouts]int
}

// grammar holds the schemes of a company by shape, and the letters that numbers start with.
type grammar struct {
	schemes  map[string]*scheme
	list     []*scheme // in the order in which they were met
	prefixes []string
	folder   folder // of numbers while they are learned
	pieces   []piece
}

const maxParts = 12 // of a number that is cut on the stack; others go to the heap

const maxPrefixes = 64 // more letters than that are no prefixes but part of the number

// shape appends the key of the scheme that a number belongs to.
func shape(b []byte, pieces []piece) []byte {
	for _, p := range pieces {
		if p.digits {
			b = append(b, '#')
		} else {
			b = append(b, p.text...)
		}
		b = append(b, '|')
	}
	return b
}

// learn takes one number into account and gives the place of its scheme, -1 for none.
func (g *grammar) learn(number string, issued reconcile.Date) int32 {
	pieces := g.folder.fold(g.pieces[:0], number)
	g.pieces = pieces
	if len(pieces) == 0 {
		return -1
	}
	if first := pieces[0]; !first.digits && len(g.prefixes) < maxPrefixes &&
		!slices.Contains(g.prefixes, first.text) {
		g.prefixes = append(g.prefixes, strings.Clone(first.text)) // the number may lie in a long text
	}
	var key [64]byte
	k := shape(key[:0], pieces)
	s := g.schemes[string(k)]
	if s == nil {
		s = &scheme{place: int32(len(g.list)), agree: make([][layouts]int, len(pieces))}
		g.schemes[string(k)] = s
		g.list = append(g.list, s)
	}
	s.count++
	year, month, _ := issued.Civil()
	for i, p := range pieces {
		if p.digits && issued != 0 {
			s.compare(i, p.text, year, month)
		}
	}
	return s.place
}

// compare counts the layouts that a run of digits agrees with.
func (s *scheme) compare(i int, t string, year, month int) {
	a := &s.agree[i]
	n := len(t)
	count := func(l layout, ok bool) {
		if ok {
			a[l]++
		}
	}
	count(layoutYear, n == 4 && near(t, year))
	count(layoutShortYear, n == 2 && near(t, year%100))
	count(layoutMonth, n == 2 && nearMonth(t, month))
	if n < 6 {
		return
	}
	count(layoutYearMonth, n >= 8 && near(t[:4], year) && nearMonth(t[4:6], month))
	count(layoutYearFirst, near(t[:4], year))
	count(layoutShortYearMonth, n >= 7 && near(t[:2], year%100) && nearMonth(t[2:4], month))
	count(layoutShortYearFirst, near(t[:2], year%100))
	count(layoutYearLast, near(t[n-4:], year))
}

func near(digits string, year int) bool {
	v, err := strconv.Atoi(digits)
	return err == nil && v >= year-1 && v <= year+1
}

func nearMonth(digits string, month int) bool {
	v, err := strconv.Atoi(digits)
	return err == nil && v >= 1 && v <= 12 && ((v-month+12)%12 <= 1 || (month-v+12)%12 <= 1)
}

// most says whether nearly every number of the scheme has a layout at a part; the weaker
// the layout, the more numbers it takes to believe it.
func (s *scheme) most(i int, l layout) bool {
	n := s.agree[i][l]
	need := 1
	switch l {
	case layoutShortYear, layoutMonth:
		need = 3
	case layoutShortYearFirst, layoutShortYearMonth, layoutYearLast:
		need = 12
	case layoutYearMonth:
		need = 6
	}
	return n >= need && n*20 >= s.count*19
}

// parts gives each part of a number its role.
func (g *grammar) parts(number string) []numberPart {
	pieces := fold(number)
	s := g.schemes[string(shape(nil, pieces))]
	if s == nil {
		s = &scheme{count: 1, agree: make([][layouts]int, len(pieces))}
	}
	out := make([]numberPart, 0, len(pieces)+2)
	for i, p := range pieces {
		if !p.digits {
			out = append(out, numberPart{p.text, roleLetters})
			continue
		}
		out = s.split(out, i, p.text)
	}
	markSerial(out)
	return out
}

// partsOf gives the parts of a document's number like [grammar.parts]. They are written
// behind out, so that a caller's array on the stack will do.
func (b *book) partsOf(i int32, out []numberPart) []numberPart {
	number := b.numberOf(i)
	if b.docs[i].scheme < 0 {
		return b.grammar.parts(number)
	}
	s, run := b.grammar.list[b.docs[i].scheme], 0
	for at := 0; at < len(number); {
		class := kindOf(number[at])
		from := at
		for at < len(number) && kindOf(number[at]) == class {
			at++
		}
		switch class {
		case otherChar:
			continue
		case foldedChar: // what fold changes
			return b.grammar.parts(number)
		case letterChar:
			out = append(out, numberPart{number[from:at], roleLetters})
		case digitChar:
			out = s.split(out, run, number[from:at])
		}
		run++
	}
	markSerial(out)
	return out
}

// charKind tells the characters that stand in a number as fold writes them from others.
type charKind byte

const (
	otherChar  charKind = iota // separators
	letterChar                 // capitals
	digitChar
	foldedChar // small letters and all that is not ASCII
)

func kindOf(c byte) charKind {
	switch {
	case '0' <= c && c <= '9':
		return digitChar
	case 'A' <= c && c <= 'Z':
		return letterChar
	case 'a' <= c && c <= 'z' || c >= 0x80:
		return foldedChar
	}
	return otherChar
}

// split cuts one run of digits by the layout that the scheme has there.
func (s *scheme) split(out []numberPart, i int, t string) []numberPart {
	n := len(t)
	switch {
	case s.most(i, layoutYear) && n == 4:
		return append(out, numberPart{t, roleYear})
	case s.most(i, layoutShortYear) && n == 2:
		return append(out, numberPart{t, roleShortYear})
	case s.most(i, layoutMonth) && n == 2:
		return append(out, numberPart{t, roleMonth})
	case s.most(i, layoutYearMonth) && n >= 8:
		return append(out, numberPart{t[:4], roleYear}, numberPart{t[4:6], roleMonth},
			numberPart{t[6:], roleOther})
	case s.most(i, layoutYearFirst) && n >= 6:
		return append(out, numberPart{t[:4], roleYear}, numberPart{t[4:], roleOther})
	case s.most(i, layoutYearLast) && n >= 6:
		return append(out, numberPart{t[:n-4], roleOther}, numberPart{t[n-4:], roleYear})
	case s.most(i, layoutShortYearMonth) && n >= 7:
		return append(out, numberPart{t[:2], roleShortYear}, numberPart{t[2:4], roleMonth},
			numberPart{t[4:], roleOther})
	case s.most(i, layoutShortYearFirst) && n >= 6:
		return append(out, numberPart{t[:2], roleShortYear}, numberPart{t[2:], roleOther})
	}
	return append(out, numberPart{t, roleOther})
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
