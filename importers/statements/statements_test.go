package statements

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/importers"
)

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
