package bankcsv

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/columnlines.txt
var titleLines string

// TestColumnLines: the column lines of banks all over Europe name a day and an amount, in whatever
// language and however short.
func TestColumnLines(t *testing.T) {
	v, err := readVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	f := finder{words: v}
	for line := range strings.Lines(titleLines) {
		if line = strings.TrimSpace(line); f.columnLine(strings.Split(line, ";")) == nil {
			t.Errorf("%q names no day or no amount", line)
		}
	}
}
