package bankcsv

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// cardList says whether the columns are those of a list of a card, whose charges mostly have
// no minus, and no more amounts are negative than positive.
func (f *finder) cardList() bool {
	merchant := slices.ContainsFunc(f.sheet.names, func(n name) bool { return f.words.is("card list", n.text) })
	if !merchant || f.money.amount < 0 || f.namesIBANs() {
		return false
	}
	negative := 0
	for _, r := range f.money.entries {
		if f.amountOf(r) < 0 {
			negative++
		}
	}
	return negative*2 <= len(f.money.entries)
}

// namesIBANs says whether lines name the account of the other side, which those of a card do not.
func (f *finder) namesIBANs() bool {
	for i, n := range f.sheet.names {
		for _, r := range f.money.entries {
			if n.can("iban") && reconcile.ValidIBAN(reconcile.CompactAccount(f.sheet.rows[r].at(i))) {
				return true
			}
		}
	}
	return false
}
