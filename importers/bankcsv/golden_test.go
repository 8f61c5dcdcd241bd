package bankcsv_test

import (
	"flag"
	"testing"

	"github.com/rappro/rappro/fixtures/golden"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bankcsv"
)

var update = flag.Bool("update", false, "write the wanted outputs of the golden cases")

// TestGolden reads every fixture with its options and compares with what stands beside it.
func TestGolden(t *testing.T) {
	im, err := bankcsv.New("")
	if err != nil {
		t.Fatal(err)
	}
	formats := importers.Formats{Statements: []importers.Importer{im}}
	golden.Run(t, formats, "../../fixtures/bankcsv", *update)
}
