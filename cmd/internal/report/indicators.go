package report

import (
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Indicators writes the indicators of a currency side by side for several windows, then how those
// of the first window are made.
func (p *Page) Indicators(lists [][]receivables.Indicator) {
	if len(lists) == 0 || len(lists[0]) == 0 {
		p.Line(p.Text("indicators.none"))
		return
	}
	first := lists[0][0]
	p.Title(p.Text("indicators.title", string(first.Currency), p.Day(first.Window.To)))
	head := []string{""}
	for _, list := range lists {
		head = append(head, p.Text("window."+list[0].Window.Name))
	}
	rows := [][]string{head}
	for _, i := range lists[0] {
		row := []string{p.Text("indicator." + string(i.Kind))}
		for _, list := range lists {
			row = append(row, p.Value(receivables.Of(list, i.Currency, i.Kind)))
		}
		rows = append(rows, row)
	}
	p.Grid("l"+strings.Repeat("r", len(lists)), rows)
	w := first.Window
	p.Head(p.Text("indicators.how", p.Day(w.From), p.Day(w.To), p.Number(w.Days())))
	if w.Noisy() {
		p.Line(p.Text("indicators.noisy"))
	}
	for _, i := range lists[0] {
		p.Line(p.Formula(i))
	}
}

// Formula is an indicator with the formula that makes it and its terms.
func (p *Page) Formula(i receivables.Indicator) string {
	terms := make([]any, len(i.Terms))
	for n, t := range i.Terms {
		terms[n] = p.term(t, i.Currency)
	}
	return p.Text("indicator."+string(i.Kind)) + " " + p.Value(i) + " = " +
		p.Text("formula."+string(i.Kind), terms...)
}

// Value is an indicator's value in the reader's form: a dash where it has none.
func (p *Page) Value(i receivables.Indicator) string {
	if !i.Value.Defined() {
		return "—"
	}
	text := p.term(receivables.Term{Unit: i.Unit, Value: i.Value}, i.Currency)
	switch i.Unit {
	case receivables.InDays:
		text = p.Text("unit.days", text)
	case receivables.InTimes:
		text = p.Text("unit.times", text)
	}
	if i.AtLeast {
		return p.Text("unit.at_least", text)
	}
	return text
}

func (p *Page) term(t receivables.Term, c reconcile.Currency) string {
	switch {
	case !t.Value.Defined():
		return "—"
	case t.Unit == receivables.InMoney:
		return p.Amount(reconcile.Money{Minor: t.Value.Rat().Num().Int64(), Currency: c})
	case t.Unit == receivables.InShare:
		return p.Share(t.Value.Decimal(4))
	case t.Unit != receivables.InWeight && t.Value.Rat().IsInt():
		return p.Money(t.Value.Decimal(0))
	}
	return p.Money(t.Decimal(c))
}

// IndicatorsTable has one row for each indicator, in order of currency, window and kind. The value
// is empty where there is none; terms are "name=value" with spaces between them.
func IndicatorsTable(list []receivables.Indicator) Table {
	t := Table{Columns: []render.Column{column("currency", render.Text), column("window", render.Text),
		column("from", render.Date), column("to", render.Date), column("indicator", render.Text),
		column("value", render.Money), column("unit", render.Code), column("at_least", render.Bool),
		column("terms", render.Text)}}
	for _, i := range list {
		var terms []string
		for _, x := range i.Terms {
			terms = append(terms, x.Name+"="+x.Decimal(i.Currency))
		}
		atLeast := "false"
		if i.AtLeast {
			atLeast = "true"
		}
		t.Rows = append(t.Rows, []string{string(i.Currency), i.Window.Name, i.Window.From.String(),
			i.Window.To.String(), string(i.Kind), i.Decimal(), string(i.Unit), atLeast, strings.Join(terms, " ")})
	}
	return t
}

// IndicatorJSON is an indicator for tools. The value is null where there is none.
type IndicatorJSON struct {
	Currency  string            `json:"currency"`
	Window    string            `json:"window"`
	From      string            `json:"from"`
	To        string            `json:"to"`
	Indicator string            `json:"indicator"`
	Value     *string           `json:"value"`
	Unit      string            `json:"unit"`
	AtLeast   bool              `json:"at_least"`
	Formula   string            `json:"formula"`
	Terms     map[string]string `json:"terms"`
}

// IndicatorsJSON is the form of indicators for tools, each with its formula in the page's language.
func (p *Page) IndicatorsJSON(list []receivables.Indicator) []IndicatorJSON {
	out := []IndicatorJSON{}
	for _, i := range list {
		j := IndicatorJSON{Currency: string(i.Currency), Window: i.Window.Name, From: i.Window.From.String(),
			To: i.Window.To.String(), Indicator: string(i.Kind), Unit: string(i.Unit), AtLeast: i.AtLeast,
			Formula: p.Formula(i), Terms: map[string]string{}}
		if v := i.Decimal(); v != "" {
			j.Value = &v
		}
		for _, t := range i.Terms {
			j.Terms[t.Name] = t.Decimal(i.Currency)
		}
		out = append(out, j)
	}
	return out
}
