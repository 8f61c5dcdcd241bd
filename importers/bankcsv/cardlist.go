package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// cardList says whether the columns are those of a list of a card, whose charges mostly have
// no minus, and no more amounts are negative than positive. Where nothing but a merchant says so there
// are half as many: refunds.
func (f *finder) cardList() bool {
	named := func(list string) bool {
		return slices.ContainsFunc(f.sheet.names, func(n name) bool { return f.words.is(list, n.text) })
	}
	card := named("card list")
	if !card && !named("merchant") || f.money.amount < 0 || f.namesIBANs() {
		return false
	}
	negative := 0
	for _, r := range f.money.entries {
		if f.amountOf(r) < 0 {
			negative++
		}
	}
	if !card {
		return negative*3 <= len(f.money.entries)
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

// receivesNegative says whether an amount with a minus is called a payment that was received, and none
// without: what is owed to the bank of a card grows with each charge, and is less by that payment.
func (f *finder) receivesNegative() bool {
	if f.money.amount < 0 {
		return false
	}
	negative := 0
	for _, r := range f.money.entries {
		a := f.amountOf(r)
		if a == 0 || !slices.ContainsFunc(f.sheet.rows[r].cells, f.saysReceived) {
			continue
		}
		if a > 0 {
			return false
		}
		negative++
	}
	return negative > 0
}

// chargesPositive says whether an amount without a minus is called a purchase with a card, and none with
// one: on the list of a card charges are positive, and a refund has the minus.
func (f *finder) chargesPositive() bool {
	positive := false
	begins := f.words.starts("card purchase") // most labels begin like none of them, and are not folded
	says := func(cell string) bool { return begins.may(cell) && f.saysPurchase(cell) }
	for _, r := range f.money.entries {
		a := f.amountOf(r)
		if a == 0 || !slices.ContainsFunc(f.sheet.rows[r].cells, says) {
			continue
		}
		if a < 0 {
			return false
		}
		positive = true
	}
	return positive
}

// saysPurchase says whether a cell begins like a purchase with a card.
func (f *finder) saysPurchase(cell string) bool {
	return len(cell) > 2 && hasWord(cell) && f.words.begins("card purchase", fold(cell)) != ""
}

// saysReceived says whether a cell is called the payment of a card's holder.
func (f *finder) saysReceived(cell string) bool {
	folded := ""
	return len(cell) > 8 && hasWord(cell) && slices.ContainsFunc(f.words.order["card receipt"], func(w string) bool {
		if folded == "" {
			folded = fold(cell)
		}
		return strings.Contains(folded, w)
	})
}
