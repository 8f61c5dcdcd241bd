package pain_test

import (
	"flag"
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
