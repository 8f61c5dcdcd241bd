package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// findRest looks at the lines of the table that are no entries: labels that go on, lines that
// are shorter, balances and totals among the entries.
func (f *finder) findRest() error {
	if err := f.sections(); err != nil {
		return err
	}
	if err := f.sameColumns(); err != nil {
		return err
	}
	if err := f.pendingLabels(); err != nil {
		return err
	}
	if err := f.pendingTable(); err != nil {
		return err
	}
	f.continuations()
	if err := f.widths(); err != nil {
		return err
	}
	f.balanceLines()
	f.plainBalances()
	f.undated()
	if err := f.totals(); err != nil {
		return err
	}
	f.farEnd()
	f.accountHeadings()
	return f.edges()
}

// sameColumns refuses a file in which another column line stands below the first, with the columns of
// the amounts in other places, or of another currency.
func (f *finder) sameColumns() error {
	for _, r := range f.sheet.rows {
		if slices.ContainsFunc(r.cells, hasDigit) || slices.Equal(r.cells, f.sheet.raw) {
			continue
		}
		names := f.columnLine(r.cells)
		for i := range names {
			old := f.nameAt(i)
			if names[i].can(meansDebit) != old.can(meansDebit) ||
				names[i].can(meansCredit) != old.can(meansCredit) || names[i].can(meansAmount) != old.can(meansAmount) ||
				names[i].currency != old.currency {
				return otherColumns(r.line)
			}
		}
	}
	return nil
}

// nameAt is the name of a column, without any meaning behind the last.
func (f *finder) nameAt(i int) name {
	if i < len(f.sheet.names) {
		return f.sheet.names[i]
	}
	return name{}
}

// textPlaces lists the places of the columns of the label.
func (f *finder) textPlaces() []int {
	if len(f.texts) == len(f.p.Text) {
		return f.texts
	}
	var out []int
	for _, name := range f.p.Text {
		if i, ok := place(name); ok {
			out = append(out, i)
			continue
		}
		out = append(out, slices.IndexFunc(f.sheet.raw, func(s string) bool {
			return fold(s) == fold(name)
		}))
	}
	f.texts = out
	return out
}

// isPage says whether a line has nothing but the number of a page.
func isPage(cells []string) bool {
	word, number, _ := strings.Cut(fold(strings.Join(cells, "")), " ")
	switch word {
	case "seite", "page", "pagina", "strona", "sida", "side", "strana", "oldal", "sivu", "blatt", "hoja",
		"feuillet", "folio", "blad":
		return digitsIn(number) > 0 && len(number) < 12
	}
	return false
}

// fullLines is how many lines have to agree before a shorter last one is taken for a part of one.
const fullLines = 2

// widths looks at how many cells entries have. Lines that leave empty cells at their end out
// are allowed; lines with more cells than the column line have a separator in a text.
func (f *finder) widths() error {
	least, filled := 1<<30, 0
	for n, w := range f.dates.written {
		r := f.sheet.rows[w.row]
		filled = max(filled, filledCells(r))
		if last := n == len(f.dates.written)-1; !last || !f.sheet.whole || f.sheet.ended && n < fullLines {
			least = min(least, len(r.cells))
		} else if f.sheet.ended && len(r.cells) < least {
			return &importers.Error{Line: r.line, What: "the last line has fewer cells than every other: " +
				"download the file again, or write the separators of its empty cells"}
		}
	}
	header := len(f.sheet.raw)
	for header > 0 && f.sheet.raw[header-1] == "" {
		header--
	}
	if least < max(header, filled) && f.sheet.quotes != quotesDoubled {
		return &importers.Error{What: "quotes stand in the wrong places, so that lines have fewer " +
			"cells than columns: download the file again, and do not save it from an editor"}
	}
	if least < max(header, filled) {
		f.p.Short = least
		f.reason("short lines", fmt.Sprint(least), "lines leave out empty cells at their end")
	}
	return nil
}

func filledCells(r sheetRow) int {
	n := len(r.cells)
	for n > 0 && r.cells[n-1] == "" {
		n--
	}
	return n
}

// balanceLines finds entries that are balances: their text says so, and the amount is none,
// or nothing else in the file could be it.
func (f *finder) balanceLines() {
	begins := f.words.starts("opening", "closing")
	for i := range f.dates.written {
		r := f.sheet.rows[f.dates.written[i].row]
		for _, cell := range r.cells {
			if !begins.may(cell) {
				continue
			}
			text := fold(cell)
			for _, kind := range [...]struct {
				list string
				into *[]string
			}{{"opening", &f.p.Opening}, {"closing", &f.p.Closing}} {
				word := f.words.begins(kind.list, text)
				if word == "" || slices.Contains(*kind.into, word) || len(text) > len(word)+30 {
					continue
				}
				*kind.into = append(*kind.into, word)
				f.reason(kind.list+" line", word, "line %d begins so", r.line)
			}
		}
	}
}

// undated notes the words of lines that have an amount, no day, and say what they are.
func (f *finder) undated() {
	for i, r := range f.sheet.rows {
		if f.looksLikeDay(r.at(f.dates.day)) || !f.isEntry(i) {
			continue
		}
		for _, cell := range r.cells {
			text := fold(cell)
			for _, list := range [...]string{"total", "opening", "closing", "current"} {
				word := f.words.begins(list, text)
				into := &f.p.Totals
				if list == "total" {
					into = &f.p.Sums
				}
				if word != "" && !slices.Contains(*into, word) {
					*into = append(*into, word)
					f.reason("total line", word, "line %d begins so and has no day", r.line)
				}
			}
		}
	}
}
