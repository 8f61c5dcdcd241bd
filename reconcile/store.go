package reconcile

import (
	"context"
	"errors"
	"iter"
)

// Store remembers. It holds no rule of its own: the service decides what is written, and
// the store adds what only it can give, one transaction and constraints that hold whatever
// the service does. Both implementations answer byte for byte alike (DESIGN section 6).
type Store interface {
	// View runs fn on one consistent snapshot of what is committed. It can be called from within
	// an Update.
	View(ctx context.Context, fn func(Reader) error) error
	// Update runs fn in one transaction that no other writer of the company can interleave
	// with. It commits when fn returns nil and leaves nothing otherwise. fn may run again
	// from the start after a conflict, so it must not keep state of a failed attempt. It
	// writes what belongs to this company only, and once a writing method has failed in the
	// database nothing is committed, even if fn goes on.
	Update(ctx context.Context, company string, fn func(Writer) error) error
	Close() error
}

// Errors of a store, to be tested with errors.Is.
var (
	ErrNoStore       = errors.New("there is no store here")
	ErrNewerStore    = errors.New("the store was written by a newer version")
	ErrOlderStore    = errors.New("the store has an older schema")
	ErrConflict      = errors.New("another decision has this key")
	ErrOverAllocated = errors.New("the invoice would be closed beyond its amount")
	ErrNotFound      = errors.New("not found")
	// ErrUnreadable says that a row was read and makes no sense: somebody or a bad disk has changed it.
	// That the row could not be had is any other error.
	ErrUnreadable = errors.New("a row that is stored does not read")
)

// Query narrows a list. Zero fields do not narrow. From and To are inclusive; which date
// they compare is said by each list. Order is always the list's own total order, bytewise.
type Query struct {
	Company  string
	Account  string
	Customer string
	From, To Date
	// AsOf leaves out what became effective later. Zero means everything.
	AsOf Date
	// Payments restricts to these sources (decisions, allocations, payments, proposals).
	Payments []ID
	// Numbers restricts to these invoices (invoices, allocations, decisions).
	Numbers []string
	// Named restricts payments to those whose printed id begins so or whose reference this is, and
	// decisions to those whose printed id begins so.
	Named string
	// Returned restricts decisions to those with a part that takes money back of this payment,
	// or gives it to it again: see [Part.Returns].
	Returned ID
	// Import restricts payments to those that go with this file, of entries that it alone
	// has seen and of details that it brought later; invoice versions to those it brought;
	// batches to its own.
	Import string
	// Detailed adds to entries the only detail that each came with; those of a batch have none.
	Detailed bool
	// Brief leaves out the evidence of decisions, most of what a decision takes to read.
	Brief bool
	// Figures leaves out what no sum needs: of payments everything but ids, account, booking
	// date, amount, code and lump; of decisions everything but ids, kind, rule, parts, what they
	// refuse and undo, days and the kind of the actor; of invoice versions owner, terms, project,
	// payment reference and line.
	Figures bool
	// Waiting restricts batches to those that detail no entry yet and are not held.
	Waiting bool
}

// Reader reads one consistent snapshot. A list shows what was there when it began, also
// when the loop over it writes or asks for other lists; it costs the memory of the rest of
// the list to do so, so ask for what is needed before a long one.
type Reader interface {
	BankReader
	LedgerReader
	DecisionReader
	HistoryReader
}

// Writer reads and writes within one transaction; it sees its own writes.
type Writer interface {
	Reader
	BankWriter
	LedgerWriter
	DecisionWriter
	HistoryWriter
}

// BankReader lists what banks said.
type BankReader interface {
	// Companies are in order of id; Accounts in order of company (all of them when the
	// query names none) and account id.
	Companies(ctx context.Context) ([]Company, error)
	Accounts(ctx context.Context, company string) ([]Account, error)
	// Statements are in order of account, From, To, Reference, ID, state, import; without
	// entries. Which file of a statement that came twice is called the repeat makes no difference.
	// From and To keep those that touch a day between them.
	Statements(ctx context.Context, q Query) ([]Statement, error)
	// EntryIDs are the ids stored for one account and the days From to To of the query; of
	// Payments only, where the query names some, and of those that Import has seen, where it names one.
	EntryIDs(ctx context.Context, q Query) ([]ID, error)
	// Entries are in order of account, booking date, id; From and To are booking dates.
	// Details are not loaded, unless the query asks for it: they are the payments.
	Entries(ctx context.Context, q Query) iter.Seq2[Entry, error]
	// Payments are in order of booking date, account, id, of the newest batch version only;
	// From, To and AsOf compare the booking date.
	Payments(ctx context.Context, q Query) iter.Seq2[Payment, error]
	// Batches are in order of date, account, id, import; From and To compare the date. A
	// batch that stands in two files is there twice.
	Batches(ctx context.Context, q Query) ([]Batch, error)
	// Origins say which file brought what: entries in order of id, with the file that they are
	// counted to; then those that other files have seen too, in order of entry and import; then
	// batches in order of id and import; then versions of invoices in order of number and version.
	Origins(ctx context.Context, company string) iter.Seq2[Origin, error]
}

// BankWriter stores what banks said.
type BankWriter interface {
	PutCompany(ctx context.Context, c Company) error
	PutAccounts(ctx context.Context, accounts []Account) error
	// AddStatements stores statements without their entries. Import names the file.
	AddStatements(ctx context.Context, company, imp string, s []Statement) error
	// AddEntries stores entries with their details as batch version 1; an id that is
	// stored already is left as it is, and the import is noted as having seen it too.
	// It returns how many were new. Entries come sorted by id, and are the store's from then on, as
	// the decisions of Apply are.
	AddEntries(ctx context.Context, company, imp string, entries []Entry) (int, error)
	// AddBatch replaces the details of a lump by a new version.
	AddBatch(ctx context.Context, company, imp string, e Entry, version int) error
	// DropBatch takes a version after the first of an entry's details away; the newest of
	// the others counts then. One that is not there is no change.
	DropBatch(ctx context.Context, company string, entry ID, version int) error
	// PutBatches inserts or replaces by id and import.
	PutBatches(ctx context.Context, company string, b []Batch) error
	// DeleteImport takes a file back: its statements, its invoice versions, and those of
	// its entries that no other file has seen; the others pass to the first of those files
	// by name. Batch versions that it brought go and the one before counts again, its batches
	// go, and those whose entry goes wait again. The record of the import goes too, which frees the file's digest. The caller has undone every
	// decision first.
	DeleteImport(ctx context.Context, company, imp string) error
}

// LedgerReader lists what is owed.
type LedgerReader interface {
	// Customers are in order of id.
	Customers(ctx context.Context, company string) ([]Customer, error)
	// Invoices are the newest versions in order of number, with what live allocations of
	// the query's AsOf closed. From and To compare the issue date.
	Invoices(ctx context.Context, q Query) iter.Seq2[Invoice, error]
	// InvoiceVersions are all versions in order of number and version, without Closed.
	InvoiceVersions(ctx context.Context, q Query) iter.Seq2[Invoice, error]
}

// LedgerWriter stores what is owed.
type LedgerWriter interface {
	// PutCustomers inserts or replaces by id.
	PutCustomers(ctx context.Context, company string, c []Customer) error
	// AddInvoices stores invoices as the versions that they carry.
	AddInvoices(ctx context.Context, company, imp string, v []Invoice) error
}

// DecisionReader lists what was decided and what waits.
type DecisionReader interface {
	// Decisions are in order of booking day of the source (the effective date where the
	// source is an invoice), source (its payment id, then its number) and sequence; of the
	// query, From and To compare that day, AsOf the effective date. A decision is live when
	// it is applied and nothing effective by AsOf undoes it.
	Decisions(ctx context.Context, q Query) iter.Seq2[Decision, error]
	// Decision finds one by id, or gives ErrNotFound.
	Decision(ctx context.Context, company string, id ID) (Decision, error)
	// Allocations are in order of invoice and N; From, To and AsOf compare the effective date.
	Allocations(ctx context.Context, q Query) iter.Seq2[Allocation, error]
	// Proposals are in order of payment and rank; From, To and AsOf compare the payment's day.
	Proposals(ctx context.Context, q Query) iter.Seq2[Proposal, error]
	// Anomalies are in order of booking date, account, kind and key; From, To and AsOf compare
	// the booking date.
	Anomalies(ctx context.Context, q Query) iter.Seq2[Anomaly, error]
}

// DecisionWriter stores what was decided and what waits.
type DecisionWriter interface {
	// Apply appends decisions and the allocations of their parts on invoices, in order. A
	// decision whose key is stored with the same content is skipped; with another content
	// it is ErrConflict. A part that would close an invoice beyond its amount is
	// ErrOverAllocated, one on an unknown invoice ErrNotFound. Parts of one decision take
	// their places on an invoice in the order in which they fit; what brings an invoice that
	// was altered below what closes it nearer to zero always fits. What bounds a part is the amount
	// of its invoice's newest version: [Decision.Bounds] or, without, what is stored. It returns
	// how many were new. The decisions are the store's from then on, which may still be writing them when it
	// returns: a failure to write is told by a later call or by the end of the update.
	Apply(ctx context.Context, company string, d []Decision) (int, error)
	// PutProposals replaces what waits for the payments given; none removes it.
	PutProposals(ctx context.Context, company string, payments []ID, p []Proposal) error
	// PutAnomalies inserts or replaces by kind and key; RemoveAnomalies takes away.
	PutAnomalies(ctx context.Context, company string, a []Anomaly) error
	RemoveAnomalies(ctx context.Context, company string, a []Anomaly) error
}

// HistoryReader lists what happened.
type HistoryReader interface {
	// Imports and runs are in order of sequence and id.
	Imports(ctx context.Context, company string) ([]ImportRecord, error)
	// Import finds one by its whole id, or gives ErrNotFound.
	Import(ctx context.Context, company, id string) (ImportRecord, error)
	// Intakes are what imports made of files, in order of sequence; LastIntake is the last sequence,
	// 0 before the first.
	Intakes(ctx context.Context, company string) ([]Intake, error)
	LastIntake(ctx context.Context, company string) (int, error)
	// UndoneImports are in order of sequence.
	UndoneImports(ctx context.Context, company string) ([]UndoneImport, error)
	Runs(ctx context.Context, company string) ([]Run, error)
	// RuleChanges are the company's rules as they were added and removed, in order of sequence.
	RuleChanges(ctx context.Context, company string) ([]RuleChange, error)
	// Followups are the steps in the lives of anomalies, in order of sequence; LastFollowup is
	// the last sequence, 0 before the first step.
	Followups(ctx context.Context, company string) ([]Followup, error)
	LastFollowup(ctx context.Context, company string) (int, error)
	// Audit is the chain in order of sequence.
	Audit(ctx context.Context, company string) iter.Seq2[AuditRecord, error]
	// AuditHead is the last record, zero for an empty chain.
	AuditHead(ctx context.Context, company string) (AuditRecord, error)
	// Altered names what a store finds changed since it stored it, by the seals of its rows.
	Altered(ctx context.Context, company string) iter.Seq2[string, error]
	// StateVersion grows with every committed write of the company, for caches.
	StateVersion(ctx context.Context, company string) (int64, error)
}

// HistoryWriter records what happened.
type HistoryWriter interface {
	PutImport(ctx context.Context, company string, r ImportRecord) error
	// AddIntake appends one; a sequence that is stored already is an error.
	AddIntake(ctx context.Context, company string, v Intake) error
	// AddUndoneImport appends one; a sequence or a key that is stored already is an error.
	AddUndoneImport(ctx context.Context, company string, u UndoneImport) error
	PutRun(ctx context.Context, company string, r Run) error
	// AddRuleChange appends a change; a sequence that is stored already is an error.
	AddRuleChange(ctx context.Context, company string, c RuleChange) error
	// AddFollowups appends steps, without the evidence of their anomalies; a sequence that is
	// stored already is an error.
	AddFollowups(ctx context.Context, company string, f []Followup) error
	// AppendAudit continues the chain; the service has computed sequence and hash. The records are
	// the store's from then on, as the decisions of Apply are.
	AppendAudit(ctx context.Context, company string, r []AuditRecord) error
}
