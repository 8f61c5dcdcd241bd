package card_test

import (
	"testing"

	"github.com/rappro/rappro/fixtures/fuzzing"
	"github.com/rappro/rappro/importers/card"
)

// FuzzRead asks what package fuzzing asks of every importer.
func FuzzRead(f *testing.F) {
	fuzzing.Batches(f, card.Importer{}, "../../fixtures/card")
}
