package bankcsv

import (
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

// TestQuotes: every text of a few signs is cut as encoding/csv cuts it, or refused as there,
// whether the quick way of lines with quotes takes it or not.
func TestQuotes(t *testing.T) {
	const signs = "\";a\n"
	for size, texts := 0, []string{""}; size < 8; size++ {
		for _, text := range texts {
			want, wrong := standardRows(text)
			got, err := scannedRows(text)
			if (err != nil) != (wrong != nil) || err == nil && !reflect.DeepEqual(got, want) {
				t.Errorf("%q is cut into %q %v, want %q %v", text, got, err, want, wrong)
			}
		}
		var longer []string
		for _, text := range texts {
			for _, c := range signs {
				longer = append(longer, text+string(c))
			}
		}
		texts = longer
	}
}

func standardRows(text string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = ';', -1
	return r.ReadAll()
}

func scannedRows(text string) ([][]string, error) {
	var rows [][]string
	s := scanText([]byte(text), ';', quotesDoubled)
	for {
		r, err := s.next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		var row []string
		for _, cell := range r.all() {
			row = append(row, string(cell))
		}
		rows = append(rows, row)
	}
}
