package invoices_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/invoices"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every fixture twice, as it is and with bad lines left out, and compares
// both with want.txt. A case whose name starts with bad- is refused with exactly that text.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("../../fixtures/invoices/*/in.csv")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no fixtures (%v)", err)
	}
	for _, in := range cases {
		dir := filepath.Dir(in)
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(data, false)
			refused := strings.HasPrefix(got, "refused: ")
			if refused != strings.HasPrefix(name, "bad-") {
				t.Errorf("bad- in the name and the outcome do not agree:\n%s", got)
			}
			if refused {
				got += "with bad lines left out:\n" + describe(data, true)
			}
			want := filepath.Join(dir, "want.txt")
			if *update {
				if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			w, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(w) {
				t.Errorf("got:\n%s\nwant:\n%s", got, w)
			}
		})
	}
}

func describe(data []byte, skip bool) string {
	var b strings.Builder
	im := invoices.Importer{}
	if !im.Claims(data[:min(len(data), importers.HeadSize)]) {
		b.WriteString("not claimed\n")
	}
	got, err := im.ReadInvoices(context.Background(), bytes.NewReader(data),
		importers.InvoiceOptions{Name: "in.csv", SkipBadLines: skip})
	if err != nil {
		return "refused: " + err.Error() + "\n" + b.String()
	}
	for _, c := range got.Customers {
		fmt.Fprintf(&b, "customer %q %q %q %q\n", c.ID, c.Name, c.Email, c.IBANs)
	}
	for _, v := range got.Invoices {
		fmt.Fprintf(&b, "line %d %q %s %q %s due=%s %s %s owner=%q terms=%q project=%q ref=%q\n",
			v.Line, v.Number, v.Type, v.Customer, v.IssueDate, v.DueDate, v.Amount, v.State,
			v.Owner, v.Terms, v.Project, v.PaymentReference)
	}
	for _, m := range got.Messages {
		fmt.Fprintln(&b, "message", m)
	}
	if got.Skipped > 0 {
		fmt.Fprintln(&b, "skipped", got.Skipped)
	}
	return b.String()
}

// TestBadLinesAreBounded: of a file of nonsense the first hundred lines are named.
func TestBadLinesAreBounded(t *testing.T) {
	in := "number,customer_id,issue_date,amount,currency\n" + strings.Repeat("A,B,C,D,E\n", 5000)
	for _, skip := range []bool{false, true} {
		got := describe([]byte(in), skip)
		if n := strings.Count(got, "\n"); n > 110 || !strings.Contains(got, "4900 more") {
			t.Errorf("%d lines:\n%.300s", n, got)
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
	files, err := filepath.Glob("../../fixtures/invoices/*/in.csv")
	if err != nil || len(files) == 0 {
		f.Fatal("no fixtures")
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
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
