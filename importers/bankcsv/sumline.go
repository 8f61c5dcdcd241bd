package bankcsv

import (
	"bytes"
	"fmt"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// sumLine keeps the amounts of a line without a day that says it is a total, with the sums that it
// can be of: those of the lines above it, and of those behind the last such line.
func (t *table) sumLine(record *record, line int) error {
	b := t.open
	for _, col := range [...]column{colAmount, colDebit, colCredit} {
		cell := t.moneyCell(record, col)
		if bytes.IndexByte(cell, t.profile.Decimal) < 0 || !looksLikeAmount(string(cell)) {
			continue // a number without decimals may count the lines
		}
		m, err := t.minor(record, col)
		if err != nil {
			return nil // what no line has to be is no reason to refuse the file
		}
		if len(b.claims) == maxClaims {
			return fmt.Errorf("more than %d amounts without a date", maxClaims)
		}
		b.claims = append(b.claims, claim{line: line, column: t.name(col), minor: m, sum: true,
			above: b.sums, since: tally{b.sums[0] - b.summed[0], b.sums[1] - b.summed[1]}})
	}
	b.summed = b.sums
	return nil
}

// besideLines keeps the balance of a line without a day, which a total may count.
func (t *table) besideLines(record *record) {
	for _, col := range [...]column{colAmount, colDebit, colCredit} {
		if cell := t.moneyCell(record, col); len(cell) > 0 && len(t.open.beside) < maxClaims {
			if m, err := t.minor(record, col); err == nil {
				t.open.beside = append(t.open.beside, m)
			}
		}
	}
}

// booked are the sums of the lines that are not pending.
func (b *book) booked() tally { return tally{b.sums[0] - b.waits[0], b.sums[1] - b.waits[1]} }

// adds says whether a total is a sum of lines, or of lines and a balance: some banks count what came
// forward among the credits.
func (b *book) adds(c claim, s *reconcile.Statement) bool {
	balances := append([]int64{0}, b.beside...)
	for _, balance := range [...]*reconcile.Balance{s.Opening, s.Closing} {
		if balance != nil {
			balances = append(balances, balance.Amount.Minor)
		}
	}
	v := abs(c.minor)
	for _, sums := range [...]tally{b.sums, b.booked(), c.above, c.since} {
		for _, sum := range [...]int64{sums[0], sums[1], sums[0] - sums[1], sums[0] + sums[1]} {
			for _, balance := range balances {
				if abs(sum+balance) == v || abs(sum-balance) == v {
					return true
				}
			}
		}
	}
	return false
}

// sumLines compares the lines that say they are totals. One of whose two amounts is the sum of the
// lines is that total, and refused when the other is not. One that is no sum of lines at all may be
// that of another list, a period or a page, and is remarked.
func (b *book) sumLines(sink importers.Sink, s *reconcile.Statement) error {
	right := map[int]bool{} // lines with an amount that is a sum
	for _, c := range b.claims {
		right[c.line] = right[c.line] || c.sum && c.minor != 0 && b.adds(c, s)
	}
	for _, c := range b.claims {
		if !c.sum || b.adds(c, s) {
			continue
		}
		total := b.money(c.minor).Decimal()
		if right[c.line] {
			return &importers.Error{Line: c.line, What: fmt.Sprintf("the total %s of column %q is not that of "+
				"the lines, and the other one is: lines are missing or were changed, download the file again",
				total, c.column)}
		}
		sink.Note(fmt.Sprintf("line %d: the total %s of column %q is not that of the lines: see that none "+
			"is missing", c.line, total, c.column))
	}
	return nil
}
