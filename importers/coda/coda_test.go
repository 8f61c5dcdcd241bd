package coda_test

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
	"github.com/rappro/rappro/importers/coda"
	"github.com/rappro/rappro/reconcile"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/coda"

func formats() importers.Formats {
	return importers.Formats{Statements: []importers.Importer{coda.Importer{}}}
}

// TestGolden reads the fixtures and compares with what stands beside them.
func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

func parse(r io.Reader) (importers.Collector, error) {
	var c importers.Collector
	err := coda.Importer{}.Read(context.Background(), r, importers.Options{}, &c)
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
	want, err := parse(bytes.NewReader(load(t, "transfers")))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"no-line-ends", "crlf-blank-lines"} {
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
	for name, width := range map[string]int{"codes.txt": 4} {
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

// TestLimits: what one movement says, and how many details it has, is bounded.
func TestLimits(t *testing.T) {
	lines := strings.SplitAfter(string(load(t, "transfers")), "\n")
	info := func(n int) string {
		return strings.Join(lines[:3], "") + strings.Repeat("31"+lines[2][2:10]+
			strings.Repeat("x", 117)+"0\n", n)
	}
	for n, limited := range map[int]bool{importers.MaxElement / 128: false,
		importers.MaxElement/128 + 1: true} {
		if _, err := parse(strings.NewReader(info(n))); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("%d records of information: %v", n, err)
		}
	}
	if testing.Short() {
		return
	}
	detail := lines[2][:6] + "0001" + lines[2][10:]
	for n, limited := range map[int]bool{importers.MaxDetails: false, importers.MaxDetails + 1: true} {
		doc := strings.Join(lines[:3], "") + strings.Repeat(detail, n)
		if _, err := parse(strings.NewReader(doc)); errors.Is(err, importers.ErrLimit) != limited {
			t.Errorf("%d details: %v", n, err)
		}
	}
}

// BenchmarkRead is the reader in bytes per second.
func BenchmarkRead(b *testing.B) {
	lines := strings.SplitAfter(string(load(b, "one-of-several")), "\n")
	more := strings.SplitAfter(string(load(b, "transfers")), "\n")
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
