package metrics

import "github.com/prometheus/client_golang/prometheus"

// set is every metric that the collector emits.
type set struct {
	all []*prometheus.Desc

	openAmount, openInvoices, aging, overdueRatio, creditNotes, net *prometheus.Desc
	dso, receipts, months                                           *prometheus.Desc
	unapplied, unappliedCount, payments                             *prometheus.Desc
	anomalies, lastImport, lastDay, difference                      *prometheus.Desc
	build, snapshot, asOf                                           *prometheus.Desc
}

func newSet() *set {
	s := &set{}
	def := func(to **prometheus.Desc, name, help string, labels ...string) {
		*to = prometheus.NewDesc("rappro_"+name, help, labels, nil)
		s.all = append(s.all, *to)
	}
	def(&s.openAmount, "receivables_open_amount",
		"Open balance of invoices and deposits by derived status, in major units.", "company", "currency", "status")
	def(&s.openInvoices, "receivables_open_invoices",
		"Number of invoices and deposits with an open balance, by derived status.", "company", "currency", "status")
	def(&s.aging, "receivables_aging_amount",
		"Balance âgée by days past due, in major units; unallocated_credit is open credit notes (negative).",
		"company", "currency", "bucket")
	def(&s.overdueRatio, "receivables_overdue_ratio",
		"Overdue share of the gross open balance, 0 to 1.", "company", "currency")
	def(&s.creditNotes, "receivables_credit_notes_open_amount",
		"Open balance of credit notes (negative), in major units.", "company", "currency")
	def(&s.net, "receivables_net_amount",
		"Outstanding net of open credit notes and of customers' money on account, in major units.", "company", "currency")
	def(&s.dso, "dso_days",
		"Days sales outstanding; days are the meaning of the figure.", "company", "currency", "method_calc", "window")
	def(&s.receipts, "encaissements_amount",
		"Encaissements by booking date, net of payments taken back, in major units. Periods overlap: never add them.",
		"company", "currency", "method", "period")
	def(&s.months, "encaissements_month_amount",
		"Encaissements of the month so many months before the as-of date, net of payments taken back, in major units.",
		"company", "currency", "month_offset")
	def(&s.unapplied, "unapplied_amount",
		"Customers' money on no invoice: identified lies on an account, unidentified waits for a decision; in major units.",
		"company", "currency", "kind")
	def(&s.unappliedCount, "unapplied_payments",
		"Number of payments of which something is on no invoice.", "company", "currency", "kind")
	def(&s.payments, "payments",
		"Number of payments by what became of them.", "company", "status")
	def(&s.anomalies, "anomalies_open", "Anomalies that stand.", "company", "kind", "severity")
	def(&s.lastImport, "import_last_success_timestamp_seconds",
		"When a statement of the account last entered.", "company", "account")
	def(&s.lastDay, "statement_last_day_timestamp_seconds",
		"Start of the last day that statements of the account cover.", "company", "account")
	def(&s.difference, "statement_balance_difference_amount",
		"What the statements of the account leave unexplained, in major units: must be 0.",
		"company", "account", "currency")
	def(&s.build, "build_info", "Version of the program.", "version")
	def(&s.snapshot, "snapshot_timestamp_seconds", "When the figures were read from the store.")
	def(&s.asOf, "as_of_timestamp_seconds", "Start of the day that the figures are of.")
	return s
}

func (s *set) describe(ch chan<- *prometheus.Desc) {
	for _, d := range s.all {
		ch <- d
	}
}
