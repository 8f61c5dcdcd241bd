package rows

import (
	"context"
	"iter"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Origins implements reconcile.BankReader: one walk along each table as it lies.
func (r *Reader) Origins(ctx context.Context, company string) iter.Seq2[reconcile.Origin, error] {
	return func(yield func(reconcile.Origin, error) bool) {
		for _, of := range []struct {
			columns []string
			table   string
			order   string
			scan    scanner[reconcile.Origin]
		}{
			{[]string{"import", "id"}, "entry", "id", scanEntryOrigin},
			{[]string{"import", "entry"}, "sighting", "entry, import", scanEntryOrigin},
			{[]string{"import", "id"}, "batch", "id, import", scanBatchOrigin},
			{slices.Concat([]string{"import"}, invoiceColumns()), "invoice", "number, version", scanInvoiceOrigin},
		} {
			q := r.sentence(company, "SELECT "+list(of.columns)+" FROM "+of.table)
			q.and("company = ?", company)
			for o, err := range each(ctx, r, q.order(of.order), of.scan) {
				if !yield(o, err) || err != nil {
					return
				}
			}
		}
	}
}

func scanEntryOrigin() ([]any, func() (reconcile.Origin, error)) {
	var o reconcile.Origin
	return []any{&o.Import, (*idColumn)(&o.Entry)}, func() (reconcile.Origin, error) { return o, nil }
}

func scanBatchOrigin() ([]any, func() (reconcile.Origin, error)) {
	var o reconcile.Origin
	return []any{&o.Import, (*idColumn)(&o.Batch)}, func() (reconcile.Origin, error) { return o, nil }
}

func scanInvoiceOrigin() ([]any, func() (reconcile.Origin, error)) {
	var o reconcile.Origin
	return append([]any{&o.Import}, invoicePlaces(&o.Invoice)...), func() (reconcile.Origin, error) { return o, nil }
}
