package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// findAccount looks for a column with the account of the list itself. Many columns are called
// account and hold that of the other side, so it takes more than a name, unless the name says that
// the account is one's own: it stands left of the day, or it says the same on many lines; and it does
// not change from line to line, or the balances follow for each account by itself.
func (f *finder) findAccount() error {
	f.accountCol, f.rival = -1, -1
	for i, n := range f.sheet.names {
		if i != f.money.amount && f.accountCol < 0 && (n.can(meansOwnAccount) || i == f.hinted(colAccount)) {
			f.takeOwn(i)
		}
	}
	for i, n := range f.sheet.names {
		if i != f.money.amount && f.accountCol < 0 && n.can(meansAccount) && f.isOwn(i) {
			f.takeOwn(i)
		}
	}
	if f.accountCol < 0 {
		f.findRival()
	}
	return f.mixedCurrencies()
}

// takeOwn takes a column for that of the own accounts, where account numbers stand in it.
func (f *finder) takeOwn(col int) {
	values, changes, looks := f.accountValues(col)
	if !looks || len(values) == 0 || len(values) > maxAccounts {
		return
	}
	n := f.sheet.names[col]
	f.accountCol = col
	f.setColumn(colAccount, col)
	f.reason("account", "column "+n.raw, "its name, and %d accounts stand there", len(values))
	if changes >= len(values) {
		f.p.Mixed = true
		f.reason("accounts", "mixed", "lines of %d accounts alternate", len(values))
	}
}

// isOwn says whether a column that is called account is surely that of the list itself.
func (f *finder) isOwn(col int) bool {
	values, changes, looks := f.accountValues(col)
	front := col < f.dates.day || strings.HasPrefix(f.sheet.names[col].text, "accountnum")
	switch {
	case !looks || len(values) == 0 || len(values) > maxAccounts:
		return false
	case len(values) == 1:
		return front || len(f.money.entries) >= 5 || f.othersDiffer(col)
	case f.oneBalance():
		return false // the lines are those of one account
	case front && changes*2 <= len(f.money.entries):
		return true
	}
	return f.sortsByAccount(col)
}

// othersDiffer says whether the lines name several others, by their names or accounts, who do not share
// one account: a column that says the same on all lines is not theirs.
func (f *finder) othersDiffer(col int) bool {
	for i, n := range f.sheet.names {
		if i == col || !n.can("name") && !n.can("iban") || n.can(meansAccount) {
			continue
		}
		first := ""
		for _, r := range f.money.entries {
			switch cell := fold(f.sheet.rows[r].at(i)); {
			case cell == "" || cell == first:
			case first != "":
				return true
			default:
				first = cell
			}
		}
	}
	return false
}

// oneBalance says whether a balance follows through all lines, as those of one account.
func (f *finder) oneBalance() bool { return f.sortsByAccount(-1) }

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
