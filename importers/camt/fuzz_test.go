package camt_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/camt"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Statements(f, camt.Statements(), importers.Options{}, "../../fixtures/camt")
}

// FuzzReports asks the same of camt.052.
func FuzzReports(f *testing.F) {
	fuzzing.Statements(f, camt.Reports(), importers.Options{}, "../../fixtures/camt052")
}

// FuzzNotices asks the same of what camt.054 says entries are made of.
func FuzzNotices(f *testing.F) { fuzzing.Batches(f, camt.Notices{}, "../../fixtures/camt054") }
