package report

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Reconciliation writes the proof of statements (preuve de relevé) of every account, which is
// no état de rapprochement while the books are not read (PRACTICE 2.1): the bank's balance, and
// what became of every credit.
func (p *Page) Reconciliation(list []receivables.AccountState, asOf reconcile.Date) {
	for i, a := range list {
		if i > 0 {
			p.Gap()
		}
		p.Title(p.Text("report.reconciliation", a.Account, string(a.Currency), p.Day(asOf)))
		if a.Balance == nil {
			p.Line(p.Text("report.bank_unknown"))
		} else {
			p.Grid("lr", [][]string{{p.Text("report.bank_balance", p.Day(a.Balance.Date)),
				p.Amount(a.Balance.Amount)}})
		}
		p.Grid("lr", [][]string{
			{p.Text("report.credits"), p.Amount(a.Credits)},
			{"  " + p.Text("report.on_invoices"), p.Amount(a.OnInvoices)},
			{"  " + p.Text("report.on_account"), p.Amount(a.OnAccount)},
			{"  " + p.Text("report.not_for_invoices"), p.Amount(a.NotForInvoices)},
			{"  " + p.Text("report.waiting"), p.Amount(a.Waiting)},
			{p.Text("report.debits"), p.Amount(a.Debits)},
			{"  " + p.Text("summary.returned"), p.Amount(a.Returned)},
		})
		p.Line(p.Text("report.statements", p.Number(a.Statements), p.Number(a.Held)))
		p.findings(a)
		if a.Balanced() {
			p.Line(p.Text("report.balanced"))
		} else {
			p.Line(p.Text("report.unbalanced"))
		}
	}
}

// findings writes what the statements of an account show together.
func (p *Page) findings(a receivables.AccountState) {
	if len(a.Findings) == 0 {
		p.Line(p.Text("report.chained"))
		return
	}
	var rows [][]string
	for _, f := range a.Findings {
		_, name, _ := strings.Cut(f.Key, "|")
		if name == f.BookingDate.String() {
			name = "" // a break has no name but its first day
		}
		amount := ""
		if !f.Amount.IsZero() {
			amount = p.Amount(f.Amount)
		}
		rows = append(rows, []string{p.Day(f.BookingDate), p.Anomaly(f.Kind).Title, name, amount})
	}
	p.Grid("lllr", rows)
	p.Line(p.Text("report.unchained", p.Amount(a.Difference)))
}
