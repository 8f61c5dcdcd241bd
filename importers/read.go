package importers

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Formats is the closed list of what can be read. It is a value that the program builds
// once (see importers/formats), not a registry that packages write to.
type Formats struct {
	Statements []Importer
	Invoices   []InvoiceImporter
	Batches    []BatchImporter
	// Known are formats that are recognised only to be refused by name, so that a person
	// hears what the file is and what to take instead.
	Known []Importer
}

// ReadOptions are a person's answers and wishes for the files of one command.
type ReadOptions struct {
	Account      string             // --account, compact
	Currency     reconcile.Currency // --currency
	Profile      string             // --profile
	Dates        DayOrder           // --dates
	Decimal      string             // --decimal
	Signs        Signs              // --signs
	Format       string             // --format: this importer, whatever the file looks like
	SkipBadLines bool               // --skip-bad-lines, for invoices
	Announced    bool               // keep the announced lines too: they are mostly only counted
	// Folder, where it is not nil, is the folder that paths are of: nothing outside of it is opened.
	// It stays open until the files are imported, because a large one is read again then.
	Folder *os.Root

	size  int64 // of the file, where it is known
	heads bool  // count the entries of statements, do not keep them: see [Formats.again]
}

// Names lists the formats that are read, statements first.
func (f Formats) Names() []string {
	var names []string
	for _, i := range f.Statements {
		names = append(names, i.Format())
	}
	for _, i := range f.Invoices {
		names = append(names, i.Format())
	}
	for _, i := range f.Batches {
		names = append(names, i.Format())
	}
	return names
}

// Claims lists the formats that claim the head of a file. A file that is read has one. Every
// format but a bank's CSV says what it is by a mark or by its columns; that one is found out from
// days and amounts, which the records of others hold too, so it is asked where no other is sure.
func (f Formats) Claims(head []byte) []string {
	head = DecodeHead(head)
	var names []string
	for _, i := range f.Batches {
		if i.Claims(head) {
			names = append(names, i.Format())
		}
	}
	statements := slices.Concat(f.Statements, f.Known)
	for _, i := range statements {
		if i.Format() != csvFormat && i.Claims(head) {
			names = append(names, i.Format())
		}
	}
	if len(names) == 0 {
		for _, i := range statements {
			if i.Format() == csvFormat && i.Claims(head) {
				names = append(names, i.Format())
			}
		}
	}
	for _, i := range f.Invoices {
		if i.Claims(head) {
			names = append(names, i.Format())
		}
	}
	return names
}

// Read detects the format of a file, reads it whole and hashes its bytes. It never gives
// half a file: when File.Err is set there are no statements and no invoices. Name is only
// quoted, and used by layouts that carry the account there.
func (f Formats) Read(ctx context.Context, name string, r io.Reader,
	opt ReadOptions) reconcile.File {
	h := sha256.New()
	in := &countedReader{ctx: ctx, r: io.TeeReader(r, h)}
	b := bufio.NewReaderSize(in, HeadSize)
	file := reconcile.File{Name: name}
	f.guarded(ctx, &file, b, opt)
	// What an importer left unread still belongs to the file and to its digest.
	if _, err := io.Copy(io.Discard, b); err != nil && file.Err == nil {
		file.Err = err
	}
	if file.Err != nil {
		file.Statements, file.Customers, file.Invoices, file.Batches = nil, nil, nil, nil
		file.Needs, file.Messages, file.Skipped = nil, nil, 0
	}
	h.Sum(file.Digest[:0])
	file.Size = in.size
	return file
}

func (f Formats) read(ctx context.Context, file *reconcile.File, b *bufio.Reader, opt ReadOptions) {
	head, err := b.Peek(HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		file.Err = err
		return
	}
	if file.Format, file.Err = f.detect(head, opt); file.Err != nil {
		return
	}
	for _, i := range slices.Concat(f.Statements, f.Known) {
		if i.Format() == file.Format {
			readStatements(ctx, file, i, b, opt)
			return
		}
	}
	for _, i := range f.Invoices {
		if i.Format() == file.Format {
			readInvoices(ctx, file, i, b, opt)
			return
		}
	}
	for _, i := range f.Batches {
		if i.Format() == file.Format {
			readBatches(ctx, file, i, b, opt)
			return
		}
	}
}

// csvFormat is the format that profiles belong to.
const csvFormat = "csv"

// OwnStatements is the format of the statements that rappro writes as CSV: its columns are
// known by name.
const OwnStatements = "statements.csv"

// IsFormat says whether a text has the form of the name of a format: a converted file names
// the one it was made from.
func IsFormat(s string) bool {
	return s != "" && len(s) <= 20 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789.") == ""
}

// detect gives the one format of a file, or says why there is none.
func (f Formats) detect(head []byte, opt ReadOptions) (string, error) {
	wanted := opt.Format
	if wanted != "" {
		for _, n := range f.Names() {
			if n == wanted {
				return n, nil
			}
		}
		return "", &Error{What: fmt.Sprintf("format %q is not known: use one of %s", wanted,
			strings.Join(f.Names(), ", "))}
	}
	switch claims := f.Claims(head); len(claims) {
	case 0:
		if opt.Profile != "" && slices.Contains(f.Names(), csvFormat) {
			return csvFormat, nil // a layout that only the person's profile knows
		}
		return "", &Error{What: unclaimed(head, f.Names())}
	case 1:
		return claims[0], nil
	default:
		return "", &Error{What: fmt.Sprintf("the formats %s all claim the file: say which with "+
			"--format, and report this", strings.Join(claims, " and "))}
	}
}

// Of are the answers that an importer of statements is given for a file of this name.
func (o ReadOptions) Of(name string) Options {
	return Options{Name: name, Account: o.Account, Currency: o.Currency, Profile: o.Profile,
		Dates: o.Dates, Decimal: o.Decimal, Signs: o.Signs}
}

func readStatements(ctx context.Context, file *reconcile.File, i Importer, r io.Reader,
	opt ReadOptions) {
	c := Collector{Heads: opt.heads, Announced: opt.Announced}
	if err := i.Read(ctx, r, opt.Of(file.Name), &c); err != nil {
		file.Err = err
		return
	}
	if len(c.Statements) == 0 && len(c.Messages) == 0 {
		file.Err = &Error{What: "no statement in it: ask the bank for the file again"}
		return
	}
	for _, s := range c.Statements {
		if file.Err = otherCurrency(opt.Currency, s.Currency); file.Err != nil {
			return
		}
	}
	file.Statements, file.Needs, file.Messages = c.Statements, c.Needs, c.Remarks()
	file.Layout, file.Answers = c.Kind, c.Answers
	for i := range file.Answers {
		file.Answers[i].Layout = c.Kind
	}
}

func readInvoices(ctx context.Context, file *reconcile.File, i InvoiceImporter, r io.Reader,
	opt ReadOptions) {
	o := InvoiceOptions{Name: file.Name, Size: opt.size, SkipBadLines: opt.SkipBadLines}
	got, err := i.ReadInvoices(ctx, r, o)
	if err != nil {
		file.Err = err
		return
	}
	file.Customers, file.Invoices = got.Customers, got.Invoices
	file.Skipped, file.Messages = got.Skipped, got.Messages
}

func readBatches(ctx context.Context, file *reconcile.File, i BatchImporter, r io.Reader,
	opt ReadOptions) {
	o := Options{Name: file.Name, Account: opt.Account, Currency: opt.Currency, Dates: opt.Dates}
	got, err := i.ReadBatches(ctx, r, o)
	if err != nil {
		file.Err = err
		return
	}
	if len(got.Batches) == 0 && len(got.Messages) == 0 {
		file.Err = &Error{What: "nothing in it says what an entry is made of: export it again"}
		return
	}
	for _, b := range got.Batches {
		if file.Err = otherCurrency(opt.Currency, b.Amount.Currency); file.Err != nil {
			return
		}
	}
	file.Batches, file.Needs, file.Messages = got.Batches, got.Needs, got.Messages
}

// otherCurrency refuses a file that says another currency than the person: one of them is wrong.
func otherCurrency(asked, said reconcile.Currency) error {
	if asked == "" || said == "" || said == reconcile.NoCurrency || asked == said {
		return nil
	}
	return &Error{What: fmt.Sprintf("the file is in %s, not %s: leave --currency out", said, asked)}
}

// countedReader stops at MaxFile and when the context ends.
type countedReader struct {
	ctx  context.Context
	r    io.Reader
	size int64
}

// Read passes on what may be read.
func (c *countedReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	if c.size += int64(n); c.size > MaxFile {
		return 0, TooLarge()
	}
	return n, err
}
