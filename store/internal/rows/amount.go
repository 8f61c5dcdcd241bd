package rows

import "context"

// unbound reads the newest versions of the invoices whose amounts nobody has given: see
// [reconcile.Decision.Bounds].
func (w *Writer) unbound(ctx context.Context, b board, numbers []string) error {
	var list []string
	for _, number := range numbers {
		if !b[number].bound {
			list = append(list, number)
		}
	}
	if len(list) == 0 {
		return nil
	}
	q := w.sentence(w.company, "SELECT number, version, amount, currency FROM invoice")
	q.and("company = ?", w.company)
	q.in("number", list)
	for v, err := range each(ctx, w.Reader, q, scanStanding) {
		if err != nil {
			return err
		}
		if s := b[v.number]; v.version > s.version {
			s.version, s.amount, s.currency = v.version, v.amount, v.currency
		}
	}
	return nil
}

type standingRow struct {
	number string
	standing
}

func scanStanding() ([]any, func() (standingRow, error)) {
	var v standingRow
	return []any{&v.number, &v.version, &v.amount, (*string)(&v.currency)},
		func() (standingRow, error) { return v, nil }
}
