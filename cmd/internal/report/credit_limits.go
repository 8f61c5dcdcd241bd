package report

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// OverLimit writes which customers are over their credit limit, and by how much those of a currency are
// together. Where nobody is it writes nothing.
func (p *Page) OverLimit(lines []receivables.CustomerAge, granted receivables.GrantedLimits) {
	list := granted.Over(inCurrencyOrder(lines))
	if len(list) == 0 {
		return
	}
	p.Head(p.Text("limits.title"))
	rows := [][]string{{"", "", "", p.Text("bucket.balance"), p.Column("credit_limit"), p.Column("over_limit")}}
	var currencies []reconcile.Currency
	for _, o := range list {
		currencies = append(currencies, o.Owed.Currency)
		rows = append(rows, []string{string(o.Owed.Currency), o.Customer, o.Name, p.Money(o.Owed.Decimal()),
			p.Money(o.Limit.Decimal()), p.Money(o.Over.Decimal())})
	}
	p.Grid("lllrrr", rows)
	for _, c := range slices.Compact(currencies) {
		p.overLimit(c, list)
	}
}

// overLimit writes the figure of a currency with the terms that make it.
func (p *Page) overLimit(c reconcile.Currency, list []receivables.OverLimit) {
	owed, limit, over, customers := reconcile.Money{Currency: c}, reconcile.Money{Currency: c}, reconcile.Money{Currency: c}, 0
	for _, o := range list {
		if o.Owed.Currency == c {
			owed.Minor += o.Owed.Minor
			limit.Minor += o.Limit.Minor
			over.Minor += o.Over.Minor
			customers++
		}
	}
	p.Line(p.Count("limits.formula", customers, string(c), p.Amount(over), p.Amount(owed), p.Amount(limit)))
}
