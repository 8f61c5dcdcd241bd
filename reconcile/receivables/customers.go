package receivables

import (
	"cmp"
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// CustomerAgeing is the balance âgée of one customer in one currency.
type CustomerAgeing struct {
	Customer string
	Name     string
	AgeingLine
}

// AgeingByCustomer is the balance âgée by customer and currency, in that order; lines in
// which nothing is open are left out. The columns of all customers add up to the line of
// their currency in [Summary].
func AgeingByCustomer(ctx context.Context, r reconcile.Reader, q reconcile.Query) ([]CustomerAgeing, error) {
	names := map[string]string{}
	customers, err := r.Customers(ctx, q.Company)
	if err != nil {
		return nil, err
	}
	for _, c := range customers {
		names[c.ID] = c.Name
	}
	by := map[string]*owed{}
	for v, err := range r.Invoices(ctx, q) {
		if err != nil {
			return nil, err
		}
		if q.AsOf != 0 && v.IssueDate > q.AsOf || v.Outstanding().IsZero() {
			continue
		}
		if by[v.Customer] == nil {
			by[v.Customer] = newOwed(q.AsOf)
		}
		by[v.Customer].add(v)
	}
	var out []CustomerAgeing
	for customer, o := range by {
		for _, l := range o.ageing {
			out = append(out, CustomerAgeing{customer, names[customer], *l})
		}
	}
	slices.SortFunc(out, func(a, b CustomerAgeing) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Customer, b.Customer))
	})
	return out, nil
}
