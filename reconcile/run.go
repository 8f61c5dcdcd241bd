package reconcile

import (
	"context"
	"time"
)

// Outcome says what became of a file.
type Outcome string

// The outcomes of an import (DESIGN section 7).
const (
	OutcomeRead    Outcome = "read"
	OutcomeHeld    Outcome = "held"    // a statement in it did not prove; the others entered
	OutcomeKnown   Outcome = "known"   // the same bytes were imported before
	OutcomeRefused Outcome = "refused" // nothing of it was stored
	OutcomeAsked   Outcome = "asked"   // it needs an answer first: see Needs
)

// File is what an importer made of one file: statements, invoices, or batches that say what
// entries are made of.
type File struct {
	Name       string
	Digest     [32]byte
	Size       int64
	Format     string
	Statements []Statement
	Customers  []Customer
	Invoices   []Invoice
	Batches    []Batch
	Skipped    int      // bad lines left out because the caller asked for it
	Needs      []string // what is undecided, with the flag that settles it
	Messages   []string // what a person should know
	Path       string   // of the file on disk, an archive's for its members; empty for a pipe
	Layout     string   // digest of what files of one kind have in common, empty for none
	Answers    []Answer // what it proves, and what a person said of it
	Err        error    // why it was refused
	// Again reads the file once more and passes every booked entry with the index of its
	// statement. It is set where the file is too large to be held and its statements are
	// [Statement.Streamed]; it fails when the file is no longer what it was.
	Again func(ctx context.Context, entry func(statement int, e Entry) error) error
	whole []Statement // of the file that this is a part of, nil when it is the whole
}

// ImportRecord is what the store remembers of a file that was read.
type ImportRecord struct {
	ID         string // printed digest of its bytes
	Digest     [32]byte
	Name       string
	Format     string
	Size       int64
	Outcome    Outcome
	Statements int
	Entries    int // booked lines in it
	New        int // of which entered now
	Invoices   int
	Actor      Actor
	// Seq is that of its audit record: the order in which files came, whatever clocks say.
	Seq      int64
	Recorded time.Time
	Reason   string // of who entered by override what did not prove, else empty
	// Content is a digest of all that the file put into the store, in whatever order: see
	// [Origin]. Nothing of it can go, come or pass to another file unseen.
	Content EntrySum
}

// ImportID prints the digest of a file's bytes as an import's id.
func ImportID(sum [32]byte) string { return printed.EncodeToString(sum[:10]) }

// Run is one execution of the pipeline: what came in, what was decided, with which policy
// and version of the program.
type Run struct {
	ID        string
	Actor     Actor
	AsOf      Date
	Policy    string // digest
	Version   string
	Files     int // imports since the run before
	Decisions int
	Proposals int   // credits that waited for a person after it
	Seq       int64 // of the last audit record before it: what came since has a higher one, whatever clocks say
	Recorded  time.Time
}
