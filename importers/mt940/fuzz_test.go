package mt940

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/rappro/rappro/reconcile"
)

// FuzzRead: no input makes the reader panic; what it accepts is read the
// same however it arrives, its sums hold, and its text is text.
func FuzzRead(f *testing.F) {
	for _, doc := range good(f) {
		f.Add(doc)
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
		if e.BookingDate == 0 || e.ValueDate == 0 || e.Amount.Currency != s.Currency {
			t.Fatalf("an entry without day or in another currency: %+v", e)
		}
		if e.Stable && e.Reference == "" || len(e.Details) > 1 || e.Lump && len(e.Details) > 0 {
			t.Fatalf("an entry that is not whole: %+v", e)
		}
		for _, d := range e.Details {
			if d.Amount != e.Amount {
				t.Fatalf("a payment of %s in an entry of %s", d.Amount, e.Amount)
			}
			checkText(t, append(d.Text, d.Payer.Name, d.EndToEndID, d.MandateID,
				d.AdditionalText)...)
		}
		checkText(t, e.Text, e.Reference, e.Code)
	}
	if want, err := s.Credits.Sub(s.Debits); err != nil || want.Minor != sum.Minor {
		t.Fatalf("credits %s and debits %s are not the sum %s: %v", s.Credits, s.Debits, sum, err)
	}
}

func checkText(t *testing.T, texts ...string) {
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r\n") {
			t.Fatalf("%q is not text", s)
		}
	}
}
