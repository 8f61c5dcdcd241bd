package report

import (
	"strconv"

	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Table is a report that is a list: columns and rows, for every output.
type Table struct {
	Columns []render.Column
	Rows    [][]string
}

func column(name string, k render.Kind) render.Column { return render.Column{Name: name, Kind: k} }

// AccountsTable is the proof of statements (preuve de relevé), in order of account.
func AccountsTable(list []receivables.AccountState) Table {
	t := Table{Columns: []render.Column{column("account", render.Text), column("currency", render.Text),
		column("balance_date", render.Date), column("balance", render.Money),
		column("credits", render.Money), column("on_invoices", render.Money),
		column("on_account", render.Money), column("not_for_invoices", render.Money),
		column("waiting", render.Money), column("debits", render.Money), column("returned", render.Money),
		column("statements", render.Number), column("held", render.Number),
		column("anomalies", render.Number), column("balance_difference", render.Money)}}
	for _, a := range list {
		day, balance := "", ""
		if a.Balance != nil {
			day, balance = a.Balance.Date.String(), a.Balance.Amount.Decimal()
		}
		t.Rows = append(t.Rows, []string{a.Account, string(a.Currency), day, balance,
			a.Credits.Decimal(), a.OnInvoices.Decimal(), a.OnAccount.Decimal(), a.NotForInvoices.Decimal(),
			a.Waiting.Decimal(), a.Debits.Decimal(), a.Returned.Decimal(), strconv.Itoa(a.Statements),
			strconv.Itoa(a.Held), strconv.Itoa(len(a.Findings)), a.Difference.Decimal()})
	}
	return t
}

// SummaryTable is the summary as rows, for spreadsheets: the figure, what it is about, and
// the amount; in the order of the page.
func SummaryTable(s receivables.Summary) Table {
	t := Table{Columns: []render.Column{column("figure", render.Text), column("period", render.Text),
		column("currency", render.Text), column("amount", render.Money)}}
	add := func(figure, period string, m reconcile.Money) {
		t.Rows = append(t.Rows, []string{figure, period, string(m.Currency), m.Decimal()})
	}
	for _, f := range []struct {
		name string
		list []reconcile.Money
	}{{"outstanding", s.Outstanding}, {"overdue_over_60", s.Overdue60},
		{"credit_notes_open", s.CreditNotesOpen}, {"unapplied", s.Unapplied}, {"net", s.Net}} {
		for _, m := range f.list {
			add(f.name, "", m)
		}
	}
	for _, l := range s.Ageing {
		for _, b := range Buckets(l) {
			add("aging", b.Name, b.Amount)
		}
	}
	for _, m := range s.Receipts {
		add("receipts_gross", m.Month, m.Gross)
		add("receipts_returned", m.Month, m.Returned)
		add("receipts_net", m.Month, m.Net)
		add("receipts_applied", m.Month, m.Applied)
	}
	for _, d := range s.DSO {
		if d.Defined {
			t.Rows = append(t.Rows, []string{"dso", strconv.Itoa(d.WindowDays) + "d", string(d.Currency), Days(d)})
		}
	}
	return t
}
