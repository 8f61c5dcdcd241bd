package bankcsv

import (
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// statedPairs follows the opening and closing balances that stand on every line of a statement: the
// lines between them have to add up, and one statement follows the other.
type statedPairs struct {
	opening, closing, sum int64 // of the statement of the line read last
	line, count           int   // its first line, and how many statements there are
	first                 [2]int64
	up, down              bool // statements follow each other, oldest first or newest first
	broken                int  // first line of the first whose lines do not add up, 0 for none
}

// statedPair reads the pair of a line. A line without one is of the statement above it.
func (t *table) statedPair(record *record, e *reconcile.Entry) error {
	p := &t.open.pairs
	if len(t.moneyCell(record, colOpening)) > 0 && len(t.moneyCell(record, colClosing)) > 0 {
		opening, err := t.minor(record, colOpening)
		if err != nil {
			return err
		}
		closing, err := t.minor(record, colClosing)
		if err != nil {
			return err
		}
		if p.count == 0 || opening != p.opening || closing != p.closing {
			p.begin(opening, closing, e.Line)
		}
	}
	sum := p.sum + e.Amount.Minor
	if (e.Amount.Minor > 0) != (sum > p.sum) && e.Amount.Minor != 0 {
		return errSum
	}
	p.sum = sum
	return nil
}

func (p *statedPairs) begin(opening, closing int64, line int) {
	if p.end(); p.count == 0 {
		p.first, p.up, p.down = [2]int64{opening, closing}, true, true
	} else {
		p.up, p.down = p.up && opening == p.closing, p.down && closing == p.opening
	}
	p.count++
	p.opening, p.closing, p.sum, p.line = opening, closing, 0, line
}

func (p *statedPairs) end() {
	if p.count > 0 && p.opening+p.sum != p.closing && p.broken == 0 {
		p.broken = p.line
	}
}

// statedBalances adds the balances that stand on the lines. One statement that they contradict is
// held as any other; of several nobody could say which.
func (b *book) statedBalances(s *reconcile.Statement) error {
	p := &b.pairs
	p.end()
	from, to := p.opening, p.closing
	switch {
	case p.count == 0:
		return nil
	case p.count > 1 && p.broken > 0:
		return &importers.Error{Line: p.broken, What: "the lines do not lead from the opening " +
			"balance to the closing balance of their statement: download the file again"}
	case p.count > 1 && p.up:
		from = p.first[0]
	case p.count > 1 && p.down:
		to = p.first[1]
	case p.count > 1: // each is proved, and whose they are is not said
		return &importers.Error{Line: p.line, What: "the statements on the lines do not follow each other: one " +
			"is missing, or they are of several accounts: download each by itself"}
	}
	if s.Opening == nil || p.broken > 0 {
		s.Opening = &reconcile.Balance{Amount: b.money(from), Date: b.chain.minDay}
		s.Closing = &reconcile.Balance{Amount: b.money(to), Date: b.chain.maxDay}
	}
	return nil
}

// findPairs looks for an opening and a closing balance that stand on the lines of a statement, the
// same on each. Balances of single lines change where an amount does.
func (f *finder) findPairs() {
	opening, closing := f.pairColumn("opening"), f.pairColumn("closing")
	if opening < 0 || closing < 0 || opening == closing || !f.readable(opening) || !f.readable(closing) {
		return
	}
	for i, r := range f.money.entries[1:] {
		above := f.money.entries[i]
		if f.sameCell(above, r, opening) && f.sameCell(above, r, closing) && f.amountOf(above) != 0 &&
			f.amountOf(r) != 0 && f.sheet.rows[r].at(opening) != "" {
			f.setColumn(colOpening, opening)
			f.setColumn(colClosing, closing)
			f.sheet.names[opening].means = []meaning{meansNever}
			f.sheet.names[closing].means = []meaning{meansNever}
			f.reason("balance", f.sideName(opening)+" and "+f.sideName(closing), "they are those of a "+
				"statement, and stand on each of its lines")
			return
		}
	}
}

// pairColumn is the only column that is called opening or closing balance, -1 for none.
func (f *finder) pairColumn(kind string) int {
	found := -1
	for i, n := range f.sheet.names {
		if n.isDay() || f.words.begins(kind, n.text) == "" || i == f.money.amount || i == f.money.debit ||
			i == f.money.credit {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}
