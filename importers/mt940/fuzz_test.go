package mt940_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/mt940"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Statements(f, mt940.Importer{}, importers.Options{}, "../../fixtures/mt940")
}
