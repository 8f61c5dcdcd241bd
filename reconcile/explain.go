package reconcile

import (
	"context"
	"slices"
)

// matcherLedger is what a matcher may know of a company, without its invoices.
func matcherLedger(ctx context.Context, r Reader, c Call) (Ledger, error) {
	l := Ledger{Company: Company{ID: c.Company}, Policy: c.Policy}
	var err error
	if l.Accounts, err = r.Accounts(ctx, c.Company); err != nil {
		return l, err
	}
	for _, a := range l.Accounts {
		if a.Owner != "" && !slices.Contains(l.OwnNames, a.Owner) {
			l.OwnNames = append(l.OwnNames, a.Owner)
		}
	}
	slices.Sort(l.OwnNames)
	if l.Customers, err = r.Customers(ctx, c.Company); err != nil {
		return l, err
	}
	changes, err := r.RuleChanges(ctx, c.Company)
	l.Rules = ActiveRules(changes)
	return l, err
}
