package bai2_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bai2"
	"github.com/rappro/rappro/reconcile"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/bai2"

func formats() importers.Formats {
	return importers.Formats{Statements: []importers.Importer{bai2.Importer{}}}
}

// TestGolden reads the fixtures and compares with what stands beside them.
func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

func parse(r io.Reader) (importers.Collector, error) {
	var c importers.Collector
	err := bai2.Importer{}.Read(context.Background(), r, importers.Options{}, &c)
	return c, err
}

func load(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(fixtures, name, "in.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestLineEnds: how the records are divided changes nothing but the line numbers.
func TestLineEnds(t *testing.T) {
	want, err := parse(bytes.NewReader(load(t, "transactions")))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"crlf-blank-lines"} {
		got, err := parse(iotest.OneByteReader(bytes.NewReader(load(t, name))))
		if err != nil {
			t.Fatal(err)
		}
		if a, b := unplaced(got.Statements), unplaced(want.Statements); !reflect.DeepEqual(a, b) {
			t.Errorf("%s differs:\n%+v\n%+v", name, a, b)
		}
	}
}

func unplaced(list []reconcile.Statement) []reconcile.Statement {
	for i := range list {
		list[i].Source.Line = 0
		for j := range list[i].Entries {
			list[i].Entries[j].Line = 0
		}
	}
	return list
}

// TestTables: every line of the tables of codes is well formed and stands once.
func TestTables(t *testing.T) {
	for name, width := range map[string]int{"codes.txt": 3} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := 0
		for line := range strings.Lines(string(b)) {
			if line, _, _ = strings.Cut(line, "#"); strings.TrimSpace(line) != "" {
				lines++
			}
		}
		codes := importers.Codes(string(b))
		if len(codes) != lines {
			t.Errorf("%s has %d lines and gives %d codes", name, lines, len(codes))
		}
		for key, code := range codes {
			if len(key) != width || code.Flags != "" && code.Flags != "back" {
				t.Errorf("%s: %q %+v is not well formed", name, key, code)
			}
		}
	}
}

// TestLimits: a line and what continues it are bounded.
func TestLimits(t *testing.T) {
	head := "01,A,B,260602,0715,7,,,2/\n02,X,Y,1,260601,,USD,2/\n03,1,,/\n16,142,100,Z,,,A\n"
	line := func(n int) string { return head + "88," + strings.Repeat("x", n) + "\n" }
	for n, limited := range map[int]bool{importers.MaxField - 3: false, importers.MaxField - 2: true} {
		if _, err := parse(strings.NewReader(line(n))); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("a line of %d: %v", n+3, err)
		}
	}
	more := func(n int) string { return head + strings.Repeat("88,"+strings.Repeat("x", 1<<10)+"\n", n) }
	const most = importers.MaxElement>>10 - 1
	for n, limited := range map[int]bool{most: false, most + 1: true} {
		if _, err := parse(strings.NewReader(more(n))); errors.Is(err, importers.ErrLimit) != limited {
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
