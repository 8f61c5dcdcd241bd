package report

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// AgeingTable is the balance âgée by customer, in order of currency and customer. Who has no credit limit
// has no figure over it.
func AgeingTable(lines []receivables.CustomerAge, granted receivables.GrantedLimits) Table {
	t := Table{Columns: []render.Column{column("currency", render.Text), column("customer", render.Text),
		column("name", render.Text), column("not_due", render.Money), column("1-30", render.Money),
		column("31-60", render.Money), column("61-90", render.Money), column("90+", render.Money),
		column("credit_notes", render.Money), column("total", render.Money), column("on_account", render.Money),
		column("balance_411", render.Money), column("0-30", render.Money), column("60+", render.Money), column("ceded", render.Money),
		column("discounted", render.Money), column("bills", render.Money),
		column("retentions", render.Money), column("disputed", render.Money),
		{Name: "credit_limit", Kind: render.Money, Wide: true}, {Name: "over_limit", Kind: render.Money, Wide: true}}}
	for _, l := range inCurrencyOrder(lines) {
		row := []string{string(l.Currency), l.Customer, l.Name}
		for _, m := range ageCells(l.Age) {
			row = append(row, m.Decimal())
		}
		limit, over := "", ""
		if o, ok := granted.Of(l); ok {
			limit, over = o.Limit.Decimal(), o.Over.Decimal()
		}
		t.Rows = append(t.Rows, append(row, l.Three.To30.Decimal(), l.Three.Over60.Decimal(),
			l.Apart.Ceded.Decimal(), l.Apart.Discounted.Decimal(), l.Apart.Bills.Decimal(),
			l.Retained.Decimal(), l.Apart.Disputed.Decimal(), limit, over))
	}
	return t
}

// ageCells are the amounts of a line from "not due" to the balance.
func ageCells(a receivables.Age) (cells []reconcile.Money) {
	for _, b := range Buckets(a.AgeingLine) {
		cells = append(cells, b.Amount)
	}
	return append(cells, a.Credits, a.Total, a.OnAccount, a.Balance)
}

func inCurrencyOrder(lines []receivables.CustomerAge) []receivables.CustomerAge {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b receivables.CustomerAge) int {
		return cmp.Compare(a.Currency, b.Currency)
	})
	return lines
}

// CustomerAgeing writes the balance âgée by customer, with the totals of each currency, the shorter
// set of buckets and the rates that go with it.
func (p *Page) CustomerAgeing(lines []receivables.CustomerAge, all []receivables.Age,
	rates []receivables.Indicator, asOf reconcile.Date) {
	p.Title(p.Text("ageing.title", p.Day(asOf)))
	head := []string{"", "", ""}
	for _, b := range []string{"not_due", "1-30", "31-60", "61-90", "90+", "credits", "total", "on_account", "balance"} {
		head = append(head, p.Text("bucket."+b))
	}
	rows := [][]string{head}
	add := func(customer, name string, a receivables.Age) {
		row := []string{string(a.Currency), customer, name}
		for _, m := range ageCells(a) {
			row = append(row, p.Money(m.Decimal()))
		}
		rows = append(rows, row)
	}
	lines = inCurrencyOrder(lines)
	for _, l := range lines {
		if slices.ContainsFunc(ageCells(l.Age), func(m reconcile.Money) bool { return !m.IsZero() }) {
			add(l.Customer, l.Name, l.Age) // who only keeps something back stands below
		}
	}
	three := [][]string{{"", p.Text("bucket.not_due"), p.Text("bucket.0-30"), p.Text("bucket.31-60"), p.Text("bucket.60+")}}
	for _, a := range all {
		add("", p.Text("ageing.all"), a)
		row := []string{string(a.Currency)}
		for _, m := range []reconcile.Money{a.Three.NotDue, a.Three.To30, a.Three.To60, a.Three.Over60} {
			row = append(row, p.Money(m.Decimal()))
		}
		three = append(three, row)
	}
	p.Grid("lllrrrrrrrrr", rows)
	p.Line(p.Text("ageing.formula", p.Day(asOf)))
	p.retentions(lines, all)
	if len(all) == 0 {
		return
	}
	p.Head(p.Text("ageing.three"))
	p.Grid("lrrrr", three)
	p.apart(all)
	p.Head(p.Text("ageing.rates"))
	for _, i := range rates {
		p.Line(string(i.Currency) + "  " + p.Formula(i))
	}
}

// apart says what of the balance is ceded, a bill or disputed, where anything is.
func (p *Page) apart(all []receivables.Age) {
	rows := [][]string{{"", p.Text("claim.ceded"), p.Text("claim.discounted"), p.Text("claim.bill"),
		p.Text("claim.disputed")}}
	for _, a := range all {
		if zero := (reconcile.Money{Currency: a.Currency}); a.Apart != (receivables.ApartAges{Ceded: zero, Discounted: zero, Bills: zero, Disputed: zero}) {
			rows = append(rows, []string{string(a.Currency), p.Money(a.Apart.Ceded.Decimal()),
				p.Money(a.Apart.Discounted.Decimal()), p.Money(a.Apart.Bills.Decimal()),
				p.Money(a.Apart.Disputed.Decimal())})
		}
	}
	if len(rows) > 1 {
		p.Head(p.Text("ageing.apart"))
		p.Grid("lrrrr", rows)
	}
}

// retentions says what customers keep back for now: it is on an account of its own (4117), and in no
// amount above.
func (p *Page) retentions(lines []receivables.CustomerAge, all []receivables.Age) {
	var rows [][]string
	add := func(customer, name string, a receivables.Age) {
		if !a.Retained.IsZero() {
			rows = append(rows, []string{string(a.Currency), customer, name, p.Money(a.Retained.Decimal())})
		}
	}
	for _, l := range lines {
		add(l.Customer, l.Name, l.Age)
	}
	for _, a := range all {
		add("", p.Text("ageing.all"), a)
	}
	if len(rows) > 0 {
		p.Head(p.Text("ageing.retentions"))
		p.Grid("lllr", rows)
	}
}
