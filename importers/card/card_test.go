package card_test

import (
	"flag"
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
