package bankcsv

import (
	"fmt"
	"strings"
)

// byElsewhere looks at the other days of the file, above the table and in its other columns,
// that are written the same way.
func (f *finder) byElsewhere(orders []order) ([]order, string) {
	writing := f.dates.written[0].day
	for n, list := range [...][]sheetRow{f.sheet.above, f.sheet.rows} {
		for _, r := range list {
			if n == 0 && !f.saysPeriod(r) {
				continue // the day of the download is written as the portal writes days, not as the list
			}
			for i, cell := range r.cells {
				if n == 1 && f.isText(i) {
					continue // payers write days as they like
				}
				for _, word := range dayWords(cell) {
					s, ok := f.words.shapes.shape(word)
					if !ok || s.sep != writing.sep || s.sep2 != writing.sep2 || s.year() == 0 {
						continue
					}
					if left := s.orders(); len(left) == 1 && contains(orders, left[0]) {
						return left, fmt.Sprintf("line %d: %s is a day in this order only, and a file "+
							"writes its days in one way", r.line, word)
					}
				}
			}
		}
	}
	return orders, ""
}

// saysPeriod says whether a line above the table has the two ends of a period, or a balance and its
// day: what the bank wrote of the same list.
func (f *finder) saysPeriod(r sheetRow) bool {
	days := 0
	for _, cell := range r.cells {
		for _, w := range splitDays(cell) {
			if _, ok := f.words.shapes.shape(w); ok {
				days++
			}
		}
	}
	return days == 2 || days == 1 && f.balanceKind(strings.TrimLeft(fold(strings.Join(r.cells, " ")), "#*\"' ")) != ""
}

// isText says whether a column holds texts of people.
func (f *finder) isText(i int) bool {
	if i >= len(f.sheet.names) {
		return true
	}
	n := f.sheet.names[i]
	return n.can(meansText) || n.can("name") || n.can("type") || len(n.means) == 0
}

// dayWords cuts a cell into what may be days: itself, or the words of a sentence.
func dayWords(cell string) []string {
	words := []string{cell}
	for _, w := range strings.FieldsFunc(cell, func(r rune) bool {
		return strings.ContainsRune(" :;,()", r)
	}) {
		if len(w) >= 8 && len(w) < len(cell) {
			words = append(words, strings.Trim(w, `"'=`))
		}
	}
	return words
}
