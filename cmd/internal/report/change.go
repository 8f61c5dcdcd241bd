package report

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// ChangeJSON is one decision of a person and what it did, for tools.
type ChangeJSON struct {
	Decision string                 `json:"decision"`
	Kind     reconcile.DecisionKind `json:"kind"` // unimported, without a decision, for an import
	Payment  string                 `json:"payment,omitempty"`
	Invoice  string                 `json:"invoice,omitempty"`
	Replayed bool                   `json:"replayed"`
	Parts    []PartJSON             `json:"parts"`
	Invoices []InvoiceChangeJSON    `json:"invoices"`
	// Waits is the amount of a payment on which nothing is decided any more.
	Waits string `json:"waits,omitempty"`
	// Unimported is an import that was taken back.
	Unimported *UnimportedJSON `json:"unimported,omitempty"`
	// TakenBack says of what is replayed that it was undone since.
	TakenBack bool `json:"taken_back,omitempty"`
}

// UnimportedJSON is an import that was taken back and how much of it was in no other file.
type UnimportedJSON struct {
	Import   string `json:"import"`
	File     string `json:"file"`
	Entries  int    `json:"entries"`
	Invoices int    `json:"invoices"`
	Batches  int    `json:"batches"`
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
			[]InvoiceChangeJSON{}, "", nil, c.TakenBack()}
		if !c.Waits.IsZero() {
			j.Waits = c.Waits.Decimal()
		}
		if u := c.Unimported; u != nil {
			j.Decision, j.Payment, j.Kind = "", "", "unimported"
			j.Unimported = &UnimportedJSON{u.Import, u.File, u.Entries, u.Invoices, u.Batches}
		}
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
		if u := c.Unimported; u != nil && c.Replayed {
			p.b.WriteString(p.Text("change.replayed", u.Import) + "\n")
			continue
		} else if u != nil {
			p.unimported(*u)
			continue
		}
		d := c.Decision
		source := d.Invoice
		if !d.Payment.IsZero() {
			source = d.Payment.String()
		}
		var words []string
		for _, part := range d.Parts {
			if d.Kind == reconcile.Undone {
				part = part.Neg()
			}
			words = append(words, p.part(part))
		}
		switch {
		case c.TakenBack():
			p.b.WriteString(p.Text("change.replayed_undone", source) + "\n")
		case c.Replayed:
			p.b.WriteString(p.Text("change.replayed", source) + "\n")
		case d.Kind == reconcile.Refused:
			p.b.WriteString(p.Text("change.refused", source) + "\n")
		case d.Kind == reconcile.Undone && len(d.Parts) == 0:
			p.b.WriteString(p.Text("change.refusal_undone", d.Undoes, source) + "\n")
		case d.Kind == reconcile.Undone:
			p.b.WriteString(p.Text("change.undone", d.Undoes, strings.Join(words, " + ")) + "\n")
		default:
			p.b.WriteString(p.Text("change.applied", source, strings.Join(words, " + ")) + "\n")
		}
		for _, v := range c.Invoices {
			p.Line(p.Text("change.invoice", v.Number, p.Code("status", string(v.Before)),
				p.Amount(v.Outstanding), p.Code("status", string(v.After)), p.Amount(v.Leaves)))
		}
		if !c.Waits.IsZero() {
			p.Line(p.Text("change.waits", source, p.Amount(c.Waits)))
		}
		if d.Kind == reconcile.Undone && !d.Payment.IsZero() && len(d.Refuses) > 0 && !c.Replayed {
			p.Line(p.Text("change.not_again"))
		}
	}
}

// unimported says which import was taken back and what went with it.
func (p *Page) unimported(u reconcile.UndoneImport) {
	var what []string
	for _, n := range [...]struct {
		key string
		n   int
	}{{"change.entries", u.Entries}, {"change.invoices", u.Invoices}, {"change.batches", u.Batches}} {
		if n.n > 0 {
			what = append(what, p.Count(n.key, n.n))
		}
	}
	if len(what) == 0 {
		what = []string{p.Text("change.unimported.nothing")}
	}
	p.b.WriteString(p.Text("change.unimported", u.Import, u.File, strings.Join(what, ", ")) + "\n")
}
