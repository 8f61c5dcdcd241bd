package report

import (
	"context"
	"errors"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// Subject is what an id names: exactly one of its fields is set.
type Subject struct {
	Payment  *reconcile.Payment
	Invoice  *reconcile.Invoice
	Decision *reconcile.Decision
}

// Find resolves an id as a person gives it: the number of an invoice, or the beginning of
// a payment's or a decision's id, or a bank's reference. A beginning that several things
// share is refused.
func Find(ctx context.Context, r reconcile.Reader, c reconcile.Call, name string) (Subject, error) {
	q := reconcile.Query{Company: c.Company, AsOf: c.AsOf, Numbers: []string{name}}
	for v, err := range r.Invoices(ctx, q) {
		if err != nil {
			return Subject{}, err
		}
		if v.Number == name {
			return Subject{Invoice: &v}, nil
		}
	}
	p, err := reconcile.FindPayment(ctx, r, c.Company, name)
	if err == nil {
		return Subject{Payment: &p}, nil
	} else if !errors.Is(err, reconcile.ErrNotFound) {
		return Subject{}, err
	}
	d, err := reconcile.FindDecision(ctx, r, c.Company, name)
	if errors.Is(err, reconcile.ErrNotFound) {
		return Subject{}, fmt.Errorf("%q names no payment, invoice or decision: %w; "+
			"rappro list payments and rappro list invoices show them", name, reconcile.ErrNotFound)
	}
	return Subject{Decision: &d}, err
}
