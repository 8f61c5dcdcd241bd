package rows

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

func intakeColumns() []string {
	return []string{"seq", "import", "format", "outcome", "lines", "repeated", "pending", "recorded"}
}

// Intakes implements reconcile.HistoryReader.
func (r *Reader) Intakes(ctx context.Context, company string) ([]reconcile.Intake, error) {
	return r.intakes(ctx, company, "")
}

// LastIntake implements reconcile.HistoryReader.
func (r *Reader) LastIntake(ctx context.Context, company string) (int, error) {
	list, err := r.intakes(ctx, company, "seq = (SELECT max(seq) FROM intake l WHERE l.company = intake.company)")
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0].Seq, nil
}

func (r *Reader) intakes(ctx context.Context, company, which string) ([]reconcile.Intake, error) {
	q := r.sentence(company, "SELECT "+list(intakeColumns())+" FROM intake")
	q.and("company = ?", company)
	if which != "" {
		q.and(which)
	}
	return all(ctx, r, q.order("seq"), func() ([]any, func() (reconcile.Intake, error)) {
		var v reconcile.Intake
		var recorded int64
		places := []any{&v.Seq, &v.Import, &v.Format, (*string)(&v.Outcome), &v.Lines, &v.Repeated, &v.Pending,
			&recorded}
		return places, func() (reconcile.Intake, error) {
			out := v
			out.Recorded = fromInstant(recorded)
			return out, nil
		}
	})
}

// AddIntake implements reconcile.HistoryWriter.
func (w *Writer) AddIntake(ctx context.Context, company string, v reconcile.Intake) error {
	if err := w.mine(company); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "intake", Len: 1, Shared: []string{"company"},
		Values: []string{company}, Columns: intakeColumns(),
		Row: func(_ int, to *Block) {
			to.Int(v.Seq).Text(v.Import, v.Format, string(v.Outcome)).Int(v.Lines, v.Repeated, v.Pending).
				Number(instant(v.Recorded))
		}})
}
