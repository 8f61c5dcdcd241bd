package receivables

import "github.com/rappro/rappro/reconcile"

// LastBalances gives the closing balance of each account's last statement, of those that entered
// and began by the as-of date, as [AccountState].Balance; an account without one is not in it.
func LastBalances(statements []reconcile.Statement, asOf reconcile.Date) map[string]reconcile.Balance {
	by := map[string][]reconcile.Statement{}
	for _, s := range statements {
		if s.State == reconcile.StatementEntered && s.From <= asOf {
			by[s.Account] = append(by[s.Account], s)
		}
	}
	out := map[string]reconcile.Balance{}
	for account, list := range by {
		var a AccountState
		if a.entered(list, asOf); a.Balance != nil {
			out[account] = *a.Balance
		}
	}
	return out
}
