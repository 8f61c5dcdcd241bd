package jsonstatements_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/bound"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/jsonstatements"
	"github.com/rappro/rappro/reconcile"
)

// TestWriter: one document whatever the number of statements and entries, which every program
// reads. Nothing is written where there is no statement.
func TestWriter(t *testing.T) {
	for entries := range 3 {
		for count := range 3 {
			var b strings.Builder
			w := jsonstatements.NewWriter(&b)
			for range count {
				s := reconcile.Statement{Account: "A<&>", Currency: "EUR", Booked: entries,
					Opening: &reconcile.Balance{Amount: reconcile.EUR(100)}}
				err := w.Begin(s)
				for range entries {
					err = errors.Join(err, w.Entry(reconcile.Entry{Amount: reconcile.EUR(-150),
						Details: []reconcile.Detail{{Amount: reconcile.EUR(-150)}}}))
				}
				if err = errors.Join(err, w.End()); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if count == 0 {
				if b.Len() > 0 {
					t.Errorf("nothing is %q", b.String())
				}
				continue
			}
			var got struct {
				Version    int
				Statements []struct {
					Account string
					Opening struct{ Amount string }
					Entries []struct{ Amount string }
				}
			}
			if err := json.Unmarshal([]byte(b.String()), &got); err != nil || len(got.Statements) != count ||
				got.Version != 1 {
				t.Fatalf("%v in\n%s", err, &b)
			}
			for _, s := range got.Statements {
				if s.Account != "A<&>" || s.Opening.Amount != "1.00 EUR" || len(s.Entries) != entries {
					t.Errorf("%+v", s)
				}
			}
		}
	}
}

// TestTooLong: what would not be read back is not written.
func TestTooLong(t *testing.T) {
	for n, passes := range map[int]bool{importers.MaxField: true, importers.MaxField + 1: false} {
		w := jsonstatements.NewWriter(io.Discard)
		err := w.Begin(reconcile.Statement{Account: "X", Currency: "EUR", Booked: 1})
		if err == nil {
			err = w.Entry(reconcile.Entry{BookingDate: 1, Amount: reconcile.EUR(1), Text: strings.Repeat("\"", n)})
		}
		if (err == nil) != passes {
			t.Errorf("a text of %d: %v", n, err)
		}
	}
}

// TestClaims: the first member says it, however a program sets it out, and nothing else does.
func TestClaims(t *testing.T) {
	for head, want := range map[string]bool{
		`{"rappro":"statements","version":1`: true, "\ufeff {\n \"rappro\" :\t\"statements\" ,": true,
		`{"rappro":"statements"}`: false, `{"rappro":"invoices","version":1`: false, "[": false,
		`{"version":1,"rappro":"statements"`: false, "{": false, "": false, `rappro statements`: false,
	} {
		if got := (jsonstatements.Importer{}).Claims([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

// payments is a document of one entry with n payments, of one euro each.
func payments(n int, more string) string {
	one := `{"amount":"1","reference":"","end_to_end_id":"","payer":{},"text":[]` + more + `},`
	return fmt.Sprintf(`{"rappro":"statements","version":1,"statements":[{"account":"X","currency":"EUR",`+
		`"stated":false,"count":1,"credits":"%d.00","debits":"0.00","proof":"unproven","entries":[`+
		"\n"+`{"booking_date":"2026-01-31","amount":"%[1]d","payments":[`, n) +
		strings.TrimSuffix(strings.Repeat(one, n), ",") + "]}]}]}"
}

// TestMemory: an entry of very many payments stays within 8 × the file + 1 MiB, whatever little
// each says.
func TestMemory(t *testing.T) {
	for name, more := range map[string]string{"bare": ``, "a rate": `,"rate":"1"`,
		"a text": `,"additional_text":"x"`, "a document": `,"documents":[{"number":""}]`,
		"references": `,"creditor_references":["","",""]`, "an ultimate payer": `,"ultimate_payer":{"id":"x"}`} {
		within(t, name, payments(50_000, more))
	}
	within(t, "as many as may", payments(importers.MaxDetails, ""))
	within(t, "pieces", payments(1, `,"creditor_references":[`+strings.Repeat(`"",`, 1<<20-100)+`""]`))
}

func within(t *testing.T, name, doc string) {
	t.Run(name, func(t *testing.T) {
		bound.Memory(t, []byte(doc), func(r io.Reader, see func()) {
			if err := (jsonstatements.Importer{}).Read(context.Background(), r, importers.Options{},
				&watched{see: see}); err != nil {
				t.Error(err)
			}
		})
	})
}

// watched is a sink that keeps nothing and lets itself be seen.
type watched struct{ see func() }

func (w *watched) Begin(reconcile.Statement) error { w.see(); return nil }
func (w *watched) Entry(reconcile.Entry) error     { w.see(); return nil }
func (w *watched) Pending(reconcile.Money) error   { w.see(); return nil }
func (w *watched) End(reconcile.Statement) error   { w.see(); return nil }
func (w *watched) Ask(string)                      { w.see() }
func (w *watched) Note(string)                     { w.see() }

// TestLimits: one below a limit and the limit pass, one above is refused with its line.
func TestLimits(t *testing.T) {
	long := func(n int) string { // texts of n bytes in all, each counted as one more
		const piece = 1<<16 - 8
		out := ""
		for n -= len("1 x") + 3; n > piece; n -= piece { // amount, rate, and two without a letter
			out += `"` + strings.Repeat("x", piece-1) + `",`
		}
		return payments(1, `,"creditor_references":[`+out+`"`+strings.Repeat("x", n-1)+`"],"rate":"x"`)
	}
	for name, c := range map[string]struct {
		limit int
		doc   func(n int) string
	}{
		"payments":  {importers.MaxDetails, func(n int) string { return payments(n, "") }},
		"a text":    {importers.MaxField, func(n int) string { return payments(1, `,"rate":"`+strings.Repeat("x", n)+`"`) }},
		"a payment": {importers.MaxElement, func(n int) string { return long(n) }},
	} {
		for n, passes := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
			err := (jsonstatements.Importer{}).Read(context.Background(), strings.NewReader(c.doc(n)),
				importers.Options{}, &importers.Collector{})
			if passes && err != nil || !passes && (!errors.Is(err, importers.ErrLimit) ||
				!strings.HasPrefix(err.Error(), "line 2: ")) {
				t.Errorf("%s of %d: %v", name, n, err)
			}
		}
	}
}
