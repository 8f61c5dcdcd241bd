package rows

import "github.com/rappro/rappro/reconcile"

// partsText writes parts as the JSON that reconcile.Part's tags describe.
func partsText(parts []reconcile.Part) string {
	j := jsonWriter{b: make([]byte, 0, 2+96*len(parts))}
	j.open('[')
	for i := range parts {
		p := &parts[i]
		j.element()
		j.open('{')
		j.member("kind")
		j.text(string(p.Kind))
		j.textMember("invoice", p.Invoice)
		j.textMember("customer", p.Customer)
		j.textMember("reason", p.Reason)
		j.textMember("moves", moneyText(p.Moves))
		j.textMember("closes", moneyText(p.Closes))
		j.close('}')
	}
	j.close(']')
	return string(j.b)
}

func readParts(s string) ([]reconcile.Part, error) {
	var out []reconcile.Part
	r := jsonReader{s: s}
	r.array(func() {
		var p reconcile.Part
		r.object(func(name string) {
			switch name {
			case "kind":
				p.Kind = reconcile.PartKind(r.text())
			case "invoice":
				p.Invoice = r.text()
			case "customer":
				p.Customer = r.text()
			case "reason":
				p.Reason = r.text()
			case "moves":
				p.Moves = r.money()
			case "closes":
				p.Closes = r.money()
			default:
				r.unknown(name)
			}
		})
		out = append(out, p)
	})
	return out, r.done()
}

// evidenceText writes evidence as the JSON that reconcile.Evidence's tags describe.
func evidenceText(list []reconcile.Evidence) string {
	j := jsonWriter{b: make([]byte, 0, 2+112*len(list))}
	j.open('[')
	for i := range list {
		e := &list[i]
		j.element()
		j.open('{')
		j.member("signal")
		j.text(e.Signal)
		j.textMember("field", string(e.Field))
		j.numberMember("start", e.Start)
		j.numberMember("end", e.End)
		j.textMember("quote", e.Quote)
		j.textMember("invoice", e.Invoice)
		j.member("weight")
		j.number(e.Weight)
		j.close('}')
	}
	j.close(']')
	return string(j.b)
}

func readEvidence(s string) ([]reconcile.Evidence, error) {
	var out []reconcile.Evidence
	r := jsonReader{s: s}
	r.array(func() {
		var e reconcile.Evidence
		r.object(func(name string) {
			switch name {
			case "signal":
				e.Signal = r.text()
			case "field":
				e.Field = reconcile.Field(r.text())
			case "start":
				e.Start = r.number()
			case "end":
				e.End = r.number()
			case "quote":
				e.Quote = r.text()
			case "invoice":
				e.Invoice = r.text()
			case "weight":
				e.Weight = r.number()
			default:
				r.unknown(name)
			}
		})
		out = append(out, e)
	})
	return out, r.done()
}
