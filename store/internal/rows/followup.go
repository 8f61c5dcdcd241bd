package rows

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

func followupColumns() []string {
	return []string{"seq", "kind", "key", "severity", "account", "booking_date", "amount", "currency",
		"invoice", "customer", "payment", "state", "actor_kind", "actor_name", "actor_role", "reason", "recorded"}
}

// Followups implements reconcile.HistoryReader.
func (r *Reader) Followups(ctx context.Context, company string) ([]reconcile.Followup, error) {
	return r.followups(ctx, company, "")
}

// LastFollowup implements reconcile.HistoryReader.
func (r *Reader) LastFollowup(ctx context.Context, company string) (int, error) {
	list, err := r.followups(ctx, company,
		"seq = (SELECT max(seq) FROM followup l WHERE l.company = followup.company)")
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0].Seq, nil
}

func (r *Reader) followups(ctx context.Context, company, which string) ([]reconcile.Followup, error) {
	q := r.sentence(company, "SELECT "+list(followupColumns())+" FROM followup")
	q.and("company = ?", company)
	if which != "" {
		q.and(which)
	}
	return all(ctx, r, q.order("seq"), func() ([]any, func() (reconcile.Followup, error)) {
		var v reconcile.Followup
		var recorded int64
		a := &v.Anomaly
		places := []any{&v.Seq, (*string)(&a.Kind), &a.Key, (*string)(&a.Severity), &a.Account,
			(*int32)(&a.BookingDate), &a.Amount.Minor, (*string)(&a.Amount.Currency), &a.Invoice, &a.Customer,
			(*idColumn)(&a.Payment), (*string)(&v.State), (*string)(&v.Actor.Kind), &v.Actor.Name, (*string)(&v.Actor.Role), &v.Reason,
			&recorded}
		return places, func() (reconcile.Followup, error) {
			out := v
			out.Recorded = fromInstant(recorded)
			return out, nil
		}
	})
}

// AddFollowups implements reconcile.HistoryWriter.
func (w *Writer) AddFollowups(ctx context.Context, company string, f []reconcile.Followup) error {
	if err := w.mine(company); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "followup", Len: len(f), Shared: []string{"company"},
		Values: []string{company}, Columns: followupColumns(),
		Row: func(i int, to *Block) {
			v := &f[i]
			a := &v.Anomaly
			to.Int(v.Seq).Text(string(a.Kind), a.Key, string(a.Severity), a.Account).Date(a.BookingDate).
				Money(a.Amount).Text(a.Invoice, a.Customer).ID(&a.Payment).
				Text(string(v.State), string(v.Actor.Kind), v.Actor.Name, string(v.Actor.Role), v.Reason).Number(instant(v.Recorded))
		}})
}
