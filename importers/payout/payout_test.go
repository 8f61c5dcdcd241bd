package payout_test

import (
	"flag"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/payout"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/payout"

func formats() importers.Formats {
	return importers.Formats{Batches: []importers.BatchImporter{payout.Importer{}}}
}

func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }
