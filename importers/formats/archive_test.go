package formats_test

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
)

// TestSet: a ZIP of statements, as EBICS gives it, reads as its files do one by one.
func TestSet(t *testing.T) {
	known := all(t)
	path := filepath.Join(t.TempDir(), "C53.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	set := zip.NewWriter(out)
	var want []string
	for _, c := range golden.Cases(t, filepath.Join(fixtures, "camt")) {
		content, err := os.ReadFile(c.Input)
		if err != nil {
			t.Fatal(err)
		}
		w, err := set.Create(c.Name + ".xml")
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, golden.File(known.Open(context.Background(), c.Input, nil, importers.ReadOptions{})))
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	got := known.OpenAll(context.Background(), path, nil, importers.ReadOptions{})
	if len(got) != len(want) {
		t.Fatalf("%d files in it, want %d", len(got), len(want))
	}
	for i, f := range got {
		if golden.File(f) != want[i] {
			t.Errorf("%s reads as\n%s\nand alone as\n%s", f.Name, golden.File(f), want[i])
		}
	}
}
