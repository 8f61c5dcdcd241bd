package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Summary writes the page that ends every run.
func (p *Page) Summary(s receivables.Summary) {
	if s.Company == reconcile.DefaultCompany {
		p.Title(p.Text("summary.title_one", p.Day(s.AsOf)))
	} else {
		p.Title(p.Text("summary.title", s.Company, p.Day(s.AsOf)))
	}
	p.receivables(s)
	p.Ageing(s.Ageing)
	p.receipts(s.Receipts)
	p.DSO(s.DSO)
	p.counts(s)
	p.next(s)
}

func (p *Page) receivables(s receivables.Summary) {
	if len(s.Net) == 0 {
		return
	}
	p.Head(p.Text("summary.receivables"))
	overdue := make([]reconcile.Money, 0, len(s.Ageing))
	for _, l := range s.Ageing {
		overdue = append(overdue, reconcile.Money{Currency: l.Currency,
			Minor: l.To30.Minor + l.To60.Minor + l.To90.Minor + l.Over90.Minor})
	}
	var rows [][]string
	for _, r := range []struct {
		key  string
		list []reconcile.Money
	}{{"outstanding", s.Outstanding}, {"overdue", overdue}, {"overdue_over_60", s.Overdue60},
		{"credit_notes_open", s.CreditNotesOpen}, {"unapplied", s.Unapplied}, {"net", s.Net}} {
		row := []string{p.Text("summary." + r.key)}
		for _, net := range s.Net {
			row = append(row, p.Amount(in(r.list, net.Currency)))
		}
		rows = append(rows, row)
	}
	p.Grid("l"+strings.Repeat("r", len(s.Net)), rows)
}

// in finds the amount of a currency in a list, zero when it is not there.
func in(list []reconcile.Money, c reconcile.Currency) reconcile.Money {
	for _, m := range list {
		if m.Currency == c {
			return m
		}
	}
	return reconcile.Money{Currency: c}
}

// Ageing writes the balance âgée, one line per currency.
func (p *Page) Ageing(lines []receivables.AgeingLine) {
	if len(lines) == 0 {
		return
	}
	p.Head(p.Text("summary.ageing"))
	head := []string{""}
	for _, b := range []string{"not_due", "1-30", "31-60", "61-90", "90+", "credits", "total"} {
		head = append(head, p.Text("bucket."+b))
	}
	rows := [][]string{head}
	for _, l := range lines {
		row := []string{string(l.Currency)}
		for _, b := range Buckets(l) {
			row = append(row, p.Money(b.Amount.Decimal()))
		}
		rows = append(rows, append(row, p.Money(l.Credits.Decimal()), p.Money(l.Total.Decimal())))
	}
	p.Grid("lrrrrrrr", rows)
}

func (p *Page) receipts(months []receivables.MonthReceipts) {
	if len(months) == 0 {
		return
	}
	p.Head(p.Text("summary.receipts"))
	rows := [][]string{{"", p.Text("summary.gross"), p.Text("summary.returned"),
		p.Text("summary.receipts_net"), p.Text("summary.applied")}}
	for _, m := range months {
		rows = append(rows, []string{p.Month(m.Month), p.Amount(m.Gross), p.Amount(m.Returned),
			p.Amount(m.Net), p.Amount(m.Applied)})
	}
	p.Grid("lrrrr", rows)
}

// DSO writes days sales outstanding, one line per currency and window.
func (p *Page) DSO(list []receivables.DSO) {
	if len(list) == 0 {
		return
	}
	p.Head(p.Text("summary.dso"))
	for _, d := range list {
		days := strconv.Itoa(d.WindowDays)
		if !d.Defined {
			p.Line(string(d.Currency) + "  " + p.Text("summary.dso_undefined", days))
			continue
		}
		p.Line(string(d.Currency) + "  " + p.Text("summary.dso_line", p.Money(Days(d)), days,
			p.Amount(d.Receivables), p.Amount(d.Sales)))
	}
}

func (p *Page) counts(s receivables.Summary) {
	p.Head(p.Text("summary.invoices"))
	var words []string
	for _, st := range []reconcile.Status{reconcile.StatusPaid, reconcile.StatusPartiallyPaid,
		reconcile.StatusOpen, reconcile.StatusOverdue, reconcile.StatusCancelled, reconcile.StatusDraft} {
		if n := s.Invoices[st]; n > 0 {
			words = append(words, p.Count("count."+string(st), n))
		}
	}
	p.Line(p.list(words))
	p.Head(p.Text("summary.payments"))
	words = nil
	for _, c := range []struct {
		key string
		n   int
	}{{"automatic", s.Payments.Automatic}, {"manual", s.Payments.Manual},
		{"on_account", s.Payments.OnAccount}, {"proposed", s.Payments.Proposed},
		{"unmatched", s.Payments.Unmatched}, {"not_for_invoices", s.Payments.NotForInvoices},
		{"return", s.Payments.Returns}} {
		if c.n > 0 {
			words = append(words, p.Count("count."+c.key, c.n))
		}
	}
	p.Line(p.list(words))
	if len(s.Anomalies) == 0 {
		return
	}
	p.Head(p.Text("summary.anomalies"))
	var rows [][]string
	for _, k := range bySeverity(s.Anomalies) {
		rows = append(rows, []string{p.Number(s.Anomalies[k]), p.Text("severity." + string(k.Severity())),
			p.Anomaly(k).Title})
	}
	p.Grid("rll", rows)
}

func (p *Page) list(words []string) string {
	if len(words) == 0 {
		return p.Text("word.none")
	}
	return strings.Join(words, ", ")
}

// bySeverity puts the gravest kinds first.
func bySeverity(found map[reconcile.AnomalyKind]int) []reconcile.AnomalyKind {
	order := []reconcile.Severity{reconcile.Critical, reconcile.High, reconcile.Medium, reconcile.Low}
	var out []reconcile.AnomalyKind
	for _, severity := range order {
		for _, k := range reconcile.Kinds() {
			if k.Severity() == severity && found[k] > 0 {
				out = append(out, k)
			}
		}
	}
	for k := range found {
		if !slices.Contains(reconcile.Kinds(), k) {
			out = append(out, k)
		}
	}
	return out
}

// next says what waits for the reader and the command that shows it.
func (p *Page) next(s receivables.Summary) {
	p.Head(p.Text("summary.next"))
	total := 0
	for _, n := range s.Anomalies {
		total += n
	}
	some := false
	for _, c := range []struct {
		key string
		n   int
	}{{"choose", s.Payments.Proposed}, {"unmatched", s.Payments.Unmatched}, {"anomalies", total}} {
		if c.n > 0 {
			some = true
			p.Line(p.Count("summary.next_"+c.key, c.n))
		}
	}
	if !some {
		p.Line(p.Text("summary.next_nothing"))
	}
}
