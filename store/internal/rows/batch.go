package rows

import (
	"context"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// batchColumns are those of table batch after company. The group is called payout there,
// because group is a word of SQL.
func batchColumns() []string {
	return []string{"id", "import", "source", "account", "reference", "payout", "date", "amount",
		"currency", "fees", "details", "entry", "reason", "line",
		"message"}
}

// Batches implements reconcile.BankReader.
func (r *Reader) Batches(ctx context.Context, q reconcile.Query) ([]reconcile.Batch, error) {
	s := r.sentence(q.Company, "SELECT "+list(batchColumns())+" FROM batch")
	s.and("company = ?", q.Company)
	s.equal("account", q.Account)
	s.equal("import", q.Import)
	if q.Waiting {
		s.and("length(entry) = 0")
		s.and("reason = ''")
	}
	q.AsOf = 0
	s.between("date", q)
	return all(ctx, r, s.order("date, account, id, import"), scanBatch)
}

func scanBatch() ([]any, func() (reconcile.Batch, error)) {
	var b reconcile.Batch
	var fees, details string
	places := []any{(*idColumn)(&b.ID), &b.Import, &b.Source, &b.Account, &b.Reference, &b.Group,
		(*int32)(&b.Date), &b.Amount.Minor, (*string)(&b.Amount.Currency), &fees, &details,
		(*idColumn)(&b.Entry), &b.Reason, &b.Line, &b.Message}
	return places, func() (reconcile.Batch, error) {
		out := b
		var err error
		if out.Fees, err = moneyOf(fees); err == nil {
			out.Details, err = readDetails(details)
		}
		if err != nil {
			return out, fmt.Errorf("batch %s: %w", b.ID, err)
		}
		return out, nil
	}
}

// PutBatches implements reconcile.BankWriter.
func (w *Writer) PutBatches(ctx context.Context, company string, b []reconcile.Batch) error {
	if err := w.mine(company); err != nil {
		return err
	}
	b = latest(b, func(b reconcile.Batch) string { return string(b.ID[:]) + b.Import })
	return w.insert(ctx, Bulk{Table: "batch", Len: len(b), Shared: []string{"company"},
		Values: []string{company}, Columns: batchColumns(),
		Conflict: "ON CONFLICT (company, id, import) DO UPDATE SET source = excluded.source, " +
			"account = excluded.account, reference = excluded.reference, payout = excluded.payout, " +
			"date = excluded.date, amount = excluded.amount, currency = excluded.currency, " +
			"fees = excluded.fees, details = excluded.details, entry = excluded.entry, " +
			"reason = excluded.reason, line = excluded.line, message = excluded.message",
		Row: func(i int, to *Block) {
			v := &b[i]
			to.ID(&v.ID).Text(v.Import, v.Source, v.Account, v.Reference, v.Group).Date(v.Date).
				Money(v.Amount).Text(moneyText(v.Fees), detailsText(v.Details)).ID(&v.Entry).
				Text(v.Reason).Int(v.Line).Text(v.Message)
		}})
}

// detailsText writes details as a canonical JSON list: what table detail has in columns,
// and the rest in more as there.
func detailsText(details []reconcile.Detail) string {
	var j jsonWriter
	j.open('[')
	for i := range details {
		d := &details[i]
		j.element()
		j.open('{')
		j.textMember("amount", moneyText(d.Amount))
		j.textMember("reference", d.Reference)
		j.textMember("end_to_end", d.EndToEndID)
		j.textMember("payer", d.Payer.Name)
		j.textMember("iban", d.Payer.IBAN)
		j.textsMember("text", d.Text)
		j.textMember("more", moreOf(d, d.Amount))
		j.close('}')
	}
	j.close(']')
	return string(j.b)
}

func readDetails(s string) ([]reconcile.Detail, error) {
	var out []reconcile.Detail
	var more error
	r := jsonReader{s: s}
	r.array(func() {
		var d reconcile.Detail
		r.object(func(name string) {
			switch name {
			case "amount":
				d.Amount = r.money()
			case "reference":
				d.Reference = r.text()
			case "end_to_end":
				d.EndToEndID = r.text()
			case "payer":
				d.Payer.Name = r.text()
			case "iban":
				d.Payer.IBAN = r.text()
			case "text":
				d.Text = r.texts()
			case "more":
				if err := readMore(r.text(), &d); err != nil && more == nil {
					more = err
				}
			default:
				r.unknown(name)
			}
		})
		out = append(out, d)
	})
	if err := r.done(); err != nil {
		return nil, err
	}
	return out, more
}
