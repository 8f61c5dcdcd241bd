package slip_test

import (
	"flag"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/slip"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

const fixtures = "../../fixtures/slip"

func formats() importers.Formats {
	return importers.Formats{Batches: []importers.BatchImporter{slip.Importer{}}}
}

func TestGolden(t *testing.T) { golden.Run(t, formats(), fixtures, *update) }
