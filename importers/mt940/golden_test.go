package mt940_test

import (
	"flag"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/mt940"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

// TestGolden reads every fixture and compares with what stands beside it.
func TestGolden(t *testing.T) {
	formats := importers.Formats{Statements: []importers.Importer{mt940.Importer{}}}
	golden.Run(t, formats, "../../fixtures/mt940", *update)
}
