package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
)

// outsideProof refuses a line at an end of the table that has no balance where all other lines have
// one: the balances do not prove it. A bank writes so what it has not booked yet, totals, and the
// balance that the list begins with, in words that nobody knows. Where a balance stands on the last
// line of each day only, the oldest line may have none.
func (f *finder) outsideProof() error {
	if f.balance.col < 0 || f.p.Mixed || len(f.open) > 0 || len(f.p.PendingBelow) > 0 ||
		!f.blankOn(f.balance.col) { // mostly: what the lines say is looked at where it matters
		return nil
	}
	rows := f.provable()
	first, last := f.provenEnds(rows)
	if first < 0 {
		return nil
	}
	for _, r := range rows[first : last+1] {
		if f.sheet.rows[r].at(f.balance.col) == "" {
			return nil // others have none either
		}
	}
	oldest, newest := rows[:first], rows[last+1:]
	beside := rows[first]
	if !f.sheet.whole {
		newest = nil
	}
	if !f.oldestAbove() {
		oldest, newest, beside = newest, oldest, rows[last]
	}
	if len(newest) > 0 {
		return f.unproved(newest[0])
	}
	for _, r := range oldest {
		if last > first && (!f.sameDay(r, beside) || f.beginsAtZero(oldest, beside)) {
			return f.unproved(r)
		}
	}
	return nil
}

// blankOn says whether a column is empty on a line with an amount.
func (f *finder) blankOn(col int) bool {
	return slices.ContainsFunc(f.money.entries, func(r int) bool { return f.sheet.rows[r].at(col) == "" })
}

// provable are the lines that a column of balances has to prove: neither pending nor called a
// balance or a sum. A short line without a word may have lost its label: its cells have moved.
func (f *finder) provable() (rows []int) {
	for _, r := range f.money.entries {
		row := f.sheet.rows[r]
		moved := len(row.cells) <= f.balance.col && !slices.ContainsFunc(row.cells, hasWord)
		if !moved && !f.saysPending(row) && !f.late[row.line] && !f.isPlainBalance(r) && !f.saysFigure(r) &&
			!f.saysOneOf(row, f.p.Opening) && !f.saysOneOf(row, f.p.Closing) && !f.saysOneOf(row, f.p.Totals) {
			rows = append(rows, r)
		}
	}
	return rows
}

// provenEnds are the places of the first and the last line with a balance, -1 for none.
func (f *finder) provenEnds(rows []int) (first, last int) {
	first, last = -1, -1
	for n, r := range rows {
		if f.sheet.rows[r].at(f.balance.col) != "" {
			if last = n; first < 0 {
				first = n
			}
		}
	}
	return first, last
}

// oldestAbove says whether the oldest line comes first: the balances say it, else the days.
func (f *finder) oldestAbove() bool {
	if f.balance.steps > 0 {
		return f.balance.oldestFirst
	}
	return f.ascendingDays()
}

func (f *finder) sameDay(a, b int) bool { return f.sameCell(a, b, f.dates.day) }

// beginsAtZero says whether the lines without a balance are all of what the next line's balance is
// before it: they may be the balance themselves.
func (f *finder) beginsAtZero(rows []int, next int) bool {
	balance, ok := f.minor(next, f.balance.col)
	if !ok {
		return false
	}
	if !f.p.BalanceBefore {
		balance -= f.amountOf(next)
	}
	for _, r := range rows {
		balance -= f.amountOf(r)
	}
	return balance == 0
}

func (f *finder) unproved(row int) error { return withoutBalance(f.sheet.rows[row].line) }

func withoutBalance(line int) error {
	return &importers.Error{Line: line, What: "the line has no balance, as no other line: " +
		"it may not be booked yet, or be a balance or a sum: download the file without it, or name a " +
		"profile with --profile"}
}

// lacksDay refuses a line at an end of the table that has no value date or no currency, as none of the
// other lines: it may not be booked yet, or be a balance in words that nobody knows. At both ends they
// are an opening and a closing balance. So are lines at both ends that lack anything but the other side,
// and so may be an oldest line that begins the list with nothing behind it.
func (f *finder) lacksDay() error {
	if len(f.open) > 0 || f.p.Mixed || len(f.p.PendingBelow) > 0 || f.dates.value == f.dates.day {
		return nil
	}
	var rows []int
	for i := range f.sheet.names {
		if i == f.money.debit || i == f.money.credit || !f.blankOn(i) {
			continue
		}
		if rows == nil {
			rows = f.provable()
		}
		r := f.blankEnd(i, rows)
		if r < 0 || i != f.dates.value && !f.holdsCurrencies(i, rows) && !f.fromNothing(r, rows) && !f.bothLack(i, rows) {
			continue
		}
		return &importers.Error{Line: f.sheet.rows[r].line, What: fmt.Sprintf("the line has nothing in column "+
			"%q, as no other line: it may not be booked yet, or be a balance or a sum: download the file without "+
			"it, or name a profile with --profile", f.sideName(i))}
	}
	return nil
}

// holdsCurrencies says whether a column has the codes of currencies, whatever its name.
func (f *finder) holdsCurrencies(col int, rows []int) bool {
	return f.sheet.names[col].can(meansCurrency) || !slices.ContainsFunc(rows, func(r int) bool {
		cell := f.sheet.rows[r].at(col)
		return cell != "" && !isCurrencyCode(cell)
	})
}

// fromNothing says whether a row is the oldest line, and is of zero or all of its own balance.
func (f *finder) fromNothing(row int, rows []int) bool {
	oldest := rows[0]
	if !f.oldestAbove() {
		oldest = rows[len(rows)-1]
	}
	balance, has := f.minor(row, f.balance.col)
	return row == oldest && (f.amountOf(row) == 0 || has && balance == f.amountOf(row))
}

// bothLack says whether the lines at both ends are empty in a column that does not name the other side
// of a payment, which fees lack wherever they stand.
func (f *finder) bothLack(col int, rows []int) bool {
	n := f.sheet.names[col]
	for _, pair := range partyColumns() {
		if n.can(pair.m) && !n.namesKind() {
			return false
		}
	}
	return f.sheet.rows[rows[0]].at(col) == "" && f.sheet.rows[rows[len(rows)-1]].at(col) == ""
}

// blankEnd finds a line at an end of the table that is empty in a column, where all others are not, or
// those between both ends, and no balance before the line proves it; -1 for none.
func (f *finder) blankEnd(col int, rows []int) int {
	last := len(rows) - 1
	switch {
	case last < 1, last+1 < fewBetween && !f.fromNothing(rows[0], rows) && !f.fromNothing(rows[last], rows):
		return -1 // too few to say what all others have
	case f.filledOn(col, rows[1:last]) < last-1, f.filledOn(col, rows) < last && last-1 < fewBetween:
		return -1 // others lack it too
	}
	for _, r := range [...]int{rows[0], rows[last]} {
		balance, has := f.minor(r, f.balance.col)
		if f.sheet.rows[r].at(col) == "" && (!has || balance == f.amountOf(r)) {
			return r
		}
	}
	return -1
}
