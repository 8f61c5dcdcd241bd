package reconcile

import (
	"errors"
	"slices"
	"strings"
)

// ImportReport says what became of one file, for people and for `import -o json`.
type ImportReport struct {
	File       string
	ID         string // of the import: printed digest of the bytes
	Format     string
	Outcome    Outcome
	Kind       string // "statements", "invoices", "batches" or "" when nothing could be read
	Statements int
	Entries    int                // every line of the file, pending ones too
	Booked     int                // what would be booked
	Credits    map[Currency]Money // of every line, pending ones too; XXX when unknown
	Debits     map[Currency]Money // the same, as positive sums
	FirstDate  Date
	LastDate   Date
	Needs      []string
	Messages   []string
	Err        error // why it was refused

	Held         int // statements held
	Anomalies    int // of medium severity and above, raised by this file and not there before
	NewEntries   int // entered now
	NewInvoices  int // new numbers
	NewVersions  int // numbers that came back changed
	NewCustomers int
	Invoices     int // lines of the file
	Skipped      int // bad invoice lines left out because the caller asked for it

	Batches     int // details of entries, from another source than the statement
	Attached    int // of which detail an entry now
	Waiting     int // of which wait for their entry
	BatchesHeld int // of which do not prove

	batches []ID // stored
	chained int  // of Anomalies, those of its accounts' statements together
	undated bool // a line waits for its day, which the file does not settle: Needs asks
}

// Describe says what a file holds without looking at any store: what `import --dry-run`
// prints where there is none. A statement that its own balances contradict is held.
func Describe(f File) ImportReport {
	r := ImportReport{File: f.Name, ID: ImportID(f.Digest), Format: f.Format,
		Outcome: OutcomeRead, Needs: f.Needs, Messages: f.Messages, Err: f.Err,
		Credits: map[Currency]Money{}, Debits: map[Currency]Money{},
		Statements: len(f.Statements), Invoices: len(f.Invoices), Skipped: f.Skipped}
	switch {
	case f.Err != nil:
		r.Outcome = OutcomeRefused
		return r
	case len(f.Statements) > 0:
		r.Kind = "statements"
	case len(f.Invoices) > 0:
		r.Kind = "invoices"
	case len(f.Batches) > 0:
		r.Kind = "batches"
	}
	for _, b := range f.Batches {
		r.batch(b)
	}
	for _, s := range f.Statements {
		r.add(s)
	}
	if r.Held > 0 {
		r.Outcome = OutcomeHeld
	}
	if r.undated || slices.ContainsFunc(f.Needs, openFigures) {
		r.Outcome = OutcomeAsked
	}
	return r
}

// openFigures says whether a question leaves open the amounts or the days of a file, or which of its
// lines are booked.
func openFigures(need string) bool {
	return strings.HasPrefix(need, "decimal sign:") || strings.HasPrefix(need, "signs:") ||
		strings.HasPrefix(need, "fees:") || strings.HasPrefix(need, "status:") ||
		strings.HasPrefix(need, "pair:") || strings.HasPrefix(need, "booking day:")
}

func (r *ImportReport) add(s Statement) {
	r.Entries += s.Booked + s.Pending
	r.Booked += s.Booked
	c := s.Currency
	if c == "" {
		c = NoCurrency
	}
	r.Credits[c] = Money{r.Credits[c].Minor + s.Credits.Minor + s.PendingCredits.Minor, c}
	r.Debits[c] = Money{r.Debits[c].Minor + s.Debits.Minor + s.PendingDebits.Minor, c}
	r.undated = r.undated || s.Undated > 0
	if s.FirstBooked != 0 && (r.FirstDate == 0 || s.FirstBooked < r.FirstDate) {
		r.FirstDate = s.FirstBooked
	}
	r.LastDate = max(r.LastDate, s.LastBooked)
	if s.PendingFrom != 0 && (r.FirstDate == 0 || s.PendingFrom < r.FirstDate) {
		r.FirstDate = s.PendingFrom // counted like the amounts of announced lines
	}
	r.LastDate = max(r.LastDate, s.PendingTo)
	if reason, _ := s.against(); reason != "" {
		r.Held++
		r.Messages = append(r.Messages, heldBecause(reason))
	} else if s.Doubt != "" {
		r.Messages = append(r.Messages, allTheSame(s.named()+s.Doubt))
	}
}

// batch counts what a batch tells of, which is no money of its own.
func (r *ImportReport) batch(b Batch) {
	r.Entries++
	into := r.Credits
	sum := b.Amount
	if sum.Minor < 0 {
		into, sum = r.Debits, sum.Neg()
	}
	c := sum.Currency
	if c == "" {
		c = NoCurrency
	}
	into[c] = Money{into[c].Minor + sum.Minor, c}
	if r.FirstDate == 0 || b.Date != 0 && b.Date < r.FirstDate {
		r.FirstDate = b.Date
	}
	r.LastDate = max(r.LastDate, b.Date)
	if len(b.Details) == 0 {
		return
	}
	r.Batches++
	if err := b.Prove(); err != nil {
		r.Held++
		r.BatchesHeld++
		r.Messages = append(r.Messages, err.Error()+"; held: get a complete report")
	}
}

// against says why a statement is held by what it says itself: its balances contradict its lines,
// or none prove them and something else in it does not agree. An error in the sums is the reason
// where nobody can enter it.
func (s Statement) against() (reason string, err error) {
	what := s.named()
	proof, diff, err := s.Prove()
	switch {
	case err != nil:
		return what + err.Error(), err
	case proof == Contradicted:
		by := diff.String()
		if s.Currency == NoCurrency {
			by = diff.Decimal() // which is asked for beside it
		}
		return what + "closing balance differs by " + by + " from opening balance and lines", nil
	case proof == Unproven && s.Doubt != "":
		return what + s.Doubt, nil
	}
	return "", nil
}

// named is how a sentence about a statement begins; a file may not say of which account it is.
func (s Statement) named() string {
	if s.Account == "" {
		return "statement " + statementName(s) + ": "
	}
	return "statement " + statementName(s) + " of " + s.Account + ": "
}

// allTheSame is what a person reads of a doubt that the balances of a statement settle.
func allTheSame(doubt string) string { return doubt + "; the balances prove its lines" }

// heldBecause is what a person reads of a statement that is held.
func heldBecause(reason string) string {
	return reason + "; held: get a complete file, or enter it with --override and a reason"
}

// errDryRun ends a transaction that was only tried.
var errDryRun = errors.New("dry run")
