package camt

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// TestLongTexts: a text that is longer than Ustrd may be is cut where a word ends, and comes back
// as it was: the pieces of a text are the bank's, and what stands at their seam counts.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("Rechnung 4711  vom 3. ", 20)
	for _, texts := range [][]string{{long}, {"a ", long, "b", long + long}, {"", long, ""}, {"", ""}, {"a", "b"}, nil} {
		s := reconcile.Statement{Account: "X", Currency: "EUR", Entries: []reconcile.Entry{{Account: "X", BookingDate: 20000,
			Amount: reconcile.EUR(1), Details: []reconcile.Detail{{Amount: reconcile.EUR(1), Text: texts}}}}}
		var b bytes.Buffer
		notes, err := Write(&b, []reconcile.Statement{s})
		if err != nil {
			t.Fatal(err)
		}
		for i, piece := range strings.Split(b.String(), "<Ustrd>")[1:] {
			piece, _, _ = strings.Cut(piece, "</Ustrd>")
			if n := utf8.RuneCountInString(piece); n > 140 {
				t.Errorf("piece %d has %d characters", i, n)
			}
		}
		var c importers.Collector
		if err := Statements().Read(context.Background(), &b, importers.Options{}, &c); err != nil {
			t.Fatal(err)
		}
		if got := c.Statements[0].Entries[0].Details[0].Text; !slices.Equal(got, texts) {
			t.Errorf("%q came back as %q (%q)", texts, got, notes)
		}
	}
}
