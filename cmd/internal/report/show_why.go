package report

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// equation writes a payment as the sum of its parts, then each invoice as the sum of what
// closes it and what is left.
func (p *Page) equation(s Shown, total reconcile.Money, parts []reconcile.Part) {
	var terms []string
	for _, part := range parts {
		if part.Kind == reconcile.Cash || !part.Kind.OnInvoice() {
			terms = append(terms, p.part(part))
		}
	}
	p.Line(p.Amount(total) + " = " + strings.Join(terms, " + "))
	for _, number := range invoicesOf(parts) {
		p.invoiceEquation(s, number, parts)
	}
}

// invoiceEquation writes "F1: €100.00 = €98.00 cash + €2.00 discount; nothing is left".
func (p *Page) invoiceEquation(s Shown, number string, parts []reconcile.Part) {
	v, ok := s.Invoices[number]
	if !ok {
		return
	}
	var terms []string
	var closes int64
	for _, part := range parts {
		if part.Invoice == number && part.Kind.OnInvoice() {
			terms = append(terms, p.Amount(part.Closes)+" "+p.Word("part", string(part.Kind)))
			closes += part.Closes.Minor
		}
	}
	if rest := v.Closed.Minor - closes; rest != 0 {
		terms = append(terms, p.Text("show.elsewhere", p.Amount(reconcile.Money{Minor: rest, Currency: v.Amount.Currency})))
	}
	if left := v.Outstanding(); !left.IsZero() {
		terms = append(terms, p.Text("show.open", p.Amount(left)))
	}
	p.Line(p.Text("show.invoice_equation", number, p.Amount(v.Amount), strings.Join(terms, " + ")))
}

// leaves says what a decision left of each invoice.
func (p *Page) leaves(s Shown, d reconcile.Decision) {
	for _, number := range invoicesOf(d.Parts) {
		left, ok := s.Left[Leaving{d.ID, number}]
		switch {
		case !ok:
		case left.IsZero():
			p.Line(p.Text("show.left_nothing", number))
		default:
			p.Line(p.Text("show.left", p.Amount(left), number))
		}
	}
}

func invoicesOf(parts []reconcile.Part) (numbers []string) {
	seen := map[string]bool{}
	for _, part := range parts {
		if part.Kind.OnInvoice() && !seen[part.Invoice] {
			seen[part.Invoice] = true
			numbers = append(numbers, part.Invoice)
		}
	}
	return numbers
}

func (p *Page) proposals(s Shown) {
	if len(s.Parts) > 0 || len(s.Proposals) == 0 {
		return
	}
	p.Head(p.Text("show.proposals"))
	for _, o := range s.Proposals {
		p.Line("#" + strconv.Itoa(o.Rank) + "  " + p.weighed(o))
		for _, part := range o.Parts {
			p.Line("    " + p.part(part))
		}
		for _, number := range invoicesOf(o.Parts) {
			if v, ok := s.Invoices[number]; ok {
				left := v.Outstanding()
				for _, part := range o.Parts {
					if part.Invoice == number {
						left.Minor -= part.Closes.Minor
					}
				}
				if left.IsZero() {
					p.Line("    " + p.Text("show.would_leave_nothing", number))
				} else {
					p.Line("    " + p.Text("show.would_leave", p.Amount(left), number))
				}
			}
		}
		if o.Obstacle != "" {
			p.Line("    " + p.Text("show.why", p.Word("obstacle", o.Obstacle)))
		}
		p.evidence(s.Payment, "    ", o.Evidence)
	}
	p.Line(p.Text("show.choose", s.Payment.ID))
}

// weighed is a proposal's confidence, rule and customer.
func (p *Page) weighed(o reconcile.Proposal) string {
	return strings.TrimSpace(p.Percent(o.Confidence) + "  " + p.rule(o.Rule) + "  " + o.Customer)
}

// rule names a rule of ours, or one of the company's.
func (p *Page) rule(name string) string {
	if own, ok := strings.CutPrefix(name, reconcile.RuleOfCompany); ok {
		return p.Text("show.company_rule", own)
	}
	return p.Word("rule", name)
}

// rejected writes the best candidates that were not taken, each with the one signal that
// failed.
func (p *Page) rejected(s Shown) {
	decided := len(s.Parts) > 0
	if !decided && len(s.Why.Rejected) == 0 || s.Payment.Amount.Minor < 0 {
		return
	}
	p.Head(p.Text("show.candidates"))
	if len(s.Why.Rejected) == 0 {
		p.Line(p.Text("show.no_candidates"))
	}
	for _, x := range s.Why.Rejected {
		p.Line(p.rejectedOne(x))
		if len(x.Parts) > 0 {
			p.Line("    " + p.weighed(x.Proposal))
			p.evidence(s.Payment, "    ", x.Evidence)
		}
	}
	if decided && s.Why.OtherPolicy {
		p.Line(p.Text("show.other_policy"))
	}
}

func (p *Page) rejectedOne(x reconcile.Rejected) string {
	var what []string
	for _, part := range x.Parts {
		what = append(what, p.part(part))
	}
	if len(x.Parts) == 0 {
		what = append(what, strings.TrimSpace(x.Invoice+" "+p.bracket(x.Customer)))
	}
	line := strings.Join(what, " + ")
	if x.Invoice != "" {
		line += ", " + p.Text("show.open", p.Amount(x.Open))
	}
	why := "failed." + string(x.Failed)
	if !p.Has(why) {
		return line + ": " + p.Word("obstacle", string(x.Failed))
	}
	return line + ": " + p.Text(why)
}

func (p *Page) bracket(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
