package bankcsv

import (
	"fmt"

	"github.com/rappro/rappro/importers"
)

// chooseOneSide takes the only column of amounts that a list has when it is called debit or credit:
// a list of charges, or of receipts.
func (f *finder) chooseOneSide(rows []int) bool {
	only := -1
	for _, m := range [...]meaning{meansDebit, meansCredit} {
		for _, i := range f.columnsOf(m) {
			if only >= 0 || f.filledOn(i, rows) != len(rows) {
				return false
			}
			only = i
		}
	}
	if only < 0 {
		return false
	}
	f.money.amount, f.money.oneSide = only, true
	f.setColumn(colAmount, only)
	f.reason("amount", f.sideName(only), "its name, and it has an amount on each of the %d lines", len(rows))
	return true
}

// oneSideSigns takes the direction of a column that is the only one from its name, where that is a
// word for debit or credit alone; "payments" can be those of a customer, and is asked. A file whose
// amounts go both ways in such a column is refused.
func (f *finder) oneSideSigns(negative int) error {
	m := &f.money
	name := f.sheet.names[m.amount]
	debit, credit := f.words.is("debit", name.text), f.words.is("credit", name.text)
	switch {
	case negative > 0 && (negative < len(m.entries) || credit):
		return &importers.Error{What: fmt.Sprintf("%q is the only column of amounts, and they have both "+
			"signs or the other one: name a profile with --profile", name.raw)}
	case debit == credit:
		m.unsigned = negative == 0
		return nil
	case debit && negative == 0:
		f.p.Reversed = true
	}
	f.reason("sign", "by column", "%s is the only column of amounts", name.raw)
	return nil
}
