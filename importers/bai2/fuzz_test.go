package bai2_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/bai2"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Statements(f, bai2.Importer{}, importers.Options{}, "../../fixtures/bai2")
}
