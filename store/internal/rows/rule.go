package rows

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

func ruleColumns() []string {
	return []string{"seq", "id", "removed", "iban", "payer", "words", "customer", "kind", "never",
		"actor_kind", "actor_name", "actor_role", "reason", "recorded"}
}

// RuleChanges implements reconcile.HistoryReader.
func (r *Reader) RuleChanges(ctx context.Context, company string) ([]reconcile.RuleChange, error) {
	q := r.sentence(company, "SELECT "+list(ruleColumns())+" FROM company_rule")
	q.and("company = ?", company)
	return all(ctx, r, q.order("seq"), func() ([]any, func() (reconcile.RuleChange, error)) {
		var v reconcile.RuleChange
		var recorded int64
		x := &v.Rule
		places := []any{&v.Seq, &x.ID, &v.Removed, &x.IBAN, &x.Payer, &x.Text, &x.Customer, &x.Kind,
			&x.Never, (*string)(&v.Actor.Kind), &v.Actor.Name, (*string)(&v.Actor.Role), &v.Reason, &recorded}
		return places, func() (reconcile.RuleChange, error) {
			out := v
			out.Recorded = fromInstant(recorded)
			return out, nil
		}
	})
}

// AddRuleChange implements reconcile.HistoryWriter.
func (w *Writer) AddRuleChange(ctx context.Context, company string, v reconcile.RuleChange) error {
	if err := w.mine(company); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "company_rule", Len: 1, Shared: []string{"company"},
		Values: []string{company}, Columns: ruleColumns(),
		Row: func(_ int, to *Block) {
			x := v.Rule
			to.Int(v.Seq).Text(x.ID).Truth(v.Removed).
				Text(x.IBAN, x.Payer, x.Text, x.Customer, string(x.Kind)).Truth(x.Never).
				Text(string(v.Actor.Kind), v.Actor.Name, string(v.Actor.Role), v.Reason).Number(instant(v.Recorded))
		}})
}
