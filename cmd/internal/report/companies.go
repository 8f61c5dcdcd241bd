package report

import (
	"strconv"
	"strings"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/morning"
)

// CompaniesTable is the accountant's morning, a company a row, what burns first. Amounts are
// "120.00 EUR" with a comma between currencies.
func CompaniesTable(list []morning.Company) Table {
	t := Table{Columns: []render.Column{column("company", render.Text), wideText("name"),
		column("blocking", render.Number), column("today", render.Number), column("later", render.Number),
		column("received", render.Number), column("missing", render.Number), column("held", render.Number),
		column("to_choose", render.Number), column("to_choose_amount", render.Text),
		column("unexplained", render.Number), column("unexplained_amount", render.Text),
		column("returns", render.Number), column("returns_amount", render.Text),
		column("last_day", render.Date), column("days", render.Number), column("late", render.Number),
		wideText("account")}}
	for _, c := range list {
		t.Rows = append(t.Rows, []string{c.ID, c.Name, strconv.Itoa(c.Blocking), strconv.Itoa(c.Today),
			strconv.Itoa(c.Later), strconv.Itoa(c.Received), strconv.Itoa(c.Missing), strconv.Itoa(c.Held),
			strconv.Itoa(c.ToChoose.Count), amountsOf(c.ToChoose.Sums), strconv.Itoa(c.Unexplained.Count),
			amountsOf(c.Unexplained.Sums), strconv.Itoa(c.Returns.Count), amountsOf(c.Returns.Sums),
			c.Statements.Last.String(), strconv.Itoa(c.Statements.Days), strconv.Itoa(c.Statements.Late),
			c.Statements.Alias})
	}
	return t
}

func wideText(name string) render.Column {
	return render.Column{Name: name, Kind: render.Text, Wide: true}
}

func amountsOf(list []reconcile.Money) string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = m.String()
	}
	return strings.Join(out, ", ")
}

// Companies writes the accountant's morning, a company a line.
func (p *Page) Companies(list []morning.Company, asOf reconcile.Date) {
	p.Title(p.Text("morning.title", p.Count("morning.companies", len(list)), p.Day(asOf)))
	rows := [][]string{{""}}
	for _, key := range []string{"blocking", "today", "missing", "held", "received", "to_choose", "", "unexplained", "",
		"returns", "last_day", "late"} {
		if key != "" {
			key = p.Text("morning." + key)
		}
		rows[0] = append(rows[0], key)
	}
	for _, c := range list {
		rows = append(rows, []string{c.ID, p.some(c.Blocking), p.some(c.Today), p.some(c.Missing), p.some(c.Held),
			p.some(c.Received), p.some(c.ToChoose.Count), p.amounts(c.ToChoose.Sums), p.some(c.Unexplained.Count),
			p.amounts(c.Unexplained.Sums), p.some(c.Returns.Count), p.lastDay(c.Statements), p.some(c.Statements.Late)})
	}
	p.Grid("lrrrrrrrrrrrr", rows)
	p.Line(p.Text("morning.legend"))
}

// some is a number, and nothing for zero: what catches the eye is what is there.
func (p *Page) some(n int) string {
	if n == 0 {
		return "·"
	}
	return p.Number(n)
}

func (p *Page) amounts(list []reconcile.Money) string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = p.Amount(m)
	}
	return strings.Join(out, " + ")
}

func (p *Page) lastDay(f morning.Freshness) string {
	if f.Last == 0 {
		return "—"
	}
	return p.Text("unit.days", p.Number(f.Days))
}
