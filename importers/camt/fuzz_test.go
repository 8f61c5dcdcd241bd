package camt

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// FuzzRead: no input makes the reader panic; what it accepts is read the same however it
// arrives, its sums hold, and its text is text.
func FuzzRead(f *testing.F) {
	inputs, err := filepath.Glob("../../fixtures/camt/*/in.xml")
	if err != nil || len(inputs) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, path := range inputs {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 16<<10 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		c, err := parseReader(bytes.NewReader(doc))
		if err != nil {
			return
		}
		again, err := parseReader(iotest.HalfReader(bytes.NewReader(doc)))
		if err != nil || !reflect.DeepEqual(c.Statements, again.Statements) {
			t.Fatalf("read in pieces it differs: %v", err)
		}
		for _, s := range c.Statements {
			checkStatement(t, s)
		}
	})
}

func checkStatement(t *testing.T, s reconcile.Statement) {
	sum := reconcile.Money{Currency: s.Currency}
	for _, e := range s.Entries {
		var err error
		if sum, err = sum.Add(e.Amount); err != nil {
			t.Fatal(err)
		}
		if e.BookingDate == 0 || e.Amount.Currency != s.Currency {
			t.Fatalf("an entry without day or in another currency: %+v", e)
		}
		if e.Stable && e.Reference == "" {
			t.Fatal("a stable reference that is empty")
		}
		parts := reconcile.Money{Currency: s.Currency}
		for _, d := range e.Details {
			if parts, err = parts.Add(d.Amount); err != nil {
				t.Fatal(err)
			}
			checkText(t, append(d.Text, d.Payer.Name, d.Reference, d.EndToEndID, d.AdditionalText)...)
		}
		if len(e.Details) > 0 && parts != e.Amount {
			t.Fatalf("the payments of an entry of %s sum to %s", e.Amount, parts)
		}
		checkText(t, e.Text, e.Reference)
	}
	if want, err := s.Credits.Sub(s.Debits); err != nil || want.Minor != sum.Minor {
		t.Fatalf("credits %s and debits %s are not the sum %s: %v", s.Credits, s.Debits, sum, err)
	}
}

func checkText(t *testing.T, texts ...string) {
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Fatalf("%q is not text", s)
		}
	}
}
