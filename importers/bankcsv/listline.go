package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// listLine reads the line above a table without column names that is about the list and has no
// words either: it has the opening and the closing balance, as the lines prove them.
func (f *finder) listLine() {
	opening, closing := f.provedEnds()
	for _, r := range f.sheet.above {
		var marks []mark
		seen := func(field string) bool {
			return slices.ContainsFunc(marks, func(m mark) bool { return m.field == field })
		}
		for i, cell := range r.cells {
			m, ok := f.plainAmount(cell)
			switch {
			case ok && m == opening && !seen("opening"):
				marks = append(marks, mark{i, cell, "opening"})
			case ok && m == closing && !seen("closing"):
				marks = append(marks, mark{i, cell, "closing"})
			case currencyCode(cell) != "" && !seen("currency"):
				marks = append(marks, mark{i, cell, "currency"})
				if f.money.currency == reconcile.NoCurrency {
					f.takeCurrency(cell, r.line)
				}
			case f.longNumber(cell) != "" && !seen("account") && f.accountCol < 0:
				marks = append(marks, mark{i, f.longNumber(cell), "account"})
			case i == 0 && isDay(f.words.shapes, cell):
				marks = append(marks, mark{i, cell, "any"})
			}
		}
		if seen("opening") && seen("closing") {
			f.addLine(r, marks)
		}
	}
}

// longNumber gives a cell that is an IBAN, or a national number as long as one, which nothing
// else on such a line is.
func (f *finder) longNumber(cell string) string {
	text := strings.Trim(cell, "' ")
	if compact := reconcile.CompactAccount(text); reconcile.ValidIBAN(compact) ||
		len(compact) >= 16 && digitsIn(compact) == len(compact) {
		return text
	}
	return ""
}

// plainAmount reads an amount outside the table in the form of the table.
func (f *finder) plainAmount(cell string) (int64, bool) {
	if cell == "" || isDay(f.words.shapes, cell) {
		return 0, false
	}
	form := f.p.form()
	m, err := form.read([]byte(cell), f.money.currency, f.money.exp)
	return m, err == nil
}

// provedEnds are the balances before the first and behind the last of the lines, as the column
// of balances has them.
func (f *finder) provedEnds() (opening, closing int64) {
	rows := slices.Clone(f.money.entries)
	if !f.balance.oldestFirst {
		slices.Reverse(rows)
	}
	seen, since := false, int64(0)
	for _, r := range rows {
		a := f.amountOf(r)
		closing += a
		since += a
		b, ok := f.minor(r, f.balance.col)
		if !ok {
			continue
		}
		if f.p.BalanceBefore {
			b += a
		}
		if closing = b; !seen {
			opening, seen = b-since, true
		}
	}
	return opening, closing
}
