package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// A balance tells how each amount moved it, but for the line at the end of the table that has no
// balance before it. Where amounts have a sign, or a word for their direction, that line has one
// too. Where none has, what the other lines are says nothing about it: it may be the one payment
// received among charges.

// endSign asks about the line whose direction neither a balance nor a sign says, unless a balance
// that stands outside the table meets it.
func (f *finder) endSign() bool {
	b := &f.balance
	if !b.proved() || b.order != "" || f.money.amount < 0 || f.money.side >= 0 || f.money.oneSide {
		return false
	}
	before, open := f.beforeEnd()
	if !open || f.opt.Signs != "" || f.statesBalance(before) {
		return false
	}
	f.found.Needs = append(f.found.Needs, importers.SignsNeed)
	f.reason("sign", string(f.signsSeen()), "the balances say so on every line but the one that has none "+
		"before it, and amounts have no sign: asked")
	return true
}

// beforeEnd gives the balance on the other side of the line that has none there, as its sign would
// have it; open is false where no line of the table is such a one, as behind an opening balance.
func (f *finder) beforeEnd() (before int64, open bool) {
	type key struct {
		currency reconcile.Currency
		account  string
	}
	seen := map[key]bool{}
	fromTop := f.balance.oldestFirst != f.p.BalanceBefore
	for n := range f.dates.written {
		at := n
		if !fromTop {
			at = len(f.dates.written) - 1 - n
		}
		row := f.dates.written[at].row
		balance, ok := f.minor(row, f.balance.col)
		k := key{f.rowCurrency(row), f.accountOf(row)}
		if seen[k] || !ok {
			continue
		}
		seen[k] = true
		if !f.isEntry(row) || f.saysPending(f.sheet.rows[row]) {
			continue
		}
		if a := f.amountOf(row); a != 0 {
			before, open = balance-a, true
			if f.p.BalanceBefore {
				before = balance + a
			}
		}
	}
	return before, open
}

// statesBalance says whether a line outside the table states a balance of this amount.
func (f *finder) statesBalance(minor int64) bool {
	form := amountForm{decimal: f.p.Decimal, thousands: f.p.Thousands}
	for _, rows := range [...][]sheetRow{f.sheet.above, f.sheet.rows} {
		for _, r := range rows {
			if r.at(f.balance.col) != "" && r.at(f.money.amount) != "" || !slices.ContainsFunc(r.cells, f.isBalanceCell) {
				continue
			}
			for _, cell := range r.cells {
				text, _ := f.amountIn(cell)
				if m, err := form.read([]byte(text), f.money.currency, f.money.exp); text != "" && err == nil && m == minor {
					return true
				}
			}
		}
	}
	return false
}

// isBalanceCell says whether a cell begins with the words for a balance.
func (f *finder) isBalanceCell(cell string) bool {
	return f.balanceKind(strings.TrimLeft(fold(cell), "#* \"'")) != ""
}

// againstDays refuses amounts without a sign where the balance follows only against the days: with
// every sign turned round it would be that before the line.
func (f *finder) againstDays(b balanceFacts, name string) error {
	if !b.proved() || b.order != "" || !f.daysAgainst(b.oldestFirst) {
		return nil
	}
	return &importers.Error{Line: f.sheet.rows[f.money.entries[0]].line, What: fmt.Sprintf("%q follows "+
		"from the amounts only against the order of the days, as where it is the balance before the line "+
		"and every sign is turned round: name a profile with --profile (a name or a file)", name)}
}

// daysAgainst says whether the days of all lines go the other way than the balances, in whichever
// order day and month are.
func (f *finder) daysAgainst(oldestFirst bool) bool {
	for _, o := range f.dates.orders {
		days := f.dates.days(o)
		if !oldestFirst {
			slices.Reverse(days)
		}
		if days[0] <= days[len(days)-1] || !slices.IsSortedFunc(days, func(a, b reconcile.Date) int {
			return int(b) - int(a)
		}) {
			return false
		}
	}
	return true
}

// one counts what is so.
func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
