package rows

import (
	"context"
	"slices"
	"strconv"
)

// stretch is how many rows of table invoice are walked at a time.
const stretch = 1000

// amounts reads the newest versions of invoices, whose numbers are in order. Those that are paid at
// one time mostly lie together, and to walk over a row costs a fifth of looking for one: the table is
// walked as long as a third of what comes is asked for, and the rest is looked for by key.
func (r *Reader) amounts(ctx context.Context, company string, b board, numbers []string) error {
	for len(numbers) > stretch/2 {
		q := r.sentence(company, "SELECT number, version, amount, currency FROM invoice")
		q.and("company = ?", company)
		q.and("number >= ?", numbers[0])
		q.and("number <= ?", numbers[len(numbers)-1])
		q.order("number, version").sql.WriteString(" LIMIT " + strconv.Itoa(stretch))
		walked, asked, last, err := r.versions(ctx, b, q)
		if err != nil || walked < stretch {
			return err
		}
		known, _ := slices.BinarySearch(numbers, last) // there may be more versions of the last
		if numbers = numbers[known:]; known == 0 || 3*asked < walked {
			break
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	q := r.sentence(company, "SELECT number, version, amount, currency FROM invoice")
	q.and("company = ?", company)
	q.in("number", numbers)
	_, _, _, err := r.versions(ctx, b, q)
	return err
}

// versions notes what comes, and says how many rows that were, of how many asked for, up to where.
func (r *Reader) versions(ctx context.Context, b board, q *sentence) (walked, asked int, last string,
	err error) {
	for v, err := range each(ctx, r, q, scanStanding) {
		if err != nil {
			return 0, 0, "", err
		}
		walked++
		last = v.number
		if s := b[v.number]; s != nil {
			asked++
			if v.version > s.version {
				s.version, s.amount, s.currency = v.version, v.amount, v.currency
			}
		}
	}
	return walked, asked, last, nil
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
