package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// PenaltiesTable has one row for each invoice that was paid late or is late. Penalty and total are empty
// where a rate is missing; the formula is written so that a spreadsheet can work it out again.
func PenaltiesTable(list []receivables.Penalty) Table {
	t := Table{Columns: []render.Column{column("currency", render.Text), column("customer", render.Text),
		column("name", render.Text), column("number", render.Text), column("due_date", render.Date),
		column("days_late", render.Number), column("outstanding", render.Money), column("rates", render.Text),
		column("penalty", render.Money), column("indemnity", render.Money), column("total", render.Money),
		column("no_rate", render.Text), column("formula", render.Text)}}
	for _, x := range list {
		penalty, total := "", ""
		if x.Known() {
			penalty, total = x.Amount.Decimal(), x.Total().Decimal()
		}
		var missing, terms []string
		for _, half := range x.Missing {
			missing = append(missing, half.String())
		}
		for _, piece := range x.Pieces {
			terms = append(terms, fmt.Sprintf("%s*%s%%*%d/365", piece.Open.Decimal(), percent(piece.Per10000), piece.Days()))
		}
		t.Rows = append(t.Rows, []string{string(x.Open.Currency), x.Customer, x.Name, x.Number, x.Due.String(),
			strconv.Itoa(x.Days), x.Open.Decimal(), strings.Join(ratesOf(x, percent), " "), penalty,
			x.Indemnity.Decimal(), total, strings.Join(missing, " "), strings.Join(terms, " + ")})
	}
	return t
}

// percent writes a rate per 10 000 as percent.
func percent(per10000 int64) string { return reconcile.EUR(per10000).Decimal() }

// ratesOf are the rates of a penalty in order of their days, each once where it goes on.
func ratesOf(x receivables.Penalty, write func(per10000 int64) string) (out []string) {
	for _, piece := range x.Pieces {
		if s := write(piece.Per10000); len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	return out
}

// Penalties writes what is due for late payment, how it is made, the totals of each currency, and which
// rates are missing; or that the company has none.
func (p *Page) Penalties(list []receivables.Penalty, off bool, asOf reconcile.Date) {
	p.Title(p.Text("penalties.title", p.Day(asOf)))
	switch {
	case off:
		p.Line(p.Text("penalties.off"))
		return
	case len(list) == 0:
		p.Line(p.Text("penalties.none"))
		return
	}
	rows := [][]string{{p.Column("currency"), p.Column("customer"), p.Column("name"), p.Column("number"),
		p.Column("due_date"), p.Column("days_late"), p.Column("outstanding"), p.Column("penalty"),
		p.Column("indemnity"), p.Column("total"), p.Text("penalties.made")}}
	for _, x := range list {
		rows = append(rows, []string{string(x.Open.Currency), x.Customer, x.Name, x.Number, p.Day(x.Due),
			p.Number(x.Days), p.Money(x.Open.Decimal()), p.known(x, x.Amount), p.Money(x.Indemnity.Decimal()),
			p.known(x, x.Total()), p.penaltyTerms(x)})
	}
	p.Grid("lllllrrrrrl", rows)
	p.Line(p.Text("penalties.formula"))
	p.Line(p.Text("penalties.indemnity"))
	p.Head(p.Text("penalties.totals"))
	p.penaltyTotals(list)
	p.missingRates(list)
}

// known is an amount that a missing rate leaves open.
func (p *Page) known(x receivables.Penalty, m reconcile.Money) string {
	if !x.Known() {
		return "—"
	}
	return p.Money(m.Decimal())
}

// penaltyTerms is how a penalty is made, and from which half-years it is not.
func (p *Page) penaltyTerms(x receivables.Penalty) string {
	var terms []string
	for _, piece := range x.Pieces {
		terms = append(terms, p.Text("penalties.terms", p.Money(piece.Open.Decimal()),
			p.Percent(reconcile.Score(piece.Per10000)), p.Number(piece.Days())))
	}
	for _, half := range x.Missing {
		terms = append(terms, p.Text("penalties.no_rate", p.Day(half)))
	}
	return strings.Join(terms, " + ")
}

func (p *Page) penaltyTotals(list []receivables.Penalty) {
	rows := [][]string{{"", p.Column("invoices"), p.Column("penalty"), p.Column("indemnity"), p.Column("total"),
		p.Text("penalties.unknown")}}
	for _, t := range receivables.PenaltyTotals(list) {
		penalty, total := p.Money(t.Amount.Decimal()), p.Money(t.Total().Decimal())
		if t.Unknown > 0 {
			penalty, total = p.Text("unit.at_least", penalty), p.Text("unit.at_least", total)
		}
		rows = append(rows, []string{string(t.Currency), p.Number(t.Count), penalty,
			p.Money(t.Indemnity.Decimal()), total, p.Number(t.Unknown)})
	}
	p.Grid("lrrrrr", rows)
}

// missingRates says what to write where a rate is not known.
func (p *Page) missingRates(list []receivables.Penalty) {
	missing := receivables.MissingRates(list)
	if len(missing) == 0 {
		return
	}
	p.Head(p.Text("penalties.missing"))
	p.Line("penalties:")
	p.Line("  rates:")
	for _, half := range missing {
		p.Line("    - {from: " + half.String() + ", rate: …}")
	}
}
