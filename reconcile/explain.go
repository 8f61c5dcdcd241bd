package reconcile

import (
	"context"
	"slices"
)

// Candidates looks at one payment again as on its own day: with everything that is decided
// on other payments booked up to then, and nothing decided on itself. It gives every way
// to settle it that the matcher finds, best first, so that a person sees what a decision
// was preferred to. It changes nothing.
func (s *Service) Candidates(ctx context.Context, r Reader, c Call, p Payment) ([]Proposal, error) {
	l, err := loadLedger(ctx, r, c.Company)
	if err != nil {
		return nil, err
	}
	var payments []Payment
	for o, err := range r.Payments(ctx, Query{Company: c.Company}) {
		if err != nil {
			return nil, err
		}
		payments = append(payments, o)
	}
	view, err := matcherLedger(ctx, r, c)
	if err != nil {
		return nil, err
	}
	view.Invoices = l.beforeReplay(payments)
	session := s.Matcher.Open(view)
	for _, o := range payments {
		if o.BookingDate > p.BookingDate || o.ID == p.ID {
			continue
		}
		for _, d := range l.live[o.ID] {
			session.Apply(o, d)
		}
	}
	verdicts := session.Day(p.BookingDate, []Payment{p})
	if len(verdicts) != 1 {
		return nil, nil
	}
	list := slices.Clone(verdicts[0].Proposals)
	for i := range list {
		list[i].Payment, list[i].Rank = p.ID, i+1
	}
	return list, nil
}

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
