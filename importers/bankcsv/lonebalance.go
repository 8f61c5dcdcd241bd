package bankcsv

import "github.com/rappro/rappro/importers"

// loneBalance refuses a line of the table that says nothing but that it is a balance, where no other
// balance is stated: that it is what the lines sum to would be so from nothing only, and a payment
// may be called so.
func (f *finder) loneBalance() error {
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
	return &importers.Error{Line: f.sheet.rows[lone].line, What: "a balance stands among the lines, and " +
		"nothing proves it: it may be a payment: download the file without lines of balances, or name a " +
		"profile with --profile"}
}
