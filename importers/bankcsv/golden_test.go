package bankcsv_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

// TestGolden reads every fixture with its options and compares with what stands beside it.
func TestGolden(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	formats := importers.Formats{Statements: []importers.Importer{im}}
	golden.Run(t, formats, "../../fixtures/bankcsv", *update)
}

// forgetful is a sink that keeps nothing of an entry but what it prints at once.
type forgetful struct {
	importers.Collector
	forgets bool
	lines   []string
}

func (f *forgetful) Forgets() bool { return f.forgets }

func (f *forgetful) Entry(e reconcile.Entry) error {
	f.lines = append(f.lines, golden.Entry(e))
	return f.Collector.Entry(e)
}

// TestForgetful: the memory of an entry that nobody keeps is used again, and nothing of the
// last one is in the next.
func TestForgetful(t *testing.T) {
	im, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../fixtures/bankcsv/*/in*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	entries := 0
	for _, name := range files {
		doc, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var kept, forgot forgetful
		forgot.forgets = true
		for _, f := range []*forgetful{&kept, &forgot} {
			_ = im.Read(t.Context(), bytes.NewReader(doc), importers.Options{Account: "X"}, f)
		}
		if !slices.Equal(kept.lines, forgot.lines) {
			t.Errorf("%s: entries differ\n%s\nwant\n%s", name, forgot.lines, kept.lines)
		}
		entries += len(kept.lines)
	}
	if entries < 100 {
		t.Errorf("%d entries", entries)
	}
}
