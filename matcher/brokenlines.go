package matcher

import (
	"slices"
	"strings"
)

// A number is never a part of a longer one. Two things hide that it is: the bank cuts lines
// within a number, and letters stand within it.

const fullLine = 20 // from which length on a bank may have cut a line within a number

// brokenAt says whether a number may go on behind a cut of the bank right before a piece:
// "...FACT 2026001" and "23 THANKS" may be 2026001 and 23, or 202600123. Where the whole is no
// number of ours either half may still look like one.
func (b *book) brokenAt(f *fieldText, i int) bool {
	if i <= 0 || i >= len(f.pieces) {
		return false
	}
	last, next := &f.pieces[i-1], &f.pieces[i]
	dated := f.dated != nil && (f.dated[i-1] || f.dated[i])
	if next.before != gapLine || next.start-last.end != 1 || dated {
		return false
	}
	ends := last.digits || len(last.text) <= 2 && last.before == gapNone
	begins := next.digits || len(next.text) <= 2 && f.gluedDigits(i+1) &&
		!slices.Contains(b.grammar.prefixes, next.text)
	line := last.end - (1 + strings.LastIndexByte(f.raw[:last.end], '\n'))
	return ends && begins && line >= fullLine
}

// gluedDigits says whether digits are glued to what stands before them.
func (f *fieldText) gluedDigits(i int) bool {
	return i > 0 && i < len(f.pieces) && f.pieces[i].before == gapNone && f.pieces[i].digits
}

// goesOn says whether a number goes on with a piece: digits behind the letters that end it, or a
// letter or two with digits behind them. 24-145-P and 24145 are no numbers of 24145P17.
func (b *book) goesOn(f *fieldText, i int) bool {
	if f.gluedDigits(i) {
		return true
	}
	return i > 0 && i < len(f.pieces) && f.pieces[i].before == gapNone && len(f.pieces[i].text) <= 2 &&
		(f.gluedDigits(i+1) || b.brokenAt(f, i+1))
}
