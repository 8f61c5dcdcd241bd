package importers_test

import (
	"testing"

	"github.com/rappro/rappro/importers"
)

// Names and ids in Greek or Cyrillic letters are words like others, not fillers.
func TestReferenceOfOtherScripts(t *testing.T) {
	for _, s := range []string{"Θεσνίδης ΟΕ", "Иван", "Åš"} {
		if got := importers.Reference(s); got != s {
			t.Errorf("%q: got %q", s, got)
		}
	}
}
