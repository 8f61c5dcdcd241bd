package pain_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/pain"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

func folders() []string { return []string{"../../fixtures/pain008", "../../fixtures/pain002"} }

func formats() importers.Formats {
	return importers.Formats{Batches: []importers.BatchImporter{pain.Collections{}, pain.Rejects{}}}
}

func TestGolden(t *testing.T) {
	for _, folder := range folders() {
		golden.Run(t, formats(), folder, *update)
	}
}

// A file that is cut is refused wherever it is cut.
func TestCut(t *testing.T) {
	for _, c := range []string{"pain008/v02", "pain002/v03"} {
		whole, err := os.ReadFile(filepath.Join("../../fixtures", c, "in.xml"))
		if err != nil {
			t.Fatal(err)
		}
		whole = bytes.TrimSpace(whole)
		for n := range len(whole) {
			f := formats().Read(context.Background(), "cut", bytes.NewReader(whole[:n]), importers.ReadOptions{})
			if f.Err == nil {
				t.Fatalf("%s cut after %d bytes and read", c, n)
			}
		}
	}
}
