package formats_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/fixtures/convert"
	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
)

// TestConvert: whatever a fixture of any format holds, the same in another form gives the
// same entries and payments with the same keys, the same sums, balances and period.
func TestConvert(t *testing.T) {
	known := all(t)
	dirs, err := filepath.Glob(filepath.Join(fixtures, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files, entries := 0, 0
	for _, dir := range dirs {
		for _, c := range golden.Cases(t, dir) {
			f := golden.Read(t, known, c)
			if !convert.Writable(f) {
				continue
			}
			files++
			for _, s := range f.Statements {
				entries += len(s.Entries)
			}
			for _, form := range convert.Forms() {
				t.Run(filepath.Base(dir)+"/"+c.Name+"/"+form.Format, func(t *testing.T) {
					convert.Same(t, known, convert.Statements(f), form)
				})
			}
		}
	}
	t.Logf("%d files, %d entries", files, entries)
	if files < 150 {
		t.Errorf("only %d files", files)
	}
}

// TestConvertedCut: what was written and cut anywhere is refused.
func TestConvertedCut(t *testing.T) {
	known := all(t)
	f := known.Open(context.Background(), filepath.Join(fixtures, "camt", "batch-details", "in.xml"),
		nil, importers.ReadOptions{})
	if f.Err != nil {
		t.Fatal(f.Err)
	}
	for _, form := range convert.Forms() {
		b, err := convert.Print(convert.Statements(f), form)
		if err != nil {
			t.Fatal(err)
		}
		for cut := range len(bytes.TrimSpace(b)) {
			back := known.Read(context.Background(), "x", bytes.NewReader(b[:cut]), importers.ReadOptions{})
			if back.Err == nil {
				t.Fatalf("%s cut after %d of %d bytes is read", form.Format, cut, len(b))
			}
		}
	}
}
