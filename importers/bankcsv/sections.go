package bankcsv

import (
	"slices"
	"strings"
)

// sections looks at the lines of one text, where no label stands, that head the lines below them.
// One that says that they are not booked yet is refused, because they look like all others and would
// be booked, unless the balances tell the lines apart (see takeSections). So is one refused that
// nobody understands, where no balance proves that the lines below it are like all others: it may
// say anything of them, even in which direction they go.
func (f *finder) sections() error {
	if len(f.money.entries) == 0 {
		return nil
	}
	last := slices.Max(f.money.entries)
	from, to := f.provedLines()
	proved := from <= f.money.entries[0] && last <= to
	parts := f.sectionTitle()
	var bad error
	for i, row := range f.sheet.rows[:f.lastLate(last)] {
		text := f.heading(row)
		if text == "" {
			if title := f.labelHeading(row); title != "" {
				return pendingHeading(row.line, title)
			}
			continue
		}
		folded := fold(text)
		switch {
		case f.words.headsPending(folded):
			parts = append(parts, section{i, row.line, text, statePending})
		case f.words.headsBooked(folded):
			parts = append(parts, section{i, row.line, text, stateBooked})
		case proved, f.words.aboutList(folded):
			continue
		case bad == nil:
			bad = unknownHeading(row.line, text)
		}
	}
	if err := f.takeSections(parts); err != nil {
		return err
	}
	return bad
}

// heading is the one text of a line that has nothing else, where no label stands: in the place of
// the day or of an amount, or in the first cell.
func (f *finder) heading(row sheetRow) string {
	for _, i := range [...]int{f.dates.day, 0, f.money.amount, f.money.debit, f.money.credit} {
		text := row.at(i)
		if text == "" || f.isLabel(i) || !row.alone(text) {
			continue
		}
		if _, day := f.words.shapes.shape(text); !day && !looksLikeAmount(text) && strings.ContainsFunc(text, isLetter) {
			return text
		}
	}
	return ""
}

// labelHeading is a text that stands alone in a column of the label and begins like the heading of
// lines that are not booked yet, which would be taken for the rest of the label above.
func (f *finder) labelHeading(row sheetRow) string {
	for _, i := range f.textPlaces() {
		text := row.at(i)
		if text != "" && len(text) <= maxTitle && row.alone(text) &&
			(f.words.is("pending", text) || f.words.stemIn("pending stem", fold(text))) {
			return text
		}
	}
	return ""
}

// alone says whether a line has one of its cells and no other.
func (r sheetRow) alone(text string) bool {
	size := 0
	for _, cell := range r.cells {
		size += len(cell)
	}
	return size == len(text)
}

// isLabel says whether a column is one of the label.
func (f *finder) isLabel(col int) bool {
	return col != f.dates.day && slices.Contains(f.textPlaces(), col)
}
