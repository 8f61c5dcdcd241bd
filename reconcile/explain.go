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

// rewind takes what the live decisions on these payments closed off invoices that are those of
// the ledger in its order, or puts it back with sign 1: a session that is told of these
// decisions counts each of them once.
func (l *ledger) rewind(list []Invoice, payments []Payment, sign int64) {
	for i := range payments {
		for _, d := range l.live[payments[i].ID] {
			for k := range d.Parts {
				part := &d.Parts[k]
				place, ok := l.places[part.Invoice]
				if !ok {
					continue
				}
				v := &list[place]
				v.Closed.Minor += sign * part.Closes.Minor
				if part.Kind == Cash {
					v.Paid.Minor += sign * part.Closes.Minor
				}
			}
		}
	}
}
