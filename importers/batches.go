package importers

import (
	"context"
	"io"

	"github.com/rappro/rappro/reconcile"
)

// A BatchImporter reads one format that says what entries of the bank are made of: the
// bank's own notice, a payment provider's report, a deposit slip, a file of direct debits.
// It is detected like a statement format, and nothing that it reads is money of its own.
type BatchImporter interface {
	// Format is the stable name of the format: "camt.054", "payout".
	Format() string
	// Claims says whether the head of a file, its first HeadSize bytes at most, is in this
	// format.
	Claims(head []byte) bool
	// ReadBatches parses the whole file. It gives an *Error for bad input; a batch whose
	// details do not make its sum is no bad input, the service holds it.
	ReadBatches(ctx context.Context, r io.Reader, opt Options) (Batches, error)
}

// Batches is what a file says entries are made of.
type Batches struct {
	// Batches are in the order of the file. One without details was read and says nothing
	// that the statement does not: it is counted and left out.
	Batches  []reconcile.Batch
	Needs    []string // what is undecided, with the flag that settles it
	Messages []string // remarks for people
}

// BatchLimit counts what a file of batches holds against the limits of statements.
type BatchLimit struct{ details, all int }

// Entry counts one more row or entry of the file, which stands on a line.
func (l *BatchLimit) Entry(line int) error {
	if l.all++; l.all > MaxEntries {
		return TooManyEntries(line)
	}
	return nil
}

// Detail counts one more detail of the batch at hand.
func (l *BatchLimit) Detail(line int) error {
	if l.details++; l.details > MaxDetails {
		return TooManyDetails(line)
	}
	return l.Entry(line)
}

// Next begins another batch.
func (l *BatchLimit) Next() { l.details = 0 }
