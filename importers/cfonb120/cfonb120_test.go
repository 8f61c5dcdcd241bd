package cfonb120_test

import (
	"context"
	"errors"
	"flag"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/cfonb120"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/cfonb120"

func subject() golden.Subject {
	return golden.Subject{Importer: cfonb120.Importer{}, Dir: fixtures, Input: "in.txt"}
}

func formats() importers.Formats {
	return importers.Formats{Statements: []importers.Importer{cfonb120.Importer{}},
		Known: []importers.Importer{cfonb120.Known240{}}}
}

// TestGolden reads the fixtures and compares with what stands beside them.
func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

// TestLineEnds: how the records are divided changes nothing but the line numbers.
func TestLineEnds(t *testing.T) {
	subject().SameRecords(t, "transfers", "no-line-ends", "crlf-blank-lines", "lone-cr")
}

// TestTables: every line of the tables of codes is well formed and stands once.
func TestTables(t *testing.T) {
	golden.Codes(t, "operations.txt", 3, "batch", "back")
	golden.Codes(t, "reasons.txt", 2, "batch", "back")
}

// TestComplementLimit: what one movement says is bounded.
func TestComplementLimit(t *testing.T) {
	lines := strings.SplitAfter(string(subject().Document(t, "wrong-balance")), "\n")
	more := lines[1][:40] + strings.Repeat(" ", 5) + "LIB" + strings.Repeat("x", 70) + "  \n"
	more = "05" + more[2:]
	n := importers.MaxElement / 120
	doc := func(n int) string { return lines[0] + lines[1] + strings.Repeat(more, n) + lines[2] }
	if _, err := subject().Parse(strings.NewReader(doc(n))); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := subject().Parse(strings.NewReader(doc(n + 1))); !errors.Is(err, importers.ErrLimit) {
		t.Errorf("above: %v, want a limit", err)
	}
}

// BenchmarkRead is the reader in bytes per second.
func BenchmarkRead(b *testing.B) {
	lines := strings.SplitAfter(string(subject().Document(b, "transfers")), "\n")
	doc := lines[0] + strings.Repeat(strings.Join(lines[1:11], ""), 5000) + lines[len(lines)-2]
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		var sink golden.Counter
		if err := (cfonb120.Importer{}).Read(context.Background(), strings.NewReader(doc),
			importers.Options{}, &sink); err != nil {
			b.Fatal(err)
		}
	}
}
