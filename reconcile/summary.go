package reconcile

import "context"

// Summary is the state of a company at an as-of date, in exact figures: what `report
// summary` prints and what the metrics show.
type Summary struct {
	Company string
	AsOf    Date
	// Receipts are the encaissements by month of booking and currency of the account.
	Receipts []MonthReceipts
	// Outstanding sums open balances of invoices and deposits neither cancelled nor draft;
	// CreditNotesOpen those of credit notes (negative); Unapplied is customers' money that
	// waits (positive); Net = Outstanding + CreditNotesOpen − Unapplied.
	Outstanding     []Money // one per currency, in order of code
	CreditNotesOpen []Money
	Unapplied       []Money
	Net             []Money
	Ageing          []AgeingLine
	Overdue60       []Money
	DSO             []DSO
	Invoices        map[Status]int
	Payments        PaymentCounts
	Anomalies       map[AnomalyKind]int
	LastImport      int64 // unix seconds of the newest import, 0 for none
	Imports         int
	LastDay         []AccountDay
}

// MonthReceipts are the encaissements of a month in one currency (DOMAIN 1.12).
type MonthReceipts struct {
	Month    string // YYYY-MM
	Currency Currency
	Gross    Money // credits that are customers' money
	Returned Money // taken back, negative
	Net      Money
	Applied  Money // of Gross, on invoices
}

// AgeingLine is the balance âgée of a currency (DOMAIN 1.9): days past due at the as-of
// date.
type AgeingLine struct {
	Currency                                         Currency
	NotDue, To30, To60, To90, Over90, Credits, Total Money
}

// DSO is days sales outstanding by the simple method (DOMAIN 1.1).
type DSO struct {
	Currency    Currency
	WindowDays  int
	Receivables Money
	Sales       Money
	// Days100 is the figure in hundredths of a day, rounded half up; Defined is false when
	// there were no sales.
	Days100 int64
	Defined bool
}

// PaymentCounts counts credits by what became of them.
type PaymentCounts struct {
	Automatic, Manual, OnAccount, NotForInvoices, Proposed, Unmatched, Returns int
	UnmatchedAmount                                                            []Money // proposed and unmatched, per currency
}

// AccountDay is the last day that statements of an account tell of.
type AccountDay struct {
	Account string
	Alias   string
	Last    Date
}

// Summary computes the figures of a company from one snapshot.
func (s *Service) Summary(ctx context.Context, r Reader, c Call) (Summary, error) {
	return summarise(ctx, r, c)
}
