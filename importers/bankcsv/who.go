package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// findAccount looks for a column with the account of the list itself. Many columns are called
// account and hold that of the other side, so it takes more than a name: it stands left of
// the day, or it says the same on many lines; and it does not change from line to line.
func (f *finder) findAccount() error {
	f.accountCol = -1
	for i, n := range f.sheet.names {
		if !n.can(meansAccount) || i == f.money.amount || f.accountCol >= 0 {
			continue
		}
		values, changes, looks := f.accountValues(i)
		if !looks || len(values) == 0 || len(values) > maxAccounts {
			continue
		}
		own := i < f.dates.day || len(f.money.entries) >= 5 && len(values) == 1 ||
			strings.Contains(n.text, "auftrag") || strings.HasPrefix(n.text, "accountnum")
		if !own || len(values) > 1 && changes*2 > len(f.money.entries) && !f.sortsByAccount(i) {
			continue
		}
		f.accountCol = i
		f.setColumn(colAccount, i)
		f.reason("account", "column "+n.raw, "its name, and %d accounts stand there", len(values))
		if changes >= len(values) {
			f.p.Mixed = true
			f.reason("accounts", "mixed", "lines of %d accounts alternate", len(values))
		}
	}
	return f.mixedCurrencies()
}

// maxAccounts is how many accounts one file may hold before its column is taken for that of
// the other side.
const maxAccounts = 50

// accountValues lists what stands in a column, how often it changes, and whether all of it
// looks like account numbers.
func (f *finder) accountValues(col int) (values []string, changes int, looks bool) {
	last := ""
	for n, r := range f.money.entries {
		v := reconcile.CompactAccount(f.sheet.rows[r].at(col))
		if len(v) < 5 || len(v) > 42 || strings.IndexAny(v, "0123456789*X") < 0 {
			return nil, 0, false
		}
		if !slices.Contains(values, v) {
			if values = append(values, v); len(values) > maxAccounts {
				return values, changes, true
			}
		}
		if n > 0 && v != last {
			changes++
		}
		last = v
	}
	return values, changes, true
}

// sortsByAccount says whether a balance follows from the amounts of each account by itself.
func (f *finder) sortsByAccount(col int) bool {
	saved := f.accountCol
	defer func() { f.accountCol = saved }()
	f.accountCol = col
	for i, n := range f.sheet.names {
		if n.can(meansBalance) && f.readable(i) && f.follow(i, -1, f.amountOf).proved() {
			return true
		}
	}
	return false
}

// mixedCurrencies sees whether lines of several currencies alternate.
func (f *finder) mixedCurrencies() error {
	if f.money.currencyAt < 0 || f.p.Mixed {
		return nil
	}
	var seen []reconcile.Currency
	var last reconcile.Currency
	for _, r := range f.money.entries {
		c := f.rowCurrency(r)
		if c != last && slices.Contains(seen, c) {
			f.p.Mixed = true
			f.reason("accounts", "mixed", "lines of several currencies alternate")
			return nil
		}
		if c != last {
			seen = append(seen, c)
		}
		last = c
	}
	return nil
}
