package importers

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"io"

	"github.com/rappro/rappro/reconcile"
)

// HeldInMemory is the size of a file from which its entries are not kept but read again when
// they are entered. Below it one reading is faster; above it a statement of a million lines
// would need a gigabyte.
const HeldInMemory = 32 << 20

// errChanged refuses a file that is not the same at the second reading.
var errChanged = errors.New("the file changed while it was imported: import it again")

// large reads the heads of a large file and leaves the entries to a second reading.
func (f Formats) large(ctx context.Context, path string, r io.Reader, opt ReadOptions) reconcile.File {
	opt.heads = true
	file := f.Read(ctx, path, r, opt)
	if file.Err == nil && len(file.Statements) > 0 {
		file.Again = f.again(path, file, opt)
	}
	return file
}

// again reads a file once more and passes its booked entries. The bytes have to be those of
// the first reading to the last one.
func (f Formats) again(path string, first reconcile.File,
	opt ReadOptions) func(context.Context, func(int, reconcile.Entry) error) error {
	return func(ctx context.Context, entry func(int, reconcile.Entry) error) error {
		file, _, err := regular(opt.Folder, path)
		if err != nil {
			return err
		}
		defer file.Close() // only read from
		h := sha256.New()
		b := bufio.NewReaderSize(&countedReader{ctx: ctx, r: io.TeeReader(file, h)}, HeadSize)
		for _, i := range f.Statements {
			if i.Format() != first.Format {
				continue
			}
			if err := i.Read(ctx, b, opt.Of(path), &passing{entry: entry, at: -1}); err != nil {
				return err
			}
		}
		if _, err := io.Copy(io.Discard, b); err != nil {
			return err
		}
		if [32]byte(h.Sum(nil)) != first.Digest {
			return errChanged
		}
		return nil
	}
}

// passing is a Sink that hands entries on and forgets everything else.
type passing struct {
	entry       func(int, reconcile.Entry) error
	at          int
	provisional bool // the statement at hand is an interim report
}

// Begin implements [Sink].
func (p *passing) Begin(s reconcile.Statement) error {
	p.at++
	p.provisional = s.Source.Provisional()
	return nil
}

// Entry implements [Sink]. A line of an interim report is not booked.
func (p *passing) Entry(e reconcile.Entry) error {
	if p.provisional {
		return nil
	}
	return p.entry(p.at, e)
}

// Pending implements [Sink].
func (p *passing) Pending(reconcile.Money) error { return nil }

// End implements [Sink].
func (p *passing) End(reconcile.Statement) error { return nil }

// Ask implements [Sink].
func (p *passing) Ask(string) {}

// Note implements [Sink].
func (p *passing) Note(string) {}
