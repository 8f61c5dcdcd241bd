package coda_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/coda"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Statements(f, coda.Importer{}, importers.Options{}, "../../fixtures/coda")
}
