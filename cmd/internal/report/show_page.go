package report

import (
	"strings"

	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/reconcile"
)

// Shown writes what is known of a payment or an invoice: the equation in words, the
// evidence with its place in the bank's text, and what was rejected.
func (p *Page) Shown(s Shown) {
	if s.Invoice != nil {
		p.shownInvoice(s)
	} else {
		p.shownPayment(s)
	}
	for _, d := range s.Decisions {
		p.decision(s, d)
	}
	p.anomalies(s.Anomalies)
}

func (p *Page) shownPayment(s Shown) {
	pay := *s.Payment
	p.Title(p.Text("show.payment", pay.ID, p.Day(pay.BookingDate), p.Amount(pay.Amount)))
	p.facts([][2]string{{"show.status", p.Code("status", s.Status)}, {"show.account", pay.Account},
		{"show.payer", strings.TrimSpace(pay.Detail.Payer.Name + "  " + pay.Detail.Payer.IBAN)},
		{"show.text", lists.PaymentText(pay)}, {"show.reference", pay.Reference},
		{"show.end_to_end", pay.Detail.EndToEndID},
		{"show.customer", strings.TrimSpace(s.Customer.ID + "  " + s.Customer.Name)}})
	p.matched(s)
	p.Head(p.Text("show.equation"))
	switch {
	case len(s.Parts) > 0:
		p.equation(s, pay.Amount, s.Parts)
	case pay.Amount.Minor < 0:
		p.Line(p.Text("show.debit"))
	case s.Why.Receipt != "" && len(s.Proposals) == 0:
		p.Line(p.Text("show.receipt_waits", p.Word("receipt", s.Why.Receipt)))
	default:
		p.Line(p.Text("show.not_decided"))
	}
	p.proposals(s)
	p.rejected(s)
}

// facts writes labels and values, leaving out what is empty.
func (p *Page) facts(list [][2]string) {
	var rows [][]string
	for _, f := range list {
		if f[1] != "" {
			rows = append(rows, []string{p.Text(f[0]), f[1]})
		}
	}
	p.Grid("ll", rows)
}

func (p *Page) part(part reconcile.Part) string {
	word := p.Word("part", string(part.Kind))
	switch {
	case part.Rate() != "":
		return p.Text("show.on_abroad", p.Amount(part.Moves), part.Invoice, p.Amount(part.Closes),
			part.Closes.Currency, p.Money(part.Rate()), part.Moves.Currency)
	case part.Kind == reconcile.Cash:
		return p.Text("show.on", p.Amount(part.Moves), part.Invoice)
	case part.Kind.OnInvoice():
		return p.Text("show.closes", word, p.Amount(part.Closes), part.Invoice)
	case part.Kind == reconcile.OnAccount:
		return p.Text("show.on_account_of", p.Amount(part.Moves), part.Customer)
	}
	if part.Reason != "" && part.Kind == reconcile.NotForInvoices {
		word += " (" + p.Word("receipt", part.Reason) + ")"
	}
	return p.Amount(part.Moves) + " " + word
}

func (p *Page) decision(s Shown, d reconcile.Decision) {
	title := p.Text("show.decision", d.ID) + ": " + p.Code("kind", string(d.Kind))
	if d.Kind == reconcile.Applied && !d.Live {
		title += ", " + p.Text("show.taken_back")
	}
	p.Head(title)
	when := p.Day(d.Effective)
	if d.Automatic() {
		p.Line(p.Text("show.by", when, p.rule(d.Rule), p.Percent(d.Confidence)))
	} else {
		p.Line(p.Text("show.by_person", when, d.Actor))
	}
	if d.Kind == reconcile.Undone {
		p.Line(p.Text("show.undoes", d.Undoes))
	}
	if d.Reason != "" {
		p.Line(p.Text("show.reason") + ": " + d.Reason)
	}
	for _, part := range d.Parts {
		p.Line(p.part(part))
	}
	if d.Kind == reconcile.Applied {
		p.leaves(s, d)
	}
	if len(d.Evidence) > 0 {
		p.Line(p.Text("show.evidence"))
		p.evidence(s.payment(d), "  ", d.Evidence)
	}
}

func (p *Page) anomalies(list []ShownAnomaly) {
	if len(list) == 0 {
		return
	}
	p.Head(p.Text("show.anomalies"))
	for _, a := range list {
		t := p.Anomaly(a.Kind)
		p.Line(t.Title + " (" + p.Text("severity."+string(a.Severity)) + ", " + a.Key + ")")
		p.Line("  " + p.stateOf(a))
		if a.State() == reconcile.AnomalyResolved {
			continue
		}
		p.Line("  " + t.Explain)
		p.Line("  → " + p.Next(a.Anomaly))
	}
}

// stateOf says where the life of an anomaly stands, by whom, when and why.
func (p *Page) stateOf(a ShownAnomaly) string {
	state := p.Text("state." + string(a.State()))
	if a.Said.Seq == 0 {
		return state
	}
	text := p.Text("show.anomaly.said", state, a.Said.Actor, p.Day(reconcile.DateOf(a.Said.Recorded)))
	if a.Said.Reason != "" {
		text += ": " + a.Said.Reason
	}
	return text
}

func (p *Page) shownInvoice(s Shown) {
	v := *s.Invoice
	p.Title(p.Text("show.invoice", v.Number, p.Day(v.IssueDate), p.Amount(v.Amount)))
	due := p.Day(v.DueDate)
	if late := v.DaysLate(s.AsOf); late > 0 {
		due += " (" + p.Count("show.late", late) + ")"
	}
	status := p.Code("status", s.Status)
	if s.Versions > 1 {
		status += " (" + p.Count("show.versions", s.Versions) + ")"
	}
	p.facts([][2]string{{"show.status", status},
		{"show.customer", strings.TrimSpace(v.Customer + "  " + s.Customer.Name)}, {"show.due", due},
		{"show.outstanding", p.Amount(v.Outstanding())}, {"show.terms", v.Terms},
		{"show.owner", v.Owner}, {"show.project", v.Project}, {"show.reference", v.PaymentReference}})
	if len(s.Decisions) == 0 {
		p.Head(p.Text("show.allocations"))
		p.Line(p.Text("show.nothing_closes"))
	}
}
