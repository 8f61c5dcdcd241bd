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

// beforeReplay lists the invoices without what the decisions on these payments closed, for
// a session that is about to be told of them: it counts each of them once.
func (l *ledger) beforeReplay(payments []Payment) []Invoice {
	replayed := map[string]Invoice{}
	for _, p := range payments {
		for _, d := range l.live[p.ID] {
			for _, part := range d.Parts {
				v := replayed[part.Invoice]
				v.Closed.Minor += part.Closes.Minor
				if part.Kind == Cash {
					v.Paid.Minor += part.Closes.Minor
				}
				replayed[part.Invoice] = v
			}
		}
	}
	list := make([]Invoice, 0, len(l.numbers))
	for _, n := range l.numbers {
		v := *l.invoices[n]
		v.Closed.Minor -= replayed[n].Closed.Minor
		v.Paid.Minor -= replayed[n].Paid.Minor
		list = append(list, v)
	}
	return list
}
