package pain_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers/pain"
)

// FuzzCollections asks of our direct debits what package fuzzing asks of every importer.
func FuzzCollections(f *testing.F) {
	fuzzing.Batches(f, pain.Collections{}, folders()...)
}

// FuzzRejects asks the same of what banks answer to them.
func FuzzRejects(f *testing.F) { fuzzing.Batches(f, pain.Rejects{}, folders()...) }
