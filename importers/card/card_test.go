package card_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/card"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/card"

func formats() importers.Formats {
	return importers.Formats{Batches: []importers.BatchImporter{card.Importer{}}}
}

func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }

// A report that is cut inside a line is refused wherever it is cut.
func TestCut(t *testing.T) {
	whole, err := os.ReadFile(filepath.Join(fixtures, "french", "in.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) {
		f := formats().Read(context.Background(), "cut", bytes.NewReader(whole[:n]), importers.ReadOptions{Format: "card"})
		if atEnd := n > 0 && whole[n-1] == '\n'; f.Err == nil && !atEnd {
			t.Fatalf("cut after %d bytes and read", n)
		}
	}
}
