package importers

import (
	"context"
	"io"

	"github.com/rappro/rappro/reconcile"
)

// An Importer reads one statement format. It knows nothing of what is done with what it
// reads.
type Importer interface {
	// Format is the stable name of the format: "camt.053", "csv". It is stored with every
	// import and is a metric label.
	Format() string
	// Claims says whether the head of a file, its first HeadSize bytes at most, is in this
	// format. Every importer claims all and only its own files; the name never decides.
	Claims(head []byte) bool
	// Read parses the file and tells the sink, in the order of the file, holding no more
	// than one entry at a time. It gives an *Error for bad input. A sink that was told
	// something before an error must forget it: the file is the unit.
	Read(ctx context.Context, r io.Reader, opt Options, sink Sink) error
}

// HeadSize is how much of a file detection looks at.
const HeadSize = 64 << 10

// Options are a person's answers to what a file leaves open.
type Options struct {
	Name     string // of the file; layouts that carry the account there use it
	Account  string // --account, compact
	Currency reconcile.Currency
	Profile  string   // --profile: name of a bank CSV profile or path of a profile file
	Dates    DayOrder // --dates: order of day, month and year, where the file does not settle it
	Decimal  string   // --decimal: "," or ".", where the file does not settle it
	Signs    Signs    // --signs: what positive amounts are, where the file does not settle it
}

// Sink receives what an importer reads.
type Sink interface {
	// Begin starts a statement; what is known of it so far. Entries is empty.
	Begin(reconcile.Statement) error
	// Entry is one booked line of the statement begun last.
	Entry(reconcile.Entry) error
	// Pending is an announced line: it is counted and left out.
	Pending(reconcile.Money) error
	// End completes the statement begun last with all that is known of it now: balances,
	// period, sequence. Entries is empty.
	End(reconcile.Statement) error
	// Ask says what a real import has to know first, with the flag that settles it:
	// "account: the file does not say which (--account)".
	Ask(need string)
	// Note is a remark for people about the file.
	Note(message string)
}

// ForgetfulSink is a sink that may keep nothing of an entry. Where it forgets, an importer can use
// the memory of an entry's details for the next one: of a table of a million lines more time
// goes into fresh memory than into the cells.
type ForgetfulSink interface {
	// Forgets says that nothing of an entry is kept once Entry has returned, not even its
	// details or their texts.
	Forgets() bool
}

// AnswerSink is a sink that also wants to know what files of one kind have in common, and
// what one of them tells of how the others are read.
type AnswerSink interface {
	// Layout is the digest of the column line.
	Layout(digest string)
	// Answered says that the file proves the answer to a question that such files may leave
	// open, or that the options give it.
	Answered(question, answer string, proved bool)
}

// DaySink is a sink that also wants to know the days of announced lines, to say from when to
// when a file goes.
type DaySink interface {
	// PendingDay is the day of the line given to Pending last.
	PendingDay(reconcile.Date)
}
