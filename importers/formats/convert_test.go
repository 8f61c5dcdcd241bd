package formats_test

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
	"github.com/rappro/rappro/importers/statements"
	"github.com/rappro/rappro/reconcile"
)

// writer is what every form is written by.
type writer interface {
	Begin(reconcile.Statement) error
	Entry(reconcile.Entry) error
	End() error
	Close() error
}

// forms are those that are read back.
func forms() map[string]func(io.Writer) writer {
	return map[string]func(io.Writer) writer{
		"camt.053":       func(w io.Writer) writer { return camt.NewWriter(w) },
		"statements.csv": func(w io.Writer) writer { return statements.NewWriter(w) },
	}
}

// print writes statements in one form.
func printed(list []reconcile.Statement, form func(io.Writer) writer) ([]byte, error) {
	var b bytes.Buffer
	w := form(&b)
	for _, s := range list {
		if err := w.Begin(s); err != nil {
			return nil, err
		}
		for _, e := range s.Entries {
			if err := w.Entry(e); err != nil {
				return nil, err
			}
		}
		if err := w.End(); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// TestConvert: whatever a fixture of any format holds, the same in another form gives the
// same entries and payments with the same keys, the same sums, balances and period.
func TestConvert(t *testing.T) {
	known := all(t)
	dirs, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files, entries, payments := 0, 0, 0
	for _, dir := range dirs {
		for _, c := range golden.Cases(t, dir) {
			f := golden.Read(t, known, c)
			if f.Err != nil || len(f.Statements) == 0 || !writable(f) {
				continue
			}
			files++
			for _, s := range f.Statements {
				entries += len(s.Entries)
				payments += len(keys(s))
			}
			for format, form := range forms() {
				t.Run(filepath.Base(dir)+"/"+c.Name+"/"+format, func(t *testing.T) {
					sameAfter(t, known, f.Statements, format, form)
				})
			}
		}
	}
	t.Logf("%d files, %d entries, %d keys", files, entries, payments)
	if files < 150 {
		t.Errorf("only %d files", files)
	}
}

// writable says whether a file is certain enough to be written: every entry has its day and
// its currency. A missing account is asked again of what was written.
func writable(f reconcile.File) bool {
	for _, s := range f.Statements {
		if s.Undated > 0 || !s.Currency.Valid() {
			return false
		}
	}
	return true
}

// sameAfter writes statements in a form, reads that and compares.
func sameAfter(t tester, known importers.Formats, list []reconcile.Statement, format string,
	form func(io.Writer) writer) {
	t.Helper()
	b, err := printed(list, form)
	if err != nil {
		t.Fatal(err)
	}
	back := known.Read(context.Background(), "x", bytes.NewReader(b), importers.ReadOptions{Announced: true})
	if back.Err != nil {
		t.Fatalf("%v in\n%s", back.Err, b)
	}
	if back.Format != format {
		t.Fatalf("read as %s", back.Format)
	}
	if len(back.Statements) != len(list) {
		t.Fatalf("%d statements, want %d", len(back.Statements), len(list))
	}
	for i, want := range list {
		got := back.Statements[i]
		if got.Source.Format != want.Source.Format {
			t.Errorf("format %q, want %q", got.Source.Format, want.Source.Format)
		}
		if a, b := headingOf(want), headingOf(got); a != b {
			t.Errorf("heading differs at %s", golden.Difference(a, b))
		}
		if a, b := keys(want), keys(got); !slices.Equal(a, b) {
			t.Errorf("keys of statement %d differ:\n%v\n%v\n%s", i, a, b, b)
		}
		if a, b := content(want), content(got); a != b {
			t.Errorf("content differs at %s", golden.Difference(a, b))
		}
	}
	again, err := printed(back.Statements, form)
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("what was read is written differently: %v %s", err,
			golden.Difference(string(b), string(again)))
	}
}

// keys lists the ids of the entries and payments of a statement.
func keys(s reconcile.Statement) []reconcile.ID {
	var out []reconcile.ID
	seen := map[[32]byte]int{}
	for _, e := range s.Entries {
		base := reconcile.EntryDigest("company", e)
		seen[base]++
		e.ID = reconcile.EntryKey("company", e, seen[base])
		out = append(out, e.ID)
		for _, p := range e.Payments() {
			out = append(out, p.ID)
		}
	}
	return out
}

// headingOf prints a statement without its entries.
func headingOf(s reconcile.Statement) string {
	s.Entries, s.Source = nil, reconcile.Source{}
	return golden.File(reconcile.File{Statements: []reconcile.Statement{s}})
}

// content prints everything that is said of the entries. Pieces of a text count together,
// since camt cuts them where a word ends, and so do no detail and one without content.
func content(s reconcile.Statement) string {
	s.Source = reconcile.Source{}
	s.Entries = slices.Clone(s.Entries)
	for i := range s.Entries {
		e := &s.Entries[i]
		e.Line = 0
		e.Details = slices.Clone(e.Details)
		for k := range e.Details {
			if d := &e.Details[k]; len(d.Text) > 0 {
				d.Text = []string{strings.Join(d.Text, "")}
			}
		}
	}
	return golden.File(reconcile.File{Statements: []reconcile.Statement{s}})
}

// TestConvertedCut: what was written and cut anywhere is refused.
func TestConvertedCut(t *testing.T) {
	known := all(t)
	f := known.Open(context.Background(), filepath.Join(fixtures, "camt", "batch-details", "in.xml"),
		nil, importers.ReadOptions{})
	if f.Err != nil {
		t.Fatal(f.Err)
	}
	for format, form := range forms() {
		b, err := printed(f.Statements, form)
		if err != nil {
			t.Fatal(err)
		}
		for cut := range len(bytes.TrimSpace(b)) {
			back := known.Read(context.Background(), "x", bytes.NewReader(b[:cut]), importers.ReadOptions{})
			if back.Err == nil {
				t.Fatalf("%s cut after %d of %d bytes is read", format, cut, len(b))
			}
		}
	}
}

// tester is a test, or one try of a property.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}
