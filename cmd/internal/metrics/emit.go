package metrics

import (
	"math"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// emitter writes samples.
type emitter struct {
	ch  chan<- prometheus.Metric
	set *set
}

func (e emitter) emit(d *prometheus.Desc, v float64, labels ...string) {
	e.ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
}

// major is an amount in major units: the one place where money becomes a float, at
// exposition only (DOMAIN 1.16).
func major(m reconcile.Money) float64 {
	exp, _ := m.Currency.Exponent()
	return float64(m.Minor) / math.Pow10(exp)
}

func (e emitter) money(d *prometheus.Desc, company string, list []reconcile.Money, labels ...string) {
	for _, m := range list {
		e.emit(d, major(m), append([]string{company, string(m.Currency)}, labels...)...)
	}
}

func (e emitter) company(f figures, asOf reconcile.Date) {
	s := f.summary
	for _, l := range s.Open {
		e.emit(e.set.openAmount, major(l.Amount), s.Company, string(l.Currency), string(l.Status))
		e.emit(e.set.openInvoices, float64(l.Count), s.Company, string(l.Currency), string(l.Status))
	}
	e.money(e.set.creditNotes, s.Company, s.CreditNotesOpen)
	e.money(e.set.net, s.Company, s.Net)
	e.ageing(s)
	for _, d := range s.DSO {
		if d.Defined {
			e.emit(e.set.dso, float64(d.Days100)/100, s.Company, string(d.Currency), "simple",
				strconv.Itoa(d.WindowDays)+"d")
		}
	}
	e.receipts(s, asOf)
	e.money(e.set.unapplied, s.Company, s.Unapplied, "identified")
	e.money(e.set.unapplied, s.Company, s.Payments.Waiting, "unidentified")
	for _, c := range s.Payments.HeldCount {
		e.emit(e.set.unappliedCount, float64(c.Count), s.Company, string(c.Currency), "identified")
	}
	for _, c := range s.Payments.WaitingCount {
		e.emit(e.set.unappliedCount, float64(c.Count), s.Company, string(c.Currency), "unidentified")
	}
	e.payments(s)
	for k, n := range s.Anomalies {
		e.emit(e.set.anomalies, float64(n), s.Company, string(k), string(k.Severity()))
	}
	for account, t := range f.imports {
		e.emit(e.set.lastImport, float64(t), s.Company, account)
	}
	e.covered(s)
}

func (e emitter) ageing(s receivables.Summary) {
	for _, l := range s.Ageing {
		gross := int64(0)
		for _, b := range []struct {
			name   string
			amount reconcile.Money
		}{{"not_due", l.NotDue}, {"1_30", l.To30}, {"31_60", l.To60}, {"61_90", l.To90},
			{"90_plus", l.Over90}} {
			gross += b.amount.Minor
			e.emit(e.set.aging, major(b.amount), s.Company, string(l.Currency), b.name)
		}
		e.emit(e.set.aging, major(l.Credits), s.Company, string(l.Currency), "unallocated_credit")
		if gross > 0 {
			e.emit(e.set.overdueRatio, float64(gross-l.NotDue.Minor)/float64(gross), s.Company, string(l.Currency))
		}
	}
}

// receipts emits periods and thirteen months; relative labels keep the series the same
// while time goes on.
func (e emitter) receipts(s receivables.Summary, asOf reconcile.Date) {
	for _, p := range s.Periods {
		e.emit(e.set.receipts, major(p.Net), s.Company, string(p.Currency), string(p.Method), string(p.Period))
	}
	month := asOf.MonthStart()
	for offset := 0; offset <= 12; offset++ {
		for _, m := range s.Receipts {
			if m.Month == month.Month() {
				e.emit(e.set.months, major(m.Net), s.Company, string(m.Currency), strconv.Itoa(offset))
			}
		}
		month = (month - 1).MonthStart()
	}
}

func (e emitter) payments(s receivables.Summary) {
	p := s.Payments
	for status, n := range map[string]int{"automatic": p.Automatic, "manual": p.Manual,
		"on_account": p.OnAccount, "not_for_invoices": p.NotForInvoices, "proposed": p.Proposed,
		"unmatched": p.Unmatched, "returns": p.Returns} {
		e.emit(e.set.payments, float64(n), s.Company, status)
	}
}

// covered emits the last day of each account and what its statements leave unexplained. Two
// accounts that share an alias would be one series: the earlier day counts, because it is the
// one to worry about, and the differences add up, none of which is negative.
func (e emitter) covered(s receivables.Summary) {
	last := map[string]reconcile.Date{}
	type series struct {
		alias    string
		currency reconcile.Currency
	}
	off := map[series]int64{}
	for _, a := range s.LastDay {
		off[series{a.Alias, a.Difference.Currency}] += a.Difference.Minor
		if old, ok := last[a.Alias]; a.Last != 0 && (!ok || a.Last < old) {
			last[a.Alias] = a.Last
		}
	}
	for alias, day := range last {
		e.emit(e.set.lastDay, float64(unix(day)), s.Company, alias)
	}
	for k, minor := range off {
		e.emit(e.set.difference, major(reconcile.Money{Minor: minor, Currency: k.currency}), s.Company,
			k.alias, string(k.currency))
	}
}
