package bankcsv

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// arena hands out the texts and details of entries from larger pieces of memory, since a
// file of a million lines would else ask for five small ones per line. What it gave stays
// valid for ever and is never written again, unless nobody keeps it.
type arena struct {
	again   bool // an entry is done with when the next one begins: one detail is enough
	text    strings.Builder
	details []reconcile.Detail
	used    int      // of details
	strings []string // the list that is being made is strings[from:]
	from    int
}

const (
	arenaLeast   = 512
	arenaText    = 16 << 10
	arenaDetails = 20
	arenaStrings = 128
	arenaCells   = 512 // of detection, whose lines are together in memory
)

// keep makes a string of a cell.
func (a *arena) keep(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if a.text.Cap()-a.text.Len() < len(b) {
		size := min(max(2*a.text.Cap(), arenaLeast), arenaText) // little for a small file
		a.text.Reset()
		a.text.Grow(max(size, len(b)))
	}
	from := a.text.Len()
	a.text.Write(b)
	return a.text.String()[from:]
}

// detail gives one empty detail.
func (a *arena) detail() []reconcile.Detail {
	if a.again && a.used > 0 {
		a.details[0] = reconcile.Detail{}
		a.strings, a.from, a.used = a.strings[:0], 0, 0
	}
	if a.used == len(a.details) {
		a.details, a.used = make([]reconcile.Detail, arenaDetails), 0
	}
	a.used++
	return a.details[a.used-1 : a.used : a.used]
}

// add puts a text into the list that is being made.
func (a *arena) add(text string) {
	if len(a.strings) == cap(a.strings) {
		list := a.strings[a.from:]
		a.strings = append(make([]string, 0, max(arenaStrings, 2*len(list))), list...)
		a.from = 0
	}
	a.strings = append(a.strings, text)
}

// list ends the list that is being made, gives it and begins another one.
func (a *arena) list() []string {
	l := a.strings[a.from:len(a.strings):len(a.strings)]
	a.from = len(a.strings)
	if len(l) == 0 {
		return nil
	}
	return l
}
