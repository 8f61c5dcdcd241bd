package reconcile

import (
	"context"
	"fmt"
	"iter"
	"slices"
)

// PaymentStory is all that was ever decided on a payment, in the list's own order: applied, refused and
// undone, and of the debits that took it back.
func PaymentStory(ctx context.Context, r Reader, q Query, name string) iter.Seq2[Decision, error] {
	p, err := FindPayment(ctx, r, q.Company, name)
	if err != nil {
		return noStory(err)
	}
	q.From = p.ID.Day() // nobody takes it back before it was there
	return told(r.Decisions(ctx, q), func(d *Decision) bool {
		return d.Payment == p.ID || slices.ContainsFunc(d.Parts, func(part Part) bool {
			id, ok := part.Returns()
			return ok && id == p.ID
		})
	})
}

// InvoiceStory is all that was ever decided on an invoice, with or without money.
func InvoiceStory(ctx context.Context, r Reader, q Query, number string) iter.Seq2[Decision, error] {
	q.Numbers = []string{number}
	for _, err := range r.Invoices(ctx, q) {
		if err != nil {
			return noStory(err)
		}
		return told(r.Decisions(ctx, q), func(d *Decision) bool {
			return d.Invoice == number || slices.ContainsFunc(d.Parts, func(p Part) bool { return p.Invoice == number })
		})
	}
	return noStory(fmt.Errorf("invoice %q: %w; `rappro list invoices` shows them", number, ErrNotFound))
}

func told(list iter.Seq2[Decision, error], of func(*Decision) bool) iter.Seq2[Decision, error] {
	return func(yield func(Decision, error) bool) {
		for d, err := range list {
			if (err != nil || of(&d)) && !yield(d, err) {
				return
			}
		}
	}
}

func noStory(err error) iter.Seq2[Decision, error] {
	return func(yield func(Decision, error) bool) { yield(Decision{}, err) }
}
