package report

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// ChangeJSON is one decision of a person and what it did, for tools.
type ChangeJSON struct {
	Decision string                 `json:"decision"`
	Kind     reconcile.DecisionKind `json:"kind"`
	Payment  string                 `json:"payment,omitempty"`
	Invoice  string                 `json:"invoice,omitempty"`
	Replayed bool                   `json:"replayed"`
	Parts    []PartJSON             `json:"parts"`
	Invoices []InvoiceChangeJSON    `json:"invoices"`
}

// InvoiceChangeJSON is an invoice before and after.
type InvoiceChangeJSON struct {
	Number      string           `json:"number"`
	Before      reconcile.Status `json:"before"`
	After       reconcile.Status `json:"after"`
	Outstanding string           `json:"outstanding"`
	Leaves      string           `json:"leaves"`
	Currency    string           `json:"currency"`
}

// Changed is the form for tools.
func Changed(list []reconcile.Change) []ChangeJSON {
	out := []ChangeJSON{}
	for _, c := range list {
		d := c.Decision
		j := ChangeJSON{d.ID.String(), d.Kind, d.Payment.String(), d.Invoice, c.Replayed, parts(d.Parts),
			[]InvoiceChangeJSON{}}
		for _, v := range c.Invoices {
			j.Invoices = append(j.Invoices, InvoiceChangeJSON{v.Number, v.Before, v.After,
				v.Outstanding.Decimal(), v.Leaves.Decimal(), string(v.Leaves.Currency)})
		}
		out = append(out, j)
	}
	return out
}

// Changes writes what decisions of a person did, or would do.
func (p *Page) Changes(list []reconcile.Change) {
	if len(list) == 0 {
		p.b.WriteString(p.Text("change.none") + "\n")
	}
	for _, c := range list {
		d := c.Decision
		source := d.Invoice
		if !d.Payment.IsZero() {
			source = d.Payment.String()
		}
		var words []string
		for _, part := range d.Parts {
			words = append(words, p.part(part))
		}
		switch {
		case c.Replayed:
			p.b.WriteString(p.Text("change.replayed", source) + "\n")
		case d.Kind == reconcile.Refused:
			p.b.WriteString(p.Text("change.refused", source) + "\n")
		case d.Kind == reconcile.Undone:
			p.b.WriteString(p.Text("change.undone", d.Undoes) + "\n")
		default:
			p.b.WriteString(p.Text("change.applied", source, strings.Join(words, " + ")) + "\n")
		}
		for _, v := range c.Invoices {
			p.Line(p.Text("change.invoice", v.Number, p.Code("status", string(v.Before)),
				p.Amount(v.Outstanding), p.Code("status", string(v.After)), p.Amount(v.Leaves)))
		}
	}
}
