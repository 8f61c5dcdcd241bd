package bankcsv

import (
	"slices"

	"github.com/rappro/rappro/importers"
)

// loneBalance refuses a line of the table that says nothing but that it is a balance, where no other
// balance is stated: that it is what the lines sum to would be so from nothing only, and a payment
// may be called so.
func (f *finder) loneBalance() error {
	for _, r := range [...]int{f.money.entries[0], f.money.entries[len(f.money.entries)-1]} {
		if f.balance.col < 0 && f.statedAbove(f.sheet.rows[r]) {
			return loneBalanceAt(f.sheet.rows[r].line)
		}
	}
	if f.balance.col >= 0 || f.said("opening") || f.said("closing") || len(f.p.Opening)+len(f.p.Closing) > 0 ||
		f.p.Columns[colOpening] != "" {
		return nil
	}
	lone := -1
	for _, r := range f.money.entries {
		if !f.isPlainBalance(r) || f.balanceKind(f.figureOf(r)) == "" {
			continue
		}
		if lone >= 0 {
			return nil
		}
		lone = r
	}
	if lone < 0 {
		return nil
	}
	return loneBalanceAt(f.sheet.rows[lone].line)
}

func loneBalanceAt(line int) error {
	return &importers.Error{Line: line, What: "a balance stands among the lines, and nothing proves it: it " +
		"may be a payment: download the file without lines of balances, or name a profile with --profile"}
}

// statedAbove says whether a line above the table has a text and the amount of a line of it, and so
// states what is no payment.
func (f *finder) statedAbove(r sheetRow) bool {
	return slices.ContainsFunc(f.sheet.above, func(above sheetRow) bool {
		words, numbers := 0, 0
		for _, cell := range above.cells {
			switch {
			case cell == "" || !slices.Contains(r.cells, cell):
			case cell == r.at(f.money.amount), cell == r.at(f.money.debit), cell == r.at(f.money.credit):
				numbers++
			case hasWord(cell) && digitsIn(cell) == 0 && !isCurrencyCode(cell):
				words++
			}
		}
		return words > 0 && numbers > 0
	})
}
