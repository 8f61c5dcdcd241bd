package cfonb120_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/cfonb120"
	"github.com/rappro/rappro/reconcile"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/cfonb120"

func formats() importers.Formats {
	return importers.Formats{Statements: []importers.Importer{cfonb120.Importer{}},
		Known: []importers.Importer{cfonb120.Known240{}}}
}

// TestGolden reads the fixtures and compares with what stands beside them.
func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

func parse(r io.Reader) (importers.Collector, error) {
	var c importers.Collector
	err := cfonb120.Importer{}.Read(context.Background(), r, importers.Options{}, &c)
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
	for _, name := range []string{"no-line-ends", "crlf-blank-lines", "lone-cr"} {
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
	for name, width := range map[string]int{"operations.txt": 3, "reasons.txt": 2} {
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
			if len(key) != width || code.Flags != "" && code.Flags != "batch" && code.Flags != "back" {
				t.Errorf("%s: %q %+v is not well formed", name, key, code)
			}
		}
	}
}

// TestComplementLimit: what one movement says is bounded.
func TestComplementLimit(t *testing.T) {
	lines := strings.SplitAfter(string(load(t, "wrong-balance")), "\n")
	more := lines[1][:40] + strings.Repeat(" ", 5) + "LIB" + strings.Repeat("x", 70) + "  \n"
	more = "05" + more[2:]
	n := importers.MaxElement / 120
	doc := func(n int) string { return lines[0] + lines[1] + strings.Repeat(more, n) + lines[2] }
	if _, err := parse(strings.NewReader(doc(n))); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := parse(strings.NewReader(doc(n + 1))); !errors.Is(err, importers.ErrLimit) {
		t.Errorf("above: %v, want a limit", err)
	}
}

// BenchmarkRead is the reader in bytes per second.
func BenchmarkRead(b *testing.B) {
	lines := strings.SplitAfter(string(load(b, "transfers")), "\n")
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
