package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// matchedText is a text of the bank with the places that evidence points at.
type matchedText struct {
	field reconcile.Field
	text  string
	marks []mark
}

// mark is a place in characters, from 0, the end not included.
type mark struct {
	from, to int
	signal   string
}

// fieldText is what the bank wrote in a field. Evidence counts bytes of it.
func fieldText(p *reconcile.Payment, f reconcile.Field) string {
	d := &p.Detail
	switch f {
	case reconcile.FieldText:
		return strings.Join(d.Text, "\n")
	case reconcile.FieldEntryText:
		return p.EntryText
	case reconcile.FieldEndToEnd:
		return d.EndToEndID
	case reconcile.FieldReference:
		return strings.Join(d.References, "\n")
	case reconcile.FieldPayer:
		return d.Payer.Name
	case reconcile.FieldUltimate:
		return d.Ultimate().Name
	case reconcile.FieldAddition:
		return d.AdditionalText
	}
	return ""
}

// place turns the bytes of evidence into characters of the field, and gives its text.
func place(p *reconcile.Payment, e reconcile.Evidence) (text string, m mark, ok bool) {
	if p == nil || e.Field == "" || e.End <= e.Start {
		return "", m, false
	}
	text = fieldText(p, e.Field)
	if e.End > len(text) || e.Quote != "" && text[e.Start:e.End] != e.Quote {
		i := strings.Index(text, e.Quote) // one of several numbers or references
		if i < 0 || e.Quote == "" {
			return "", m, false
		}
		e.Start, e.End = i, i+len(e.Quote)
	}
	from := utf8.RuneCountInString(text[:e.Start])
	return text, mark{from, from + utf8.RuneCountInString(text[e.Start:e.End]), e.Signal}, true
}

// matched gathers the places of the evidence that stands behind what is decided, or else
// behind what is proposed.
func (s Shown) matched() (out []matchedText) {
	if s.Payment == nil {
		return nil
	}
	var list []reconcile.Evidence
	for _, d := range s.Decisions {
		if d.Live {
			list = append(list, d.Evidence...)
		}
	}
	if len(s.Parts) == 0 {
		for _, o := range s.Proposals {
			list = append(list, o.Evidence...)
		}
	}
	for _, e := range list {
		text, m, ok := place(s.Payment, e)
		if !ok {
			continue
		}
		i := slices.IndexFunc(out, func(x matchedText) bool { return x.field == e.Field })
		if i < 0 {
			i, out = len(out), append(out, matchedText{field: e.Field, text: text})
		}
		if !slices.Contains(out[i].marks, m) {
			out[i].marks = append(out[i].marks, m)
		}
	}
	return out
}

// matched writes the texts of the bank with a line under each that marks what was understood.
func (p *Page) matched(s Shown) {
	list := s.matched()
	if len(list) == 0 {
		return
	}
	p.Head(p.Text("show.matched"))
	for _, m := range list {
		under := []rune(strings.Repeat(" ", utf8.RuneCountInString(m.text)))
		for _, k := range m.marks {
			for i := k.from; i < k.to; i++ {
				under[i] = '‾'
			}
		}
		// One character for one, so that the marks stay under theirs.
		line := strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' {
				return ' '
			}
			return r
		}, m.text)
		p.Line(p.Word("field", string(m.field)))
		p.Line("  " + line)
		p.Line("  " + strings.TrimRight(string(under), " "))
	}
}

// evidence writes one line per fact: for or against, how much, the bank's own characters
// and where they stand.
func (p *Page) evidence(pay *reconcile.Payment, indent string, list []reconcile.Evidence) {
	for _, e := range list {
		if e.Signal == reconcile.SignalStood {
			continue // it tells the program whether it is stale
		}
		sign := "+ "
		if e.Weight < 0 {
			sign = "− "
		}
		s := indent + sign + p.Word("signal", e.Signal)
		if e.Quote != "" {
			s += " “" + e.Quote + "”"
		}
		if e.Field != "" {
			where := p.Word("field", string(e.Field))
			if _, m, ok := place(pay, e); ok {
				where = p.Text("show.place", where, m.from+1, m.to)
			}
			s += " (" + where + ")"
		}
		if e.Invoice != "" {
			s += " → " + e.Invoice
		}
		if e.Weight != 0 {
			bits := reconcile.Money{Minor: int64(e.Weight), Currency: "EUR"}.Decimal() // hundredths
			s += "  " + p.Text("show.bits", p.Money(bits))
		}
		p.Line(s)
	}
}
