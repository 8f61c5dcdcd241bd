package invoices

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// maxNamed is how many bad lines an error or the messages name; the rest is counted.
const maxNamed = 100

// Importer reads invoices.csv. It holds no state.
type Importer struct{}

// Format is "invoices.csv".
func (Importer) Format() string { return "invoices.csv" }

// Claims says whether the first line names at least four of the columns, two of which only
// invoices have: a payment provider's list of payments has a customer_id too.
func (Importer) Claims(head []byte) bool {
	line := firstLine(string(importers.DecodeHead(head)))
	sep, n := guess(line)
	if n < 4 {
		return false
	}
	own := 0
	for _, name := range names(strings.Split(line, string(sep))) {
		if slices.Contains([]string{"number", "customer_id", "issue_date", "due_date"}, name) {
			own++
		}
	}
	return own >= 2
}

// ReadInvoices reads a whole file. The error is an *importers.Error that names every bad
// line, up to a hundred of them.
func (Importer) ReadInvoices(ctx context.Context, r io.Reader,
	opt importers.InvoiceOptions) (importers.Invoices, error) {
	f, err := open(r, opt.Size)
	if err != nil {
		return importers.Invoices{}, err
	}
	for {
		if err := ctx.Err(); err != nil {
			return importers.Invoices{}, err
		}
		ok, err := f.next()
		if err != nil {
			return importers.Invoices{}, err
		}
		if !ok {
			break
		}
	}
	return f.result(opt)
}

// file is the state of reading one file.
type file struct {
	csv    *csv.Reader
	rows   *gocsv.Unmarshaller
	size   int64 // bytes of the file, 0 for unknown
	header header
	row    *row

	out       importers.Invoices
	customers map[string]int // id → place in out.Customers
	numbers   numbers
	words     words
	bad       []string
	badLines  []int
	badCount  int
}

// open reads the header line.
func open(r io.Reader, size int64) (*file, error) {
	text, err := importers.TextReader(r, "")
	if err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(text, importers.HeadSize)
	head, err := b.Peek(importers.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, err
	}
	line := firstLine(string(head))
	if line == "" {
		return nil, &importers.Error{What: "the file is empty: export the invoices again"}
	}
	f := &file{size: size, customers: map[string]int{}}
	comma, _ := guess(line)
	f.csv = csv.NewReader(sheet.NewGuard(b, comma))
	f.csv.Comma, f.csv.ReuseRecord = comma, true
	f.rows, err = gocsv.NewUnmarshaller(f.csv, &row{})
	if err == nil {
		err = f.rows.RenormalizeHeaders(names)
	}
	if err != nil {
		return nil, broken(err)
	}
	f.header, err = check(f.rows.Headers)
	return f, err
}

// next takes one line; it is false at the end of the file.
func (f *file) next() (bool, error) {
	got, err := f.rows.Read()
	switch {
	case errors.Is(err, io.EOF):
		return false, nil
	case errors.Is(err, csv.ErrFieldCount):
		var at *csv.ParseError
		errors.As(err, &at)
		f.refuse(at.StartLine, fmt.Sprintf("not %d cells as in the header line: a separator "+
			"inside a text needs quotes", len(f.rows.Headers)))
		return true, nil
	case err != nil:
		return false, broken(err)
	}
	line, _ := f.csv.FieldPos(0)
	var ok bool
	if f.row, ok = got.(*row); !ok {
		return false, fmt.Errorf("line %d: unexpected %T", line, got)
	}
	f.row.clean()
	v, err := f.row.invoice(line, f.header.has)
	if err == nil {
		if before := f.numbers.line(v.Number, f.out.Invoices); before > 0 {
			err = fmt.Errorf("number %s stands on line %d already", v.Number, before)
		}
	}
	if err != nil {
		f.refuse(line, err.Error())
		return true, nil
	}
	f.keep(v)
	return true, nil
}

// keep adds an invoice, and lets go of the line that it was read from: of the texts of a million
// lines most are the same few.
func (f *file) keep(v reconcile.Invoice) {
	v.Number = strings.Clone(v.Number)
	v.Customer = f.customer(f.row)
	for _, s := range [...]*string{(*string)(&v.Type), (*string)(&v.State),
		(*string)(&v.Amount.Currency), &v.Owner, &v.Terms, &v.Project, &v.PaymentReference,
		(*string)(&v.Claim)} {
		*s = f.words.kept(*s)
	}
	f.out.Invoices = append(f.out.Invoices, v)
	f.numbers.add(&v)
	if n := len(f.out.Invoices); n == sample && f.size > 0 {
		lines := min(f.size*sample/f.csv.InputOffset(), f.size/shortLine)
		f.out.Invoices = slices.Grow(f.out.Invoices, int(max(0, lines+lines/50-sample)))
	}
}

// From the first lines of a file its number of lines is estimated: a list that grows as it is read
// is copied several times and takes twice its room. What is estimated is held to a size that no
// first lines can inflate.
const (
	sample    = 1000 // lines
	shortLine = 64   // bytes
)

// customer keeps what a line says of its customer, and gives the customer's id.
func (f *file) customer(r *row) string {
	i, seen := f.customers[r.CustomerID]
	if !seen {
		i = len(f.out.Customers)
		id := strings.Clone(r.CustomerID)
		f.customers[id] = i
		f.out.Customers = append(f.out.Customers, reconcile.Customer{ID: id})
	}
	c := &f.out.Customers[i]
	if c.Name == "" {
		c.Name = strings.Clone(r.CustomerName)
	}
	if c.Email == "" {
		c.Email = strings.Clone(r.CustomerEmail)
	}
	if iban := reconcile.CompactAccount(r.CustomerIBAN); iban != "" && !slices.Contains(c.IBANs, iban) {
		c.IBANs = append(c.IBANs, strings.Clone(iban))
	}
	return c.ID
}

func (f *file) refuse(line int, what string) {
	if f.badCount++; f.badCount <= maxNamed {
		f.bad, f.badLines = append(f.bad, what), append(f.badLines, line)
	}
}

// result gives what was read, or the error that names the bad lines.
func (f *file) result(opt importers.InvoiceOptions) (importers.Invoices, error) {
	if len(f.header.unknown) > 0 {
		f.out.Messages = append(f.out.Messages, "columns left out: "+
			strings.Join(f.header.unknown, ", "))
	}
	if f.badCount > 0 && !opt.SkipBadLines {
		return importers.Invoices{}, f.badError()
	}
	for i, what := range f.bad {
		f.out.Messages = append(f.out.Messages, fmt.Sprintf("line %d left out: %s", f.badLines[i], what))
	}
	if more := f.badCount - len(f.bad); more > 0 {
		f.out.Messages = append(f.out.Messages, fmt.Sprintf("and %d more lines left out", more))
	}
	f.out.Skipped = f.badCount
	return f.out, nil
}

func (f *file) badError() error {
	const do = "correct it, or leave it out with --skip-bad-lines"
	if f.badCount == 1 {
		return &importers.Error{Line: f.badLines[0], What: f.bad[0] + "; " + do}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d bad lines, nothing is imported (correct them, or leave them out with "+
		"--skip-bad-lines)", f.badCount)
	for i, what := range f.bad {
		fmt.Fprintf(&b, "\n  line %d: %s", f.badLines[i], what)
	}
	if more := f.badCount - len(f.bad); more > 0 {
		fmt.Fprintf(&b, "\n  and %d more", more)
	}
	return &importers.Error{What: b.String()}
}

// broken says what is wrong with a file whose lines cannot be told apart.
func broken(err error) error {
	var own *importers.Error
	var at *csv.ParseError
	switch {
	case errors.As(err, &own), errors.Is(err, importers.ErrLimit):
		return err
	case errors.As(err, &at):
		return &importers.Error{Line: at.StartLine, What: "a quote is open or stands in the wrong " +
			"place: the lines after it cannot be told apart; export the file again"}
	}
	return &importers.Error{What: "the file cannot be read: export it again", Err: err}
}

var _ importers.InvoiceImporter = Importer{}
