package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// datedBalance is a balance outside the table that is neither opening nor closing, and its day.
type datedBalance struct {
	day   reconcile.Date
	minor int64
	line  int
}

// twoBalances refuses a file whose lines do not lead from a balance of a day before them to one of a
// day behind them, where no word calls the two opening and closing: lines are missing.
func (f *finder) twoBalances() error {
	if !f.sheet.whole || f.balance.col >= 0 || f.p.Mixed || len(f.open) > 0 || f.said("opening") ||
		len(f.dates.orders) != 1 {
		return nil
	}
	sum, from, to := int64(0), reconcile.Date(0), reconcile.Date(0)
	for i := range f.dates.written {
		w := &f.dates.written[i]
		if f.isEntry(w.row) && !f.saysPending(f.sheet.rows[w.row]) {
			day := w.day.date(f.dates.orders[0])
			if sum += f.amountOf(w.row); from == 0 || day < from {
				from = day
			}
			to = max(to, day)
		}
	}
	list := f.datedBalances()
	last := 0
	for _, a := range list {
		for _, b := range list {
			if a.day >= b.day || a.day > from || b.day < to {
				continue
			}
			if a.minor+sum == b.minor {
				return nil
			}
			last = max(last, a.line, b.line)
		}
	}
	if last == 0 {
		return nil
	}
	return &importers.Error{Line: last, What: "the lines do not lead from the opening balance to the closing " +
		"balance of their statement: download the file again"}
}

// datedBalances are the balances above and below the table that have a day and no other name.
func (f *finder) datedBalances() (out []datedBalance) {
	for _, r := range slices.Concat(f.sheet.above, f.sheet.rows) {
		if f.isTable(r) || f.balanceKind(strings.TrimLeft(fold(strings.Join(r.cells, " ")), "#* \"'")) != "current" {
			continue
		}
		b, has := datedBalance{line: r.line}, false
		for _, cell := range r.cells {
			for _, w := range dayWords(cell) {
				if s, ok := f.words.shapes.shape(w); ok && b.day == 0 && f.usableDay(s) {
					b.day = s.date(f.dates.orders[0])
				}
			}
			if text, _ := f.amountIn(cell); text != "" && !has {
				b.minor, has = f.plainAmount(text)
			}
		}
		if has && b.day != 0 {
			out = append(out, b)
		}
	}
	return out
}
