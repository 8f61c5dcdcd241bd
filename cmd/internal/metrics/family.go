package metrics

// Kind is the type of a metric as Prometheus knows it.
type Kind string

// The kinds in use. A gauge is a state: it goes up and down. A counter counts what happened and
// was written down for good: it never falls, and a restart changes nothing.
const (
	Gauge   Kind = "gauge"
	Counter Kind = "counter"
)

// Family is a metric with all that people must know of it; docs/metrics.md is made of these.
type Family struct {
	Name   string // with the prefix rappro_
	Kind   Kind
	Labels []string
	Help   string
	// Command prints the same number; flags for company and day are left out.
	Command string
}

// Families lists every metric, in the order of documentation. Where DOMAIN 1.16 names one, name,
// type and labels are its; a company label is added everywhere, and a currency wherever amounts
// or numbers of days of two currencies would otherwise meet.
func Families() []Family {
	var all []Family
	for _, part := range [][]Family{owedFamilies(), indicatorFamilies(), cashFamilies(),
		statementFamilies(), anomalyFamilies(), eventFamilies(), processFamilies()} {
		all = append(all, part...)
	}
	for i := range all {
		all[i].Name = prefix + all[i].Name
	}
	return all
}

// prefix begins the name of every family of ours.
const prefix = "rappro_"

// Commands that several families are printed by.
const (
	onSummary   = "rappro report summary"
	onAgeing    = "rappro report ageing"
	onDSO       = "rappro report dso"
	onReceipts  = "rappro report encaissements"
	onUnapplied = "rappro report unapplied"
	onExpected  = "rappro report expected"
	onMatching  = "rappro report dso --from DATE"
)

func owedFamilies() []Family {
	return []Family{
		{"receivables_open_amount", Gauge, []string{"company", "currency", "status"},
			"Open balance of invoices and deposits by derived status, in major units.", onSummary},
		{"receivables_open_invoices", Gauge, []string{"company", "currency", "status"},
			"Number of invoices and deposits with an open balance, by derived status.", onSummary},
		{"receivables_aging_amount", Gauge, []string{"company", "currency", "bucket"},
			"Balance âgée by days past due, in major units; unallocated_credit is open credit notes (negative).",
			onAgeing},
		{"receivables_claim_amount", Gauge, []string{"company", "currency", "claim"},
			"Of the open balance, what is ceded to a factor or a bank, bills, and discounted bills, in major units; " +
				"they are in their buckets too.", onAgeing},
		{"receivables_overdue_ratio", Gauge, []string{"company", "currency"},
			"Overdue share of the gross open balance, 0 to 1.", onDSO},
		{"receivables_credit_notes_open_amount", Gauge, []string{"company", "currency"},
			"Open balance of credit notes (negative), in major units.", onSummary},
		{"receivables_net_amount", Gauge, []string{"company", "currency"},
			"Outstanding net of open credit notes and of customers' money on account, in major units.", onSummary},
		{"receivables_top5_ratio", Gauge, []string{"company", "currency"},
			"Share of the five customers who owe most in the open balance, 0 to 1.", onDSO},
		{"customer_overdue_amount", Gauge, []string{"company", "currency", "customer"},
			"Overdue balance of the customers who owe most of it, by code, in major units; " +
				"__other__ is that of all others.", onAgeing},
	}
}

func indicatorFamilies() []Family {
	return []Family{
		{"dso_days", Gauge, []string{"company", "currency", "method_calc", "window"},
			"Days sales outstanding; days are the meaning of the figure.", onDSO},
		{"delinquent_days", Gauge, []string{"company", "currency", "method_calc"},
			"Days that are too many: add is DSO less best possible DSO over 90 days, weighted_overdue the mean " +
				"age of what is overdue, by amount.", onDSO},
		{"payment_delay_days", Gauge, []string{"company", "currency", "method_calc"},
			"Mean days of the receipts of 90 days, by amount: from_issue of the invoice, from_due_signed with early " +
				"ones below zero, from_due_late with early ones as 0; contractual is what invoices of 90 days allow.", onDSO},
		{"payment_late_ratio", Gauge, []string{"company", "currency"},
			"Share of the receipts of 90 days that came after the due date, by amount, 0 to 1.", onDSO},
		{"collection_effectiveness_ratio", Gauge, []string{"company", "currency"},
			"Collection effectiveness index over 90 days; 1 is all that could be collected.", onDSO},
		{"receivables_turnover_ratio", Gauge, []string{"company", "currency"},
			"Turnover of receivables over 90 days, annualised: how often a year they are collected.", onDSO},
		{"recovery_ratio", Gauge, []string{"company", "currency"},
			"Taux de recouvrement: receipts of 90 days on amounts due, of what was overdue before and fell due.", onDSO},
		{"unpaid_60d_ratio", Gauge, []string{"company", "currency", "basis"},
			"Taux d'impayés: invoices of twelve months that are open more than 60 days after they were due, " +
				"by count or amount, 0 to 1.", onDSO},
	}
}

func cashFamilies() []Family {
	return []Family{
		{"encaissements_amount", Gauge, []string{"company", "currency", "method", "period"},
			"Encaissements by booking date, net of payments taken back, in major units. Periods overlap: never add them.",
			onReceipts},
		{"encaissements_month_amount", Gauge, []string{"company", "currency", "month_offset"},
			"Encaissements of the month so many months before the as-of date, net of payments taken back, " +
				"in major units.", onReceipts},
		{"encaissements_returned_amount", Gauge, []string{"company", "currency", "month_offset"},
			"Payments taken back in the month so many months before the as-of date (negative), in major units.",
			onReceipts},
		{"encaissements_account_amount", Gauge, []string{"company", "currency", "account"},
			"Encaissements of the last 30 days by account, net of payments taken back, in major units.", onReceipts},
		{"expected_receipts_amount", Gauge, []string{"company", "currency", "horizon"},
			"What is open by when it is due, in major units.", onExpected},
		{"unapplied_amount", Gauge, []string{"company", "currency", "kind"},
			"Customers' money on no invoice: identified lies on an account, unidentified waits for a decision; in major units.",
			onUnapplied},
		{"unapplied_payments", Gauge, []string{"company", "currency", "kind"},
			"Number of payments of which something is on no invoice.", onUnapplied},
		{"unapplied_oldest_age_days", Gauge, []string{"company", "currency"},
			"Days since the booking of the oldest payment of which something is on no invoice.", onUnapplied},
		{"payments", Gauge, []string{"company", "status"},
			"Number of payments by what became of them.", onSummary},
		{"match_ratio", Gauge, []string{"company", "currency", "kind", "window"},
			"Share of customers' credits that rules alone put on invoices in full (auto_count, auto_amount), and of " +
				"automatic allocations that a person undid (false_match), 0 to 1.", onMatching},
		{"match_eligible_payments", Gauge, []string{"company", "currency", "window"},
			"Number of customers' credits that the match ratio is of.", onMatching},
		{"match_days", Gauge, []string{"company", "currency", "kind", "window"},
			"Days from the booking of a credit to its full allocation: median, and p90 which nine of ten do not exceed.",
			onMatching},
	}
}

func statementFamilies() []Family {
	return []Family{
		{"import_last_success_timestamp_seconds", Gauge, []string{"company", "account"},
			"When a statement of the account last entered.", "rappro list imports"},
		{"statement_last_day_timestamp_seconds", Gauge, []string{"company", "account"},
			"Start of the last day that statements of the account cover.", onSummary},
		{"statement_due_timestamp_seconds", Gauge, []string{"company", "account"},
			"Start of the first day on which the account is late by its own rhythm, weekends and bank holidays " +
				"left out.", "rappro report companies"},
		{"statement_balance_difference_amount", Gauge, []string{"company", "account", "currency"},
			"What the statements of the account leave unexplained, in major units: must be 0.",
			"rappro report reconciliation"},
		{"account_balance_amount", Gauge, []string{"company", "account", "currency"},
			"Closing balance of the last statement of the account that gives one, in major units.",
			"rappro report reconciliation"},
		{"statements_held", Gauge, []string{"company", "account"},
			"Number of statements that do not prove and count for nothing until a person decides.",
			"rappro list statements --status held"},
	}
}

func anomalyFamilies() []Family {
	const command = "rappro list anomalies"
	labels := []string{"company", "kind", "severity"}
	return []Family{
		{"anomalies_open", Gauge, labels, "Anomalies that stand and were not dismissed.", command},
		{"anomalies_detected_total", Counter, labels, "Anomalies that were found so far.", command},
		{"anomalies_resolved_total", Counter, labels, "Anomalies whose cause went so far.", command},
	}
}

func eventFamilies() []Family {
	return []Family{
		{"matches_total", Counter, []string{"company", "rule", "origin"},
			"Decisions that put a payment on invoices so far, also those undone since; origin is auto or manual.",
			"rappro list decisions"},
		{"matches_reversed_total", Counter, []string{"company", "rule", "origin"},
			"Of those, decisions that were undone so far.", "rappro list decisions"},
		{"imports_total", Counter, []string{"company", "format", "result"},
			"Files that changed the books or were refused so far, by outcome, also those taken back since.", "rappro list imports"},
		{"imports_reverted_total", Counter, []string{"company", "format"},
			"Files that were taken back so far.", "rappro list imports"},
		{"bank_lines_imported_total", Counter, []string{"company", "format"},
			"Booked lines of statements that entered so far.", "rappro list imports"},
		{"bank_lines_reverted_total", Counter, []string{"company", "format"},
			"Of those, lines that went with a file that was taken back.", "rappro list imports"},
		{"bank_lines_skipped_total", Counter, []string{"company", "format", "reason"},
			"Lines of statements that did not enter so far: duplicate ones are there already, pending ones not booked.",
			"rappro list imports"},
	}
}

func processFamilies() []Family {
	return []Family{
		{"build_info", Gauge, []string{"version"}, "Version of the program.", "rappro --version"},
		{"snapshot_timestamp_seconds", Gauge, nil, "When the figures were read from the store.", "rappro metrics"},
		{"as_of_timestamp_seconds", Gauge, nil, "Start of the day that the figures are of.", onSummary},
	}
}
