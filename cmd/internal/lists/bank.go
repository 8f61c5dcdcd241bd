package lists

import (
	"context"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
)

func statements() List {
	return List{
		Name: "statements", Order: "account, from, to, reference, id",
		Day: "from", Status: "state",
		Statuses: codes(reconcile.StatementEntered, reconcile.StatementHeld,
			reconcile.StatementDuplicate, reconcile.StatementProvisional, reconcile.StatementReplaced),
		Columns: []render.Column{text("account"), text("reference"), count("sequence"), date("from"),
			date("to"), money("opening"), money("closing"), text("currency"), count("entries"),
			money("credits"), money("debits"), code("state"), code("proof"), text("reason"),
			wide(text("id")), volatile(text("format")), volatile(text("import")), volatile(text("file"))},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			list, err := in.Reader.Statements(ctx, reconcile.Query{Company: in.Company})
			if err != nil {
				return err
			}
			for _, s := range list {
				lines, credits, debits := s.Booked, s.Credits, s.Debits
				if s.State == reconcile.StatementProvisional {
					lines, credits, debits = s.Pending, s.PendingCredits, s.PendingDebits
				}
				if !add(s.Account, s.Reference, sequence(s.Sequence), s.From.String(), s.To.String(),
					balance(s.Opening), balance(s.Closing), string(s.Currency), number(lines),
					credits.Decimal(), debits.Decimal(), string(s.Now(list)), string(s.Proof()),
					in.Remark(s.Reason), s.ID.String(), s.Source.Format, s.Source.Import, s.Source.Name) {
					return nil
				}
			}
			return nil
		},
	}
}

func sequence(n int64) string {
	if n == 0 {
		return ""
	}
	return number(int(n))
}

func balance(b *reconcile.Balance) string {
	if b == nil {
		return ""
	}
	return b.Amount.Decimal()
}

func entries() List {
	return List{
		Name: "entries", Order: "account, booking_date, id", Day: "booking_date", Status: "state",
		Statuses: []string{bookedEntry, provisionalEntry},
		Columns: []render.Column{text("account"), date("booking_date"), date("value_date"),
			money("amount"), text("currency"), text("reference"), text("text"), text("code"),
			wide(flag("reversal")), wide(flag("lump")), wide(text("id")), code("state")},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			row := func(e reconcile.Entry, state string) bool {
				return add(e.Account, e.BookingDate.String(), e.ValueDate.String(), e.Amount.Decimal(),
					string(e.Amount.Currency), e.Reference, e.Text, e.Code, boolean(e.Reversal),
					boolean(e.Lump), e.ID.String(), state)
			}
			interim, err := reconcile.ProvisionalEntries(ctx, in.Reader, in.query())
			if err != nil {
				return err
			}
			for e, err := range in.Reader.Entries(ctx, in.query()) {
				if err != nil {
					return err
				}
				for len(interim) > 0 && reconcile.EntryOrder(interim[0], e) < 0 {
					if !row(interim[0], provisionalEntry) {
						return nil
					}
					interim = interim[1:]
				}
				if !row(e, bookedEntry) {
					return nil
				}
			}
			for _, e := range interim {
				if !row(e, provisionalEntry) {
					return nil
				}
			}
			return nil
		},
	}
}

// The states of an entry.
const (
	bookedEntry      = "booked"
	provisionalEntry = "provisional" // of an interim report, until it is booked
)

func payments() List {
	return List{
		Name: "payments", Order: "booking_date, account, id", Day: "booking_date", Status: "status",
		Statuses: PaymentStatuses(),
		Columns: []render.Column{text("id"), text("account"), date("booking_date"), money("amount"),
			text("currency"), code("status"), text("payer"), text("text"), wide(text("reference")),
			wide(text("end_to_end_id")), wide(text("payer_iban")), wide(date("value_date")),
			wide(text("code")), wide(flag("lump")), wide(text("entry")), text("customer")},
		rows: func(ctx context.Context, in Input, add func(...string) bool) error {
			decided, err := reconcile.LoadDecided(ctx, in.Reader, in.query())
			if err != nil {
				return err
			}
			for p, err := range in.Reader.Payments(ctx, in.query()) {
				if err != nil {
					return err
				}
				if !add(p.ID.String(), p.Account, p.BookingDate.String(), p.Amount.Decimal(),
					string(p.Amount.Currency), PaymentStatus(p, decided), p.Detail.Payer.Name,
					PaymentText(p), p.Reference, p.Detail.EndToEndID, p.Detail.Payer.IBAN,
					p.ValueDate.String(), p.Code, boolean(p.Lump), p.Entry.String(),
					customerOf(p.ID, decided)) {
					return nil
				}
			}
			return nil
		},
	}
}

// customerOf is whose a payment is: by the last decision, else by the best proposal.
func customerOf(id reconcile.ID, d reconcile.Decided) string {
	if live := d.Live[id]; len(live) > 0 {
		return live[len(live)-1].Customer
	}
	if o := d.Proposals[id]; len(o) > 0 {
		return o[0].Customer
	}
	return ""
}

// PaymentText is what the bank wrote on a payment: the payer's text, else the bank's own.
func PaymentText(p reconcile.Payment) string {
	if len(p.Detail.Text) > 0 {
		return join(p.Detail.Text)
	}
	if p.EntryText != "" {
		return p.EntryText
	}
	return p.Detail.AdditionalText
}

// PaymentStatuses are the words of [PaymentStatus].
func PaymentStatuses() []string {
	return []string{"automatic", "manual", "on_account", "not_for_invoices", "proposed", "unmatched",
		"return", "debit"}
}

// PaymentStatus says in one word what became of a payment: automatic, manual, on_account,
// not_for_invoices, proposed or unmatched for a credit; return, proposed or debit for a debit.
// A return took money of a customer's back, or paid some back to him.
func PaymentStatus(p reconcile.Payment, d reconcile.Decided) string {
	live := d.Live[p.ID]
	onInvoice, onAccount, notOurs := false, false, false
	for _, part := range d.Parts(p.ID) {
		switch {
		case part.Kind.OnInvoice():
			onInvoice = true
		case part.Kind == reconcile.OnAccount:
			onAccount = true
		default:
			notOurs = true
		}
	}
	switch {
	case p.Amount.Minor < 0 && (onInvoice || onAccount): // with the bank's fee on top, or without
		return "return"
	case len(live) == 0 && len(d.Proposals[p.ID]) > 0:
		return "proposed"
	case p.Amount.Minor < 0:
		return "debit"
	case len(live) == 0:
		return "unmatched"
	case notOurs && !onInvoice:
		return "not_for_invoices"
	case !onInvoice:
		return "on_account"
	case live[len(live)-1].Automatic():
		return "automatic"
	}
	return "manual"
}
