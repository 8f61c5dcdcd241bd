package lists

import (
	"context"

	"github.com/rappro/rappro/cmd/internal/render"
)

// rules are the company's rules as they were added and removed.
func rules() List {
	return List{
		Name: "rules", Order: "sequence", Status: "change", Statuses: []string{"added", "removed"},
		Columns: []render.Column{count("seq"), text("rule"), code("change"), text("iban"), text("payer"),
			text("text"), text("customer"), text("kind"), flag("never"), text("actor"), text("reason"),
			volatile(render.Column{Name: "recorded", Kind: render.Time})},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.RuleChanges(ctx, in.Company)
			for _, c := range list {
				change, x := "added", c.Rule
				if c.Removed {
					change = "removed"
				}
				if !add(number(c.Seq), x.ID, change, x.IBAN, x.Payer, x.Text, x.Customer, x.Kind,
					boolean(x.Never), c.Actor.String(), c.Reason, instant(c.Recorded)) {
					return nil
				}
			}
			return err
		},
	}
}
