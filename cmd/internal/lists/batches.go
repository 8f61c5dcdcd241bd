package lists

import (
	"cmp"
	"context"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

// batches lists what other sources say that entries are made of, each once, however many
// files hold it.
func batches() List {
	return List{
		Name: "batches", Order: "date, account, id", Day: "date", Status: "state",
		Statuses: codes(reconcile.BatchAttached, reconcile.BatchWaiting, reconcile.BatchHeld),
		Columns: []render.Column{text("source"), text("account"), text("reference"), text("group"),
			date("date"), money("amount"), text("currency"), money("fees"), count("details"),
			code("state"), text("reason"), text("entry"), wide(text("id")), volatile(text("import"))},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Batches(ctx, reconcile.Query{Company: in.Company})
			if err != nil {
				return err
			}
			notes, used, err := reconcile.BatchNotes(ctx, in.Reader, in.Company)
			if err != nil {
				return err
			}
			for i := 0; i < len(list); {
				b := list[i]
				for ; i < len(list) && list[i].ID == b.ID; i++ {
					if !list[i].Entry.IsZero() {
						b = list[i]
					}
				}
				if b.Entry.IsZero() {
					b.Entry = used[b.ID]
				}
				if !add(b.Source, b.Account, b.Reference, b.Group, b.Date.String(), b.Amount.Decimal(),
					string(b.Amount.Currency), b.Fees.Decimal(), number(len(b.Details)), string(b.State()),
					cmp.Or(b.Reason, notes[b.ID]), b.Entry.String(), b.ID.String(), b.Import) {
					return nil
				}
			}
			return nil
		},
	}
}
