package invoices

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// header is what the first line of a file says.
type header struct {
	separator rune
	has       map[string]bool
	unknown   []string
}

// names brings column names to the form of the tags.
func names(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = strings.ToLower(strings.Trim(cell, " \t\"\u00a0"))
	}
	return out
}

// guess finds the separator that makes the most known columns of the first line.
func guess(line string) (rune, int) {
	best, most := ',', 0
	for _, sep := range ",;\t" {
		n := 0
		for _, name := range names(strings.Split(line, string(sep))) {
			if known(name) {
				n++
			}
		}
		if n > most {
			best, most = sep, n
		}
	}
	return best, most
}

func known(name string) bool { return slices.Contains(strings.Fields(knownColumns), name) }

// firstLine gives the first line of a text that is not blank.
func firstLine(text string) string {
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = text[:i]
	}
	return text
}

// check looks for missing, double and unknown columns.
func check(columns []string) (header, error) {
	h := header{has: map[string]bool{}}
	for _, name := range columns {
		switch {
		case name == "": // an empty column at the end is no column
		case h.has[name]:
			return h, &importers.Error{Line: 1, What: fmt.Sprintf("column %s stands there twice", name)}
		case !known(name):
			h.unknown = append(h.unknown, name)
			h.has[name] = true
		default:
			h.has[name] = true
		}
	}
	var missing []string
	for _, name := range strings.Fields(requiredColumns) {
		if !h.has[name] {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return h, &importers.Error{Line: 1, What: "missing column " + strings.Join(missing, ", ") +
			": the first line must name the columns"}
	}
	return h, nil
}
