package cfonb120_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/cfonb120"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Statements(f, cfonb120.Importer{}, importers.Options{}, "../../fixtures/cfonb120")
}
