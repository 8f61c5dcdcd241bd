package report

import (
	"strconv"
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
		p.decision(d)
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
	p.Head(p.Text("show.equation"))
	if len(s.Parts) == 0 {
		p.Line(p.Text("show.not_decided"))
	} else {
		p.equation(pay.Amount, s.Parts)
	}
	p.proposals(s)
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

// equation writes a payment as the sum of its parts, then what closes each invoice.
func (p *Page) equation(total reconcile.Money, parts []reconcile.Part) {
	var terms []string
	for _, part := range parts {
		switch {
		case part.Kind == reconcile.Cash:
			terms = append(terms, p.Text("show.on", p.Amount(part.Moves), part.Invoice))
		case part.Kind == reconcile.OnAccount:
			terms = append(terms, p.Text("show.on_account_of", p.Amount(part.Moves), part.Customer))
		case !part.Kind.OnInvoice():
			word := p.Word("part", string(part.Kind))
			if part.Reason != "" {
				word += " (" + p.Word("receipt", part.Reason) + ")"
			}
			terms = append(terms, p.Amount(part.Moves)+" "+word)
		}
	}
	p.Line(p.Amount(total) + " = " + strings.Join(terms, " + "))
	for _, part := range parts {
		if part.Kind.OnInvoice() && part.Kind != reconcile.Cash {
			p.Line(p.Text("show.closes", p.Word("part", string(part.Kind)), p.Amount(part.Closes), part.Invoice))
		}
	}
}

func (p *Page) proposals(s Shown) {
	list, title := s.Proposals, "show.proposals"
	if len(s.Parts) > 0 {
		list, title = s.Candidates, "show.candidates"
	} else if len(list) == 0 {
		return
	}
	p.Head(p.Text(title))
	if len(list) == 0 {
		p.Line(p.Text("show.no_candidates"))
	}
	for _, o := range list {
		p.Line("#" + strconv.Itoa(o.Rank) + "  " + p.Percent(o.Confidence) + "  " + p.Word("rule", o.Rule) + "  " + o.Customer)
		for _, part := range o.Parts {
			p.Line("    " + p.part(part))
		}
		switch {
		case o.Obstacle != "":
			p.Line("    " + p.Text("show.why", p.Word("obstacle", o.Obstacle)))
		case len(s.Parts) > 0:
			p.Line("    " + p.Text("show.rejected_why"))
		}
		p.evidence("    ", o.Evidence)
	}
	if len(s.Parts) == 0 {
		p.Line(p.Text("show.choose", s.Payment.ID))
	}
}

func (p *Page) part(part reconcile.Part) string {
	word := p.Word("part", string(part.Kind))
	switch {
	case part.Kind == reconcile.Cash:
		return p.Text("show.on", p.Amount(part.Moves), part.Invoice)
	case part.Kind.OnInvoice():
		return p.Text("show.closes", word, p.Amount(part.Closes), part.Invoice)
	case part.Kind == reconcile.OnAccount:
		return p.Text("show.on_account_of", p.Amount(part.Moves), part.Customer)
	}
	return p.Amount(part.Moves) + " " + word
}

// evidence writes one line per fact: for or against, how much, the bank's own characters
// and where they stand.
func (p *Page) evidence(indent string, list []reconcile.Evidence) {
	for _, e := range list {
		sign := "+ "
		if e.Weight < 0 {
			sign = "− "
		}
		s := indent + sign + p.Word("signal", e.Signal)
		if e.Quote != "" {
			s += " “" + e.Quote + "”"
		}
		if e.Field != "" {
			place := p.Word("field", string(e.Field))
			if e.End > e.Start {
				place = p.Text("show.place", place, e.Start+1, e.End)
			}
			s += " (" + place + ")"
		}
		if e.Invoice != "" {
			s += " → " + e.Invoice
		}
		bits := reconcile.Money{Minor: int64(e.Weight), Currency: "EUR"}.Decimal() // hundredths
		p.Line(s + "  " + p.Text("show.bits", p.Money(bits)))
	}
}

func (p *Page) decision(d reconcile.Decision) {
	title := p.Text("show.decision", d.ID) + ": " + p.Code("kind", string(d.Kind))
	if d.Kind == reconcile.Applied && !d.Live {
		title += ", " + p.Text("show.taken_back")
	}
	p.Head(title)
	when := p.Day(d.Effective)
	if d.Automatic() {
		p.Line(p.Text("show.by", when, p.Word("rule", d.Rule), p.Percent(d.Confidence)))
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
	if len(d.Evidence) > 0 {
		p.Line(p.Text("show.evidence"))
		p.evidence("  ", d.Evidence)
	}
}

func (p *Page) anomalies(list []reconcile.Anomaly) {
	if len(list) == 0 {
		return
	}
	p.Head(p.Text("show.anomalies"))
	for _, a := range list {
		t := p.Anomaly(a.Kind)
		p.Line(t.Title + " (" + p.Text("severity."+string(a.Severity)) + ", " + a.Key + ")")
		p.Line("  " + t.Explain)
		p.Line("  → " + t.Next)
	}
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
