package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
)

// A column of the direction may be empty on some lines, or have another kind there: a fee, a balance,
// a correction. The words that do stand in it still say what the amounts beside them are. To drop the
// column would turn every debit without a minus into a credit.

// sideCount is what stands beside the amounts of the entries in a column that may be the direction.
type sideCount struct {
	creditPlus, creditMinus int // amounts beside a word for a credit
	debitPlus, debitMinus   int // and beside one for a debit
	open                    int // amounts without a word and without a sign, balances and sums left out
	written                 int // zero, and amounts with a sign, without a word
	line, debitLine         int // the first line without a word and a sign, and the first debit without a minus
}

// countSides counts them.
func (f *finder) countSides(col int) (n sideCount) {
	all := f.sideValues(col)
	for _, r := range f.money.entries {
		v, _ := f.minor(r, f.money.amount)
		word := f.sideWord(col, r, all)
		switch {
		case word == 0 && (v <= 0 || f.hasPlus(r)):
			n.written++
		case word == 0 && f.saysFigure(r), v == 0:
		case word == 0:
			if n.open++; n.line == 0 {
				n.line = f.sheet.rows[r].line
			}
		case word > 0 && v > 0:
			n.creditPlus++
		case word > 0:
			n.creditMinus++
		case v < 0:
			n.debitMinus++
		default:
			if n.debitPlus++; n.debitLine == 0 {
				n.debitLine = f.sheet.rows[r].line
			}
		}
	}
	return n
}

// agrees says whether the signs of the amounts are what the words beside them say.
func (n sideCount) agrees() bool { return n.debitPlus == 0 && n.creditMinus == 0 }

// bothWays says whether words for both directions stand in the column.
func (n sideCount) bothWays() bool {
	return n.creditPlus+n.creditMinus > 0 && n.debitPlus+n.debitMinus > 0
}

// partSide takes a column that says the direction of some lines only: what it says is the direction,
// and a line without a word has the sign that is written. Without either the file is refused. Of a
// column that may as well be a kind of lines the other lines decide: with amounts that have a minus
// there, its words may be a kind or the direction, and it is asked.
func (f *finder) partSide(negative int) (taken bool, err error) {
	for _, ruling := range [...]bool{true, false} {
		for i := range f.sheet.names {
			if i == f.money.amount || f.sidesAlone(i) != ruling || !ruling && !f.mayBeSides(i) {
				continue
			}
			n := f.countSides(i)
			if n.agrees() || !n.bothWays() && !(ruling && (negative > 0 || n.open == 0)) {
				continue
			}
			if taken, err := f.takePart(i, n, ruling); taken || err != nil {
				return taken, err
			}
		}
	}
	return false, nil
}

// sidesAlone says whether the name of a column can mean nothing but the direction.
func (f *finder) sidesAlone(i int) bool {
	return f.sideRules(i) && !f.words.is("side or kind", f.sheet.names[i].text)
}

// mayBeSides says whether words for a direction in a column may be that of the amounts. One letter in
// a text or a name of somebody is none.
func (f *finder) mayBeSides(i int) bool {
	n := f.sheet.names[i]
	if n.isDay() || n.isMoney() {
		return false
	}
	return len(n.means) == 0 || n.can(meansSide) && !n.can(meansText) || n.can("type") ||
		!slices.ContainsFunc(f.sideValues(i), func(word string) bool { return len(word) == 1 })
}

// takePart takes one such column, refuses the file, or notes what has to be asked.
func (f *finder) takePart(i int, n sideCount, ruling bool) (taken bool, err error) {
	signed := n.debitMinus+n.creditMinus > 0
	minus := f.minusBesideNoWord(i)
	switch {
	case signed && (ruling || n.debitMinus+n.creditPlus == 0):
		return false, f.sideContradicts(i)
	case signed: // words of a kind, whose amounts have a sign of their own
		return false, nil
	case ruling && n.open > 0:
		return false, &importers.Error{Line: n.line, What: fmt.Sprintf("the column %q has no word for a "+
			"credit or a debit that is known, as on other lines, and the amount no sign: name a profile "+
			"with --profile", f.sideName(i))}
	case !ruling && (n.open > 0 || minus):
		if f.money.doubted == nil && n.debitLine > 0 {
			f.money.doubted = &doubtedSide{col: i, count: n}
		}
		return false, nil
	}
	f.useSide(i)
	f.p.Wordless = n.written > 0
	return true, nil
}

// doubtedSide is a column whose words may be the direction of the amounts or a kind of lines.
type doubtedSide struct {
	col   int
	count sideCount
}

// askSide asks about such a column, where no balance has settled it.
func (f *finder) askSide() bool {
	d := f.money.doubted
	if d == nil || f.money.side >= 0 || f.balance.proved() {
		return false
	}
	f.ask("signs", fmt.Sprintf("signs: line %d is a debit in the column %q, and its amount has no "+
		"minus (--profile, with or without side: %s)", d.count.debitLine, f.sideName(d.col), f.sideName(d.col)))
	return true
}

// doubtedSide takes such a column where the balance follows with it on every line.
func (f *finder) doubtedSide(b balanceFacts) (balanceFacts, bool) {
	d := f.money.doubted
	if d == nil || d.count.open > 0 {
		return b, false
	}
	all := f.sideValues(d.col)
	r := f.follow(b.col, -1, func(row int) int64 {
		v := f.amountOf(row)
		if f.sideWord(d.col, row, all) < 0 {
			return -abs(v)
		}
		return v
	})
	if !r.provedWell() || !f.daysGo(r.oldestFirst) {
		return b, false
	}
	f.useSide(d.col)
	f.p.Wordless, f.money.unsigned = d.count.written > 0, false
	return r, true
}

// minusBesideNoWord says whether an entry without a word for a direction has a minus. A balance has
// one of its own.
func (f *finder) minusBesideNoWord(col int) bool {
	all := f.sideValues(col)
	for _, r := range f.money.entries {
		if v, _ := f.minor(r, f.money.amount); v < 0 && f.sideWord(col, r, all) == 0 && !f.saysFigure(r) {
			return true
		}
	}
	return false
}

// sideContradicts refuses a file whose signs and direction say different things.
func (f *finder) sideContradicts(i int) error {
	return &importers.Error{Line: f.sheet.rows[f.money.entries[0]].line, What: fmt.Sprintf(
		"the signs of the amounts contradict the column %s: name a profile with --profile",
		f.sideName(i))}
}
