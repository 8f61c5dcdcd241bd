package reconcile

import "iter"

// Ledger is what a matcher may know before the first day: the company's own accounts and
// names, its customers, and every invoice with what closes it before the decisions that
// Session.Apply will tell of: each is counted once. Slices are in
// a stated order (accounts and customers by id, invoices by number) and never changed by
// the matcher. The invoices may be walked several times while Open lasts, and not later.
type Ledger struct {
	Company   Company
	Accounts  []Account
	OwnNames  []string // names that the bank gives to the holder of our accounts
	Customers []Customer
	Invoices  iter.Seq[Invoice]
	Rules     []CompanyRule // in force, the oldest first
	// Counterparts are the debits of ours that credits answer, by credit.
	Counterparts map[ID]Counterpart
	Policy       Policy
}

// Matcher finds what payments pay. It is pure: no clock, no I/O, no randomness.
type Matcher interface {
	// Open starts a session on a ledger.
	Open(Ledger) Session
}

// Session follows one company day by day. The service drives it: for every booking day it
// asks for verdicts, decides, and tells the session what was decided.
type Session interface {
	// Day gives one verdict per payment of that day, in the same order. Payments of one
	// day are assigned together, so that two credits never claim the same money. Calling
	// it changes nothing that a later call can see.
	Day(day Date, payments []Payment) []Verdict
	// Apply tells what a live decision did to the invoices and what it teaches about the
	// payer. The service calls it for decisions of earlier runs too, in order of booking.
	Apply(Payment, Decision)
	// Wait tells that a payment of the day asked for last was left waiting; Apply ends the
	// waiting. A customer's habit decides nothing while money of his is undecided.
	Wait(Payment, Verdict)
	// Again forgets which payments wait. The session is then as one that is opened now and told
	// of the same decisions in the same order.
	Again()
}

// Verdict is what the matcher says of one payment.
type Verdict struct {
	Payment ID
	// Proposals are the ways to settle it on invoices, best first, at most ten.
	Proposals []Proposal
	// Customer is who paid, as far as evidence tells, and how sure that is. A certain
	// customer whose money no invoice can take goes on account.
	Customer       string
	CustomerScore  Score
	CustomerReason []Evidence
	// NotForInvoices names the kind of receipt that is no customer's payment or waits for
	// its details (own_transfer, card, psp, cheque, cash, tax, interest, loan, salary,
	// supplier_refund, returned_transfer, lump…), empty for none. ReceiptCertain says that
	// bank code, own account or own name shows it; text alone only proposes it.
	NotForInvoices string
	ReceiptCertain bool
	ReceiptReason  []Evidence
	// CompanyRule names the rule of the company that says so, empty for none. NeverAlone says
	// that one forbids to decide anything without a person.
	CompanyRule string
	NeverAlone  bool
	// Reverses is the earlier payment that a debit takes back, zero for none. MayReverse are those
	// that it may take back where nothing chooses, the likeliest first, at most ten.
	Reverses   ID
	MayReverse []Reversal
	// Quoted are the invoices that a debit names for certain.
	Quoted []string
	// Findings are the anomalies that reading the payment shows.
	Findings []Finding
}

// Reversal is a payment that a debit may take back, and what speaks for it.
type Reversal struct {
	Payment  ID
	Evidence []Evidence
}

// Finding is an anomaly seen while matching, before the service gives it a key.
type Finding struct {
	Kind     AnomalyKind
	Invoice  string
	Customer string
	Amount   Money
	// When says in which case it holds: always, or only if the verdict's best proposal is
	// decided automatically, or only if it is not.
	When     FindingWhen
	Evidence []Evidence
}

// FindingWhen ties a finding to what is decided on the payment.
type FindingWhen string

// The conditions of a finding.
const (
	FindingAlways    FindingWhen = ""
	FindingIfApplied FindingWhen = "applied"
	FindingIfWaiting FindingWhen = "waiting"
)
