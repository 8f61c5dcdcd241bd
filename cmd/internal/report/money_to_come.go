package report

import (
	"strconv"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// UnappliedTable is customers' money on no invoice: two rows for each currency.
func UnappliedTable(list []receivables.Unapplied, asOf reconcile.Date) Table {
	t := Table{Columns: []render.Column{column("currency", render.Text), column("kind", render.Code),
		column("count", render.Number), column("amount", render.Money), column("oldest", render.Date),
		column("oldest_days", render.Number)}}
	for _, u := range list {
		for _, h := range []struct {
			kind string
			receivables.Held
		}{{"identified", u.Identified}, {"unidentified", u.Unidentified}} {
			t.Rows = append(t.Rows, []string{string(u.Currency), h.kind, strconv.Itoa(h.Count), h.Amount.Decimal(),
				h.Oldest.String(), strconv.Itoa(h.Age(asOf))})
		}
	}
	return t
}

// ExpectedTable is the money to come by horizon.
func ExpectedTable(list []receivables.Expected) Table {
	t := Table{Columns: []render.Column{column("currency", render.Text), column("horizon", render.Code),
		column("due", render.Money), column("likely", render.Money)}}
	for _, e := range list {
		t.Rows = append(t.Rows, []string{string(e.Currency), string(e.Horizon), e.Due.Decimal(), e.Likely.Decimal()})
	}
	return t
}

// DelaysTable says how each customer pays.
func DelaysTable(list []receivables.Delay) Table {
	t := Table{Columns: []render.Column{column("customer", render.Text), column("name", render.Text),
		column("currency", render.Text), column("received", render.Money), column("paid_days", render.Money),
		column("late_days_signed", render.Money), column("late_days", render.Money),
		column("late_share", render.Money), column("habitual", render.Bool)}}
	for _, d := range list {
		t.Rows = append(t.Rows, []string{d.Customer, d.Name, string(d.Currency), d.Received.Decimal(),
			d.Paid.Decimal(2), d.Signed.Decimal(2), d.Late.Decimal(2), d.Share.Decimal(4),
			strconv.FormatBool(d.Habitual)})
	}
	return t
}

// ToCome writes what lies on no invoice and what is expected.
func (p *Page) ToCome(unapplied []receivables.Unapplied, expected []receivables.Expected, asOf reconcile.Date) {
	if len(unapplied) > 0 {
		p.Head(p.Text("receipts.unapplied"))
	}
	for _, u := range unapplied {
		p.held("receipts.identified", u.Identified, asOf)
		p.held("receipts.unidentified", u.Unidentified, asOf)
	}
	if len(expected) == 0 {
		return
	}
	p.Head(p.Text("receipts.expected"))
	rows := [][]string{{"", "", p.Text("receipts.due"), p.Text("receipts.likely")}}
	for _, e := range expected {
		rows = append(rows, []string{string(e.Currency), p.Text("horizon." + string(e.Horizon)),
			p.Money(e.Due.Decimal()), p.Money(e.Likely.Decimal())})
	}
	p.Grid("llrr", rows)
}

func (p *Page) held(key string, h receivables.Held, asOf reconcile.Date) {
	if h.Count > 0 {
		p.Line(p.Text(key, p.Amount(h.Amount), p.Number(h.Age(asOf))))
	}
}
