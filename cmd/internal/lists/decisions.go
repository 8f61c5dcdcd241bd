package lists

import (
	"context"
	"iter"
	"strings"
	"time"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	known "github.com/rappro/rappro/reconcile/anomalies"
)

func allocations() List {
	score := render.Column{Name: "confidence", Kind: render.Score}
	return List{
		Name: "allocations", Order: "booking_date, account, payment, then as decided or by rank",
		Day: "booking_date", Status: "decision", Kind: "rule",
		Statuses: codes("auto", "manual", "proposed"),
		Columns: []render.Column{text("account"), date("booking_date"), text("entry_ref"),
			money("amount"), text("currency"), text("invoice"), money("applied"), code("decision"),
			count("rank"), score, text("customer"), text("line"), code("rule")},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			for l, err := range in.Service.AllocationLines(ctx, in.Reader, in.query()) {
				if err != nil {
					return err
				}
				if !add(l.Account, l.BookingDate.String(), l.EntryRef, l.Amount.Decimal(),
					string(l.Amount.Currency), l.Invoice, l.Applied.Decimal(), l.Decision, rank(l.Rank),
					l.Confidence.String(), l.Customer, l.Payment.String(), l.Rule) {
					return nil
				}
			}
			return nil
		},
	}
}

func rank(n int) string {
	if n == 0 {
		return ""
	}
	return number(n)
}

func decisions() List {
	score := render.Column{Name: "confidence", Kind: render.Score}
	return List{
		Name: "decisions", Order: "booking day of the source, source, sequence",
		Day: "effective", Kind: "kind", Story: true,
		Kinds: codes(reconcile.Applied, reconcile.Refused, reconcile.Undone),
		Columns: []render.Column{text("id"), code("kind"), text("payment"), text("invoice"),
			count("seq"), text("customer"), code("rule"), score, text("parts"), date("effective"),
			flag("live"), text("actor"), wide(text("reason")), wide(count("rank")), wide(text("undoes")),
			volatile(text("run")), volatile(render.Column{Name: "recorded", Kind: render.Time})},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			for d, err := range in.decisions(ctx) {
				if err != nil {
					return err
				}
				if !add(d.ID.String(), string(d.Kind), d.Payment.String(), d.Invoice, number(d.Seq),
					d.Customer, d.Rule, d.Confidence.String(), Parts(d.Parts), d.Effective.String(),
					boolean(d.Live), d.Actor.String(), d.Reason, rank(d.Rank), d.Undoes.String(),
					d.Run, instant(d.Recorded)) {
					return nil
				}
			}
			return nil
		},
	}
}

// decisions are all of them, or those that tell the story of a payment or an invoice.
func (in Input) decisions(ctx context.Context) iter.Seq2[reconcile.Decision, error] {
	switch {
	case in.Payment != "":
		return reconcile.PaymentStory(ctx, in.Reader, in.query(), in.Payment)
	case in.Invoice != "":
		return reconcile.InvoiceStory(ctx, in.Reader, in.query(), in.Invoice)
	}
	return in.Reader.Decisions(ctx, in.query())
}

// Parts writes the parts of a decision in one cell: "cash F1 100.00 EUR; discount F1 2.00 EUR".
func Parts(parts []reconcile.Part) string {
	var out []string
	for _, p := range parts {
		words := []string{string(p.Kind)}
		reason := p.Reason
		if id, ok := p.Returns(); ok {
			reason = "returns " + id.String()
		}
		for _, s := range []string{p.Invoice, p.Customer, reason} {
			if s != "" {
				words = append(words, s)
			}
		}
		m := p.Closes
		if p.Kind == reconcile.Cash || !p.Kind.OnInvoice() {
			m = p.Moves
		}
		out = append(out, join(append(words, m.String())))
	}
	return strings.Join(out, "; ")
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func anomalies() List {
	return List{
		Name: "anomalies", Order: "booking_date, account, kind, key",
		Day: "booking_date", Status: "state", Kind: "kind",
		Statuses: codes(reconcile.AnomalyOpen, reconcile.AnomalyAcknowledged, reconcile.AnomalyDismissed),
		Kinds:    codes(reconcile.Kinds()...),
		Columns: []render.Column{code("kind"), text("key"), code("severity"), text("account"),
			date("booking_date"), money("amount"), text("currency"), text("invoice"), text("customer"),
			text("next_step"), wide(text("payment")), wide(code("class")), code("state"), wide(code("visibility"))},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			steps, err := in.Reader.Followups(ctx, in.Company)
			if err != nil {
				return err
			}
			life := reconcile.LifeOf(steps)
			for a, err := range in.Reader.Anomalies(ctx, in.query()) {
				if err != nil {
					return err
				}
				kind, _ := known.Find(a.Kind)
				amount := ""
				if a.Amount.Currency != "" {
					amount = a.Amount.Decimal()
				}
				if !add(string(a.Kind), a.Key, string(a.Severity), a.Account, a.BookingDate.String(),
					amount, string(a.Amount.Currency), a.Invoice, a.Customer, in.NextStep(a),
					a.Payment.String(), string(a.ReturnClass()), string(life.State(a)), string(kind.Shown)) {
					return nil
				}
			}
			return nil
		},
	}
}

func imports() List {
	return List{
		Name: "imports", Order: "recorded, id", Status: "outcome",
		Statuses: codes(reconcile.OutcomeRead, reconcile.OutcomeHeld),
		Columns: []render.Column{text("id"), text("file"), text("format"), code("outcome"),
			count("statements"), count("entries"), count("new"), count("invoices"), wide(count("size")),
			wide(text("actor")), render.Column{Name: "recorded", Kind: render.Time}},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Imports(ctx, in.Company)
			if err != nil {
				return err
			}
			for _, r := range list {
				if !add(r.ID, r.Name, r.Format, string(r.Outcome), number(r.Statements), number(r.Entries),
					number(r.New), number(r.Invoices), number(int(r.Size)), r.Actor.String(),
					instant(r.Recorded)) {
					return nil
				}
			}
			return nil
		},
	}
}
