package statements

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestJSON: one array whatever the number of statements and entries, in a fixed order.
func TestJSON(t *testing.T) {
	for entries := range 3 {
		for count := range 3 {
			var b strings.Builder
			w := NewJSONWriter(&b)
			for range count {
				s := reconcile.Statement{Account: "A<&>", Currency: "EUR", Booked: entries,
					Opening: &reconcile.Balance{Amount: reconcile.EUR(100)}}
				if err := w.Begin(s); err != nil {
					t.Fatal(err)
				}
				for range entries {
					if err := w.Entry(reconcile.Entry{Amount: reconcile.EUR(-150),
						Details: []reconcile.Detail{{Amount: reconcile.EUR(-150)}}}); err != nil {
						t.Fatal(err)
					}
				}
				if err := w.End(); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			var got []struct {
				Account string
				Opening struct{ Amount string }
				Entries []struct{ Amount string }
			}
			if err := json.Unmarshal([]byte(b.String()), &got); err != nil || len(got) != count {
				t.Fatalf("%v in\n%s", err, &b)
			}
			for _, s := range got {
				if s.Account != "A<&>" || s.Opening.Amount != "1.00 EUR" || len(s.Entries) != entries {
					t.Errorf("%+v", s)
				}
			}
		}
	}
}

// TestGuarded: nothing that a spreadsheet would run, and every text comes back.
func TestGuarded(t *testing.T) {
	for _, s := range []string{"=1+1", "+33 1", "-x", "@a", "'=1", "'", `\n`, "a\\\nb", " x ", "\t=1", "\u00a0", ""} {
		cell := guarded(escape(s))
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
			t.Errorf("%q runs", cell)
		}
		if back, err := unescape(importers.Unguard(cell)); err != nil || back != s {
			t.Errorf("%q came back as %q: %v", s, back, err)
		}
	}
	for _, pieces := range [][]string{{"a", "", "b"}, {""}, {"x\ny", `\-`}} {
		got, err := unlist(list(pieces))
		if err != nil || strings.Join(got, "|") != strings.Join(pieces, "|") || len(got) != len(pieces) {
			t.Errorf("%q came back as %q: %v", pieces, got, err)
		}
	}
}
