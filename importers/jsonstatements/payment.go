package jsonstatements

import "github.com/rappro/rappro/reconcile"

// detail reads a member of a payment.
func (r *reader) detail(name string, d *reconcile.Detail, x *reconcile.Exchange) error {
	switch name {
	case "amount":
		return r.amount(name, &d.Amount)
	case "reference":
		return r.text(&d.Reference)
	case "end_to_end_id":
		return r.text(&d.EndToEndID)
	case "payer":
		return r.party(&d.Payer)
	case "text":
		return r.list(&d.Text)
	case "code":
		return r.text(&d.Code)
	case "mandate_id":
		return r.text(&d.MandateID)
	case "ultimate_payer":
		var p reconcile.Party
		err := r.party(&p)
		d.UltimatePayer = p.OrNil()
		return err
	case "creditor_references":
		return r.list(&d.References)
	case "documents":
		return r.json.Array(func() error { return r.named(d) })
	case "charges":
		return r.money(name, &x.Charges)
	case "instructed":
		return r.money(name, &x.Instructed)
	case "rate":
		return r.text(&x.Rate)
	case "return_reason":
		return r.text(&d.ReturnReason)
	case "additional_text":
		return r.text(&d.AdditionalText)
	}
	return r.unknown(name)
}

func (r *reader) party(p *reconcile.Party) error {
	return r.json.Object(func(name string) error {
		switch name {
		case "name":
			return r.text(&p.Name)
		case "iban":
			return r.text(&p.IBAN)
		case "bic":
			return r.text(&p.BIC)
		case "id":
			return r.text(&p.ID)
		}
		return r.unknown(name)
	})
}

// named reads a document that a payment names.
func (r *reader) named(d *reconcile.Detail) error {
	var doc reconcile.Document
	err := r.json.Object(func(name string) error {
		switch name {
		case "number":
			return r.text(&doc.Number)
		case "amount":
			return r.money(name, &doc.Amount)
		}
		return r.unknown(name)
	}, "number")
	d.Documents = append(d.Documents, doc)
	return err
}
