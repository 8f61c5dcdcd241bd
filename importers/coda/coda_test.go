package coda_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/coda"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/coda"

func subject() golden.Subject {
	return golden.Subject{Importer: coda.Importer{}, Dir: fixtures, Input: "in.txt"}
}

func formats() importers.Formats {
	return importers.Formats{Statements: []importers.Importer{coda.Importer{}}}
}

// TestGolden reads the fixtures and compares with what stands beside them.
func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

// TestLineEnds: how the records are divided changes nothing but the line numbers.
func TestLineEnds(t *testing.T) {
	subject().SameRecords(t, "transfers", "no-line-ends", "crlf-blank-lines")
}

// TestTables: every line of the tables of codes is well formed and stands once.
func TestTables(t *testing.T) {
	golden.Codes(t, "codes.txt", 4, "back")
}

// TestLimits: what one movement says, and how many details it has, is bounded.
func TestLimits(t *testing.T) {
	lines := strings.SplitAfter(string(subject().Document(t, "transfers")), "\n")
	info := func(n int) string {
		return strings.Join(lines[:3], "") + strings.Repeat("31"+lines[2][2:10]+
			strings.Repeat("x", 117)+"0\n", n)
	}
	for n, limited := range map[int]bool{importers.MaxElement / 128: false,
		importers.MaxElement/128 + 1: true} {
		if _, err := subject().Parse(strings.NewReader(info(n))); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("%d records of information: %v", n, err)
		}
	}
	if testing.Short() {
		return
	}
	detail := lines[2][:6] + "0001" + lines[2][10:]
	for n, limited := range map[int]bool{importers.MaxDetails: false, importers.MaxDetails + 1: true} {
		doc := strings.Join(lines[:3], "") + strings.Repeat(detail, n)
		if _, err := subject().Parse(strings.NewReader(doc)); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("%d details: %v", n, err)
		}
	}
}

// BenchmarkRead is the reader in bytes per second.
func BenchmarkRead(b *testing.B) {
	lines := strings.SplitAfter(string(subject().Document(b, "one-of-several")), "\n")
	more := strings.SplitAfter(string(subject().Document(b, "transfers")), "\n")
	const n = 5000
	doc := lines[0] + lines[1] + strings.Repeat(strings.Join(more[2:10], ""), n) + lines[2] +
		fmt.Sprintf("9               %06d%015d%015d%s2\n", 2+8*n, 0, n*(125000+99900),
			strings.Repeat(" ", 75))
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		var sink golden.Counter
		if err := (coda.Importer{}).Read(context.Background(), strings.NewReader(doc),
			importers.Options{}, &sink); err != nil {
			b.Fatal(err)
		}
	}
}
