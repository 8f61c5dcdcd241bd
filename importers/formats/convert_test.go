package formats_test

import (
	"bytes"
	"context"
	"io/fs"
	"path/filepath"
	"strings"
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

// TestConvertEveryFile: the same of every other file among the fixtures that is read as a
// statement. What a file does not say is given, since that is what a person would do.
func TestConvertEveryFile(t *testing.T) {
	known := all(t)
	files := 0
	err := filepath.WalkDir(fixtures, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasPrefix(d.Name(), "in.") {
			return err
		}
		opt := importers.ReadOptions{Announced: true, Account: "FR7630006000011234567890189"}
		f := known.Open(context.Background(), path, nil, opt)
		if len(f.Needs) > 0 {
			opt.Currency = "EUR"
			f = known.Open(context.Background(), path, nil, opt)
		}
		if len(f.Needs) > 0 || !convert.Writable(f) {
			return nil
		}
		files++
		for _, form := range convert.Forms() {
			t.Run(path+"/"+form.Format, func(t *testing.T) {
				convert.Same(t, known, convert.Statements(f), form)
			})
		}
		return nil
	})
	t.Logf("%d files", files)
	if err != nil || files < 300 {
		t.Errorf("only %d files: %v", files, err)
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
