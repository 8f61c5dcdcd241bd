package invoices_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/invoices"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every fixture with its options and compares with what stands beside it.
func TestGolden(t *testing.T) {
	formats := importers.Formats{Invoices: []importers.InvoiceImporter{invoices.Importer{}}}
	golden.Run(t, formats, "../../fixtures/invoices", *update)
}

// TestBadLinesAreBounded: of a file of nonsense the first hundred lines are named.
func TestBadLinesAreBounded(t *testing.T) {
	in := "number,customer_id,issue_date,amount,currency\n" + strings.Repeat("A,B,C,D,E\n", 5000)
	for _, skip := range []bool{false, true} {
		read, err := invoices.Importer{}.ReadInvoices(context.Background(), strings.NewReader(in),
			importers.InvoiceOptions{SkipBadLines: skip})
		got := strings.Join(read.Messages, "\n")
		if !skip && err != nil {
			got = err.Error()
		}
		if n := strings.Count(got, "\n"); n > 110 || !strings.Contains(got, "4900 more") {
			t.Errorf("%d lines (%v):\n%.300s", n, err, got)
		}
	}
}

// TestLongRecord: a quote that is never closed does not take the file into memory.
func TestLongRecord(t *testing.T) {
	in := "number,customer_id,issue_date,amount,currency\n\"" + strings.Repeat("x\n", 8<<20)
	_, err := invoices.Importer{}.ReadInvoices(context.Background(), strings.NewReader(in),
		importers.InvoiceOptions{})
	if !errors.Is(err, importers.ErrLimit) {
		t.Errorf("got %v", err)
	}
}

// TestCancelled: a context that ends stops the reading.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := invoices.Importer{}.ReadInvoices(ctx,
		strings.NewReader("number,customer_id,issue_date,amount,currency\n"), importers.InvoiceOptions{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// FuzzRead: no input panics; what is accepted has a number, a customer and exact money; and
// leaving bad lines out never changes the good ones.
func FuzzRead(f *testing.F) {
	bound.Seeds(f, "../../fixtures/invoices")
	f.Fuzz(func(t *testing.T, data []byte) {
		defer bound.Watch(len(data))()
		im := invoices.Importer{}
		im.Claims(data)
		ctx := context.Background()
		got, err := im.ReadInvoices(ctx, bytes.NewReader(data), importers.InvoiceOptions{})
		some, err2 := im.ReadInvoices(ctx, bytes.NewReader(data),
			importers.InvoiceOptions{SkipBadLines: true})
		if err == nil && (err2 != nil || some.Skipped > 0 || len(some.Invoices) != len(got.Invoices)) {
			t.Fatalf("good as a whole, but %v, %d skipped", err2, some.Skipped)
		}
		seen := map[string]bool{}
		for _, v := range some.Invoices {
			if v.Number == "" || v.Customer == "" || v.IssueDate == 0 || !v.Amount.Currency.Valid() ||
				seen[v.Number] {
				t.Fatalf("%+v", v)
			}
			seen[v.Number] = true
		}
	})
}
