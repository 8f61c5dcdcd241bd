package rows

import "github.com/rappro/rappro/reconcile"

// parts appends parts.
func (b *Block) parts(list []reconcile.Part) *Block {
	return b.json(func(j *jsonWriter) { writeParts(j, list) })
}

// evidence appends evidence.
func (b *Block) evidence(list []reconcile.Evidence) *Block {
	return b.json(func(j *jsonWriter) { writeEvidence(j, list) })
}

// writeParts writes each part as a list of its kind, what it moves and closes, the invoice, the
// customer and the reason. Names of members would be half of what a decision takes.
func writeParts(j *jsonWriter, parts []reconcile.Part) {
	j.open('[')
	for i := range parts {
		p := &parts[i]
		j.element()
		j.texts([]string{string(p.Kind), moneyText(p.Moves), moneyText(p.Closes), p.Invoice, p.Customer,
			p.Reason})
	}
	j.close(']')
}

func readParts(s string) ([]reconcile.Part, error) {
	var out []reconcile.Part
	r := jsonReader{s: s}
	r.array(func() {
		var p reconcile.Part
		r.want('[')
		p.Kind = reconcile.PartKind(r.text())
		r.want(',')
		p.Moves = r.money()
		r.want(',')
		p.Closes = r.money()
		for _, text := range []*string{&p.Invoice, &p.Customer, &p.Reason} {
			r.want(',')
			*text = r.text()
		}
		r.want(']')
		out = append(out, p)
	})
	return out, r.done()
}

// writeEvidence writes each fact as a list of its signal, field, quote and invoice, the place of
// the quote and the weight.
func writeEvidence(j *jsonWriter, list []reconcile.Evidence) {
	j.open('[')
	for i := range list {
		e := &list[i]
		j.element()
		j.open('[')
		for _, text := range [...]string{e.Signal, string(e.Field), e.Quote, e.Invoice} {
			j.element()
			j.text(text)
		}
		for _, n := range [...]int{e.Start, e.End, e.Weight} {
			j.element()
			j.number(n)
		}
		j.close(']')
	}
	j.close(']')
}

func readEvidence(s string) ([]reconcile.Evidence, error) {
	var out []reconcile.Evidence
	r := jsonReader{s: s}
	r.array(func() {
		var e reconcile.Evidence
		r.want('[')
		e.Signal = r.text()
		r.want(',')
		e.Field = reconcile.Field(r.text())
		for _, text := range [...]*string{&e.Quote, &e.Invoice} {
			r.want(',')
			*text = r.text()
		}
		for _, n := range [...]*int{&e.Start, &e.End, &e.Weight} {
			r.want(',')
			*n = r.number()
		}
		r.want(']')
		out = append(out, e)
	})
	return out, r.done()
}
