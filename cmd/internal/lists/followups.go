package lists

import (
	"context"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	known "github.com/rappro/rappro/reconcile/anomalies"
)

// followups are the steps in the lives of anomalies: what people said of them, and which are
// resolved.
func followups() List {
	return List{
		Name: "followups", Order: "sequence", Day: "booking_date", Status: "state", Kind: "kind",
		Statuses: codes(reconcile.AnomalyStates()...), Kinds: codes(known.Kinds()...),
		Columns: []render.Column{count("seq"), code("kind"), text("key"), code("severity"), code("state"),
			text("actor"), text("reason"), wide(text("account")), date("booking_date"), money("amount"),
			text("currency"), wide(text("invoice")), text("customer"), wide(text("payment")),
			volatile(render.Column{Name: "recorded", Kind: render.Time})},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Followups(ctx, in.Company)
			for _, f := range list {
				a, amount := f.Anomaly, ""
				if a.Amount.Currency != "" {
					amount = a.Amount.Decimal()
				}
				if !add(number(f.Seq), string(a.Kind), a.Key, string(a.Severity), string(f.State),
					f.Actor.String(), f.Reason, a.Account, a.BookingDate.String(), amount,
					string(a.Amount.Currency), a.Invoice, a.Customer, a.Payment.String(), instant(f.Recorded)) {
					return nil
				}
			}
			return err
		},
	}
}
