package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
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
		case f.wordIn("pending", folded), f.stemIn("pending stem", folded):
			parts = append(parts, section{i, row.line, text, statePending})
		case f.wordIn("booked", folded), f.stemIn("booked stem", folded):
			parts = append(parts, section{i, row.line, text, stateBooked})
		case proved, f.aboutList(folded):
			continue
		case bad == nil:
			bad = &importers.Error{Line: row.line, What: fmt.Sprintf("nothing says what %q means for the lines "+
				"below it: export the lines without headings, or name a profile with --profile", text)}
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
			(f.words.is("pending", text) || f.stemIn("pending stem", fold(text))) {
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

// aboutList says whether a text names a balance, a sum, an account, a period or a month, and so
// says nothing of the lines below it that they do not say themselves.
func (f *finder) aboutList(folded string) bool {
	for _, list := range [...]string{"opening", "closing", "current", "total", "turnover", "account", "currency"} {
		if f.words.begins(list, folded) != "" {
			return true
		}
	}
	if digitsIn(folded) > 0 {
		return true // a page, a number, a day
	}
	for _, w := range strings.Fields(folded) {
		if f.words.shapes.form.names[w] > 0 {
			return true
		}
	}
	return false
}

// wordIn says whether a word of a list stands in a folded text.
func (f *finder) wordIn(list, folded string) bool {
	for i := range len(folded) {
		if (i == 0 || folded[i-1] == ' ') && f.words.begins(list, folded[i:]) != "" {
			return true
		}
	}
	return false
}

// stemIn says whether a word of a folded text begins like a word of a list.
func (f *finder) stemIn(list, folded string) bool {
	return beginsWord(folded, f.words.order[list])
}
