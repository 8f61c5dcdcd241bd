package bai2_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bai2"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/bai2"

func subject() golden.Subject {
	return golden.Subject{Importer: bai2.Importer{}, Dir: fixtures, Input: "in.txt"}
}

func formats() importers.Formats {
	return importers.Formats{Statements: []importers.Importer{bai2.Importer{}}}
}

// TestGolden reads the fixtures and compares with what stands beside them.
func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

// TestLineEnds: how the records are divided changes nothing but the line numbers.
func TestLineEnds(t *testing.T) { subject().SameRecords(t, "transactions", "crlf-blank-lines") }

// TestTables: every line of the tables of codes is well formed and stands once.
func TestTables(t *testing.T) {
	golden.Codes(t, "codes.txt", 3, "back")
}

// TestLimits: a line and what continues it are bounded.
func TestLimits(t *testing.T) {
	head := "01,A,B,260602,0715,7,,,2/\n02,X,Y,1,260601,,USD,2/\n03,1,,/\n16,142,100,Z,,,A\n"
	line := func(n int) string { return head + "88," + strings.Repeat("x", n) + "\n" }
	for n, limited := range map[int]bool{importers.MaxField - 3: false, importers.MaxField - 2: true} {
		if _, err := subject().Parse(strings.NewReader(line(n))); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("a line of %d: %v", n+3, err)
		}
	}
	more := func(n int) string { return head + strings.Repeat("88,"+strings.Repeat("x", 1<<10)+"\n", n) }
	const most = importers.MaxElement>>10 - 1
	for n, limited := range map[int]bool{most: false, most + 1: true} {
		if _, err := subject().Parse(strings.NewReader(more(n))); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("%d continuations: %v", n, err)
		}
	}
}

// BenchmarkRead is the reader in bytes per second.
func BenchmarkRead(b *testing.B) {
	const n = 20_000
	doc := "01,A,B,260602,0715,7,,,2/\n02,X,Y,1,260601,,USD,2/\n03,1,,/\n" +
		strings.Repeat("16,142,10000,V,260603,,BR-1,INV-1,ACME SUPPLY CO\n"+
			"88,INVOICE 2026-0101 THANK YOU\n", n) +
		fmt.Sprintf("49,%d,%d/\n98,%d,1,%d/\n99,%d,1,%d/\n", n*10000, 2*n+2, n*10000, 2*n+4,
			n*10000, 2*n+6)
	b.SetBytes(int64(len(doc)))
	b.ReportAllocs()
	for b.Loop() {
		var sink golden.Counter
		if err := (bai2.Importer{}).Read(context.Background(), strings.NewReader(doc),
			importers.Options{}, &sink); err != nil {
			b.Fatal(err)
		}
	}
}
