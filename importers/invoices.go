package importers

import (
	"context"
	"io"

	"github.com/rappro/rappro/reconcile"
)

// An InvoiceImporter reads one format of open invoices. It is detected like a statement
// format, so `rappro import PATH...` takes both.
type InvoiceImporter interface {
	// Format is the stable name of the format: "invoices.csv".
	Format() string
	// Claims says whether the head of a file, its first HeadSize bytes at most and decoded
	// to UTF-8 where it has a byte order mark, is in this format.
	Claims(head []byte) bool
	// ReadInvoices parses the whole file. It gives an *Error for a file that cannot be read
	// at all, and for the first bad line unless bad lines are to be skipped.
	ReadInvoices(ctx context.Context, r io.Reader, opt InvoiceOptions) (Invoices, error)
}

// InvoiceOptions are a person's answers for a file of invoices.
type InvoiceOptions struct {
	Name string // of the file
	Size int64  // of the file in bytes, 0 where nobody knows it before the end
	// SkipBadLines leaves lines that cannot be read out and says so. Without it one bad line
	// refuses the file, and the error names every bad line (up to a limit).
	SkipBadLines bool
}

// Invoices is what a file of invoices holds.
type Invoices struct {
	Customers []reconcile.Customer // each once, in the order of first appearance
	Invoices  []reconcile.Invoice  // in the order of the file
	Skipped   int                  // bad lines left out
	Messages  []string             // one for each line left out, with its number and reason
}
