package qif_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/qif"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Statements(f, qif.Importer{}, importers.Options{Account: "A", Currency: "EUR"}, "../../fixtures/qif")
}
