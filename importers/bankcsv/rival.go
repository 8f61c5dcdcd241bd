package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// A column with several accounts that nobody knows to be one's own or those of the other side must not
// be passed over: with --account the lines of all of them would be those of one. Banks write their own
// accounts in front, so that a column left of the day is asked about whatever --account says. Elsewhere
// --account says that the accounts are those of the other side, unless it is one of them.

// findRival looks for such a column.
func (f *finder) findRival() {
	if len(f.money.entries) < 2 || f.hinted(colAccount) >= 0 {
		return
	}
	for i, n := range f.sheet.names {
		if i == f.money.amount || i == f.dates.day || i == f.hinted(colPayerIBAN) || f.places != nil ||
			!n.can(meansAccount) && len(n.means) > 0 || !f.severalAccounts(i) || !n.can(meansOwnAccount) && f.oneBalance() {
			continue
		}
		if f.isAmong(i) {
			f.takeOwn(i)
			return
		}
		f.rival, f.rivalAhead = i, n.can(meansOwnAccount) || i < f.dates.day && len(n.means) > 0
		return
	}
}

// severalAccounts says whether a column has something on every line that may be an account, and not
// the same on all of them. Where its name is not known only an IBAN is one for sure. A word, as Savings,
// names one where the column is called account and stands in front. One that says that the accounts are
// one's own was not taken because a line has none, or there are too many.
func (f *finder) severalAccounts(col int) bool {
	called, own := f.sheet.names[col].can(meansAccount), f.sheet.names[col].can(meansOwnAccount)
	values, _, looks := f.accountValues(col)
	if looks && called && len(values) > 1 {
		return len(values) <= maxAccounts
	}
	if called && !own && col > f.dates.day {
		return false
	}
	var seen []string
	for _, r := range f.money.entries {
		cell := f.sheet.rows[r].at(col)
		if cell == "" && !own || !called && !isIBAN(cell) {
			return false
		}
		if cell != "" && !slices.Contains(seen, cell) {
			if seen = append(seen, cell); len(seen) > maxAccounts {
				return own
			}
		}
	}
	return len(seen) > 1
}

// isAmong says whether --account is one of the accounts of a column.
func (f *finder) isAmong(col int) bool {
	asked := reconcile.CompactAccount(f.opt.Account)
	return asked != "" && slices.ContainsFunc(f.money.entries, func(r int) bool {
		return importers.SameAccount(asked, reconcile.CompactAccount(f.sheet.rows[r].at(col)))
	})
}

// askRival asks whose accounts they are, where nothing else names the account of the list.
func (f *finder) askRival() error {
	if f.rival < 0 || f.said("account") || !f.rivalAhead && f.opt.Account != "" ||
		f.p.FromName && accountInName(f.opt.Name) != "" {
		return nil
	}
	f.ask("accounts", fmt.Sprintf("accounts: the file does not settle whether %s names its own accounts or "+
		"those of the other side (--profile, with a line account: or payer iban: that names it; or download "+
		"each account by itself)", f.sideName(f.rival)))
	return nil
}
