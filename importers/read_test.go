package importers

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/reconcile"
)

// lines is an importer of its own little format: a magic word, then amounts in cents.
type lines struct{ magic string }

func (l lines) Format() string          { return l.magic }
func (l lines) Claims(head []byte) bool { return strings.HasPrefix(string(head), l.magic) }

func (l lines) Read(_ context.Context, r io.Reader, _ Options, sink Sink) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := sink.Begin(reconcile.Statement{Reference: "1", Currency: "EUR"}); err != nil {
		return err
	}
	for i, line := range strings.Fields(string(b))[1:] {
		var cents int64
		if _, err := fmt.Sscan(line, &cents); err != nil {
			return &Error{Line: i + 2, What: "not a number"}
		}
		if err := sink.Entry(reconcile.Entry{Amount: reconcile.EUR(cents), BookingDate: 1}); err != nil {
			return err
		}
	}
	return sink.End(reconcile.Statement{Reference: "1", Currency: "EUR"})
}

type bills struct{}

func (bills) Format() string          { return "bills" }
func (bills) Claims(head []byte) bool { return strings.HasPrefix(string(head), "bill") }

func (bills) ReadInvoices(_ context.Context, r io.Reader, opt InvoiceOptions) (Invoices, error) {
	if opt.SkipBadLines {
		return Invoices{Skipped: 1}, nil
	}
	return Invoices{Invoices: []reconcile.Invoice{{Number: "F1"}}}, nil // leaves r unread
}

func little() Formats {
	return Formats{Statements: []Importer{lines{"alpha"}, lines{"al"}, lines{"beta"}},
		Invoices: []InvoiceImporter{bills{}}, Known: []Importer{lines{"gamma"}}}
}

func readText(s string, opt ReadOptions) reconcile.File {
	return little().Read(context.Background(), "file", strings.NewReader(s), opt)
}

// TestRead detects, reads and hashes.
func TestRead(t *testing.T) {
	f := readText("beta 5 -3", ReadOptions{})
	if f.Err != nil || f.Format != "beta" || len(f.Statements) != 1 || f.Size != 9 ||
		f.Digest != sha256.Sum256([]byte("beta 5 -3")) {
		t.Errorf("%+v", f)
	}
	if s := f.Statements[0]; s.Booked != 2 || s.Credits.Minor != 5 || s.Debits.Minor != 3 {
		t.Errorf("%+v", s)
	}
	f = readText("bill F1", ReadOptions{})
	if f.Err != nil || len(f.Invoices) != 1 || f.Digest != sha256.Sum256([]byte("bill F1")) {
		t.Errorf("an importer that stops early: %+v", f)
	}
	if f = readText("bill F1", ReadOptions{SkipBadLines: true}); f.Skipped != 1 {
		t.Errorf("%+v", f)
	}
}

// TestReadRefuses: one clear message, never a part of the file.
func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		in     string
		format string
		want   string
	}{
		{"", "", "the file is empty"},
		{" \n\t", "", "the file is empty"},
		{strings.Repeat(" \n", HeadSize), "", "begins with nothing but spaces"},
		{"hello", "", "no format recognises the file: rappro reads alpha, al, beta, bills"},
		{"%PDF-1.4", "", "the file is a PDF"},
		{"PK\x03\x04", "", "ZIP"},
		{" <!DOCTYPE html><html>", "", "a web page"},
		{"\x00\x01", "", "not text"},
		{"alpha 1", "", "alpha and al all claim the file"},
		{"beta 1 2 x 3", "", "line 4: not a number"},
		{"beta 1", "delta", `format "delta" is not known: use one of alpha, al, beta, bills`},
	} {
		f := readText(c.in, ReadOptions{Format: c.format})
		if f.Err == nil || !strings.Contains(f.Err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.in, f.Err, c.want)
		}
		if len(f.Statements)+len(f.Invoices)+len(f.Messages)+len(f.Needs) > 0 {
			t.Errorf("%q: a part of the file came through: %+v", c.in, f)
		}
		if f.Digest != sha256.Sum256([]byte(c.in)) {
			t.Errorf("%q: a refused file is identified by its bytes too", c.in)
		}
	}
	if f := readText("alpha 1", ReadOptions{Format: "alpha"}); f.Err != nil || f.Format != "alpha" {
		t.Errorf("--format settles two claims: %v", f.Err)
	}
}

// TestReadFails: the disk, a person's interruption and the size end a file.
func TestReadFails(t *testing.T) {
	disk := errors.New("disk")
	r := io.MultiReader(strings.NewReader("beta 1 2"), iotest.ErrReader(disk))
	if f := little().Read(context.Background(), "f", r, ReadOptions{}); !errors.Is(f.Err, disk) ||
		f.Statements != nil {
		t.Errorf("%+v", f)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if f := little().Read(ctx, "f", strings.NewReader("beta 1"), ReadOptions{}); !errors.Is(f.Err, context.Canceled) {
		t.Errorf("%+v", f)
	}
	for _, c := range []struct {
		size int64
		err  error
	}{{MaxFile - 3, nil}, {MaxFile - 2, nil}, {MaxFile - 1, ErrLimit}} {
		in := &countedReader{ctx: context.Background(), r: strings.NewReader("ab"), size: c.size}
		if _, err := in.Read(make([]byte, 2)); !errors.Is(err, c.err) {
			t.Errorf("size %d: %v, want %v", c.size, err, c.err)
		}
	}
}

// TestCollector keeps order, counts, and stops at the limits.
func TestCollector(t *testing.T) {
	var c Collector
	if c.Entry(reconcile.Entry{}) == nil || c.Pending(reconcile.EUR(1)) == nil ||
		c.End(reconcile.Statement{}) == nil {
		t.Error("nothing may come outside a statement")
	}
	if err := c.Begin(reconcile.Statement{Currency: "EUR"}); err != nil {
		t.Fatal(err)
	}
	if c.Begin(reconcile.Statement{}) == nil {
		t.Error("a statement inside a statement")
	}
	for _, cents := range []int64{100, -30, 7} {
		if err := c.Pending(reconcile.EUR(cents)); err != nil {
			t.Fatal(err)
		}
	}
	if c.Pending(reconcile.Money{Minor: 1, Currency: "USD"}) == nil {
		t.Error("pending lines of two currencies")
	}
	c.entries = MaxEntries - 1
	if err := c.Entry(reconcile.Entry{Amount: reconcile.EUR(5), BookingDate: 1}); err != nil {
		t.Errorf("the last entry: %v", err)
	}
	if err := c.Entry(reconcile.Entry{Line: 9}); !errors.Is(err, ErrLimit) {
		t.Errorf("one more: %v", err)
	}
	if err := c.End(reconcile.Statement{Currency: "EUR"}); err != nil {
		t.Fatal(err)
	}
	s := c.Statements[0]
	if s.PendingCredits.Minor != 107 || s.PendingDebits.Minor != 30 || s.Credits.Minor != 5 || s.From != 1 {
		t.Errorf("%+v", s)
	}
	for range MaxMessages + 2 {
		c.Note("x")
		c.Ask("account")
	}
	if r := c.Remarks(); len(r) != MaxMessages+1 || r[MaxMessages] != "and 2 more remarks" {
		t.Errorf("%d remarks, the last %q", len(r), r[len(r)-1])
	}
	if len(c.Needs) != 1 {
		t.Errorf("asked %d times", len(c.Needs))
	}
}

// TestOtherCurrency: an answer that is not what the file says is not passed over.
func TestOtherCurrency(t *testing.T) {
	f := readText("beta 5 -3", ReadOptions{Currency: "USD"})
	if f.Err == nil || f.Err.Error() != "the file is in EUR, not USD: leave --currency out" || f.Statements != nil {
		t.Errorf("%v", f.Err)
	}
	if f = readText("beta 5 -3", ReadOptions{Currency: "EUR"}); f.Err != nil {
		t.Errorf("the same currency: %v", f.Err)
	}
}
