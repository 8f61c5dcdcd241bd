package rows

import "github.com/rappro/rappro/reconcile"

// The forms in which an entry's payments lie in rows.
const (
	formPlain  = "plain"  // no detail: the entry is the payment
	formSingle = "single" // one detail, on the entry's own row
	formBatch  = "batch"  // rows of table detail
)

// detailColumns hold one reconcile.Detail, on an entry's row or on a row of table detail.
// What most files never give lies together in more, as JSON, empty for none.
func detailColumns() []string {
	return []string{"detail_reference", "end_to_end_id", "payer", "iban", "remittance", "more"}
}

// detail appends the columns of a detail of a payment of this amount.
func (b *Block) detail(d *reconcile.Detail, amount reconcile.Money) {
	b.Text(d.Reference, d.EndToEndID, d.Payer.Name, d.Payer.IBAN, lines(d.Text), moreOf(d, amount))
}

// detailRow is what a cursor puts detail columns into.
type detailRow struct {
	reference, endToEnd, payer, iban, text, more string
}

func (r *detailRow) places() []any {
	return []any{&r.reference, &r.endToEnd, &r.payer, &r.iban, &r.text, &r.more}
}

func (r *detailRow) detail(amount reconcile.Money) (reconcile.Detail, error) {
	d := reconcile.Detail{Amount: amount, Reference: r.reference, EndToEndID: r.endToEnd,
		Payer: reconcile.Party{Name: r.payer, IBAN: r.iban}, Text: splitLines(r.text)}
	if r.more == "" {
		return d, nil
	}
	return d, readMore(r.more, &d)
}

// moreOf writes the rest of a detail as canonical JSON: members in this order, absent when
// empty. The amount is there only when it is not the payment's.
func moreOf(d *reconcile.Detail, amount reconcile.Money) string {
	var j jsonWriter
	j.open('{')
	if d.Amount != amount {
		j.member("amount")
		j.text(moneyText(d.Amount))
	}
	j.textMember("mandate", d.MandateID)
	j.textMember("bic", d.Payer.BIC)
	j.textMember("payer_id", d.Payer.ID)
	if u := d.UltimatePayer; u != nil {
		j.member("ultimate")
		j.open('{')
		j.textMember("name", u.Name)
		j.textMember("iban", u.IBAN)
		j.textMember("bic", u.BIC)
		j.textMember("id", u.ID)
		j.close('}')
	}
	j.textsMember("references", d.References)
	if len(d.Documents) > 0 {
		j.member("documents")
		j.open('[')
		for _, v := range d.Documents {
			j.element()
			j.open('{')
			j.textMember("number", v.Number)
			j.textMember("amount", moneyText(v.Amount))
			j.close('}')
		}
		j.close(']')
	}
	x := d.Exchanged()
	j.textMember("charges", moneyText(x.Charges))
	j.textMember("instructed", moneyText(x.Instructed))
	j.textMember("rate", x.Rate)
	j.textMember("return_reason", d.ReturnReason)
	j.textMember("code", d.Code)
	j.textMember("additional", d.AdditionalText)
	j.close('}')
	if len(j.b) == 2 {
		return ""
	}
	return string(j.b)
}

func readMore(s string, d *reconcile.Detail) error {
	r := jsonReader{s: s}
	var x reconcile.Exchange
	r.object(func(name string) {
		switch name {
		case "amount":
			d.Amount = r.money()
		case "mandate":
			d.MandateID = r.text()
		case "bic":
			d.Payer.BIC = r.text()
		case "payer_id":
			d.Payer.ID = r.text()
		case "ultimate":
			d.UltimatePayer = new(reconcile.Party)
			r.object(func(name string) { readParty(&r, name, d.UltimatePayer) })
		case "references":
			d.References = r.texts()
		case "documents":
			r.array(func() { d.Documents = append(d.Documents, readDocument(&r)) })
		case "charges":
			x.Charges = r.money()
		case "instructed":
			x.Instructed = r.money()
		case "rate":
			x.Rate = r.text()
		case "return_reason":
			d.ReturnReason = r.text()
		case "code":
			d.Code = r.text()
		case "additional":
			d.AdditionalText = r.text()
		default:
			r.unknown(name)
		}
	})
	d.Exchange = x.OrNil()
	return r.done()
}

func readParty(r *jsonReader, name string, p *reconcile.Party) {
	switch name {
	case "name":
		p.Name = r.text()
	case "iban":
		p.IBAN = r.text()
	case "bic":
		p.BIC = r.text()
	case "id":
		p.ID = r.text()
	default:
		r.unknown(name)
	}
}

func readDocument(r *jsonReader) reconcile.Document {
	var v reconcile.Document
	r.object(func(name string) {
		switch name {
		case "number":
			v.Number = r.text()
		case "amount":
			v.Amount = r.money()
		default:
			r.unknown(name)
		}
	})
	return v
}
