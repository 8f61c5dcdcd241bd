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
	f.continuations()
	if err := f.widths(); err != nil {
		return err
	}
	f.balanceLines()
	return f.totals()
}

// textPlaces lists the places of the columns of the label.
func (f *finder) textPlaces() []int {
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
	return out
}

// continuations sees whether lines with nothing but text stand between entries.
func (f *finder) continuations() {
	texts := f.textPlaces()
	for i, r := range f.sheet.rows {
		only := i > 0 && len(r.cells) == len(f.sheet.rows[f.money.entries[0]].cells)
		some := false
		for j, cell := range r.cells {
			if cell == "" {
				continue
			}
			some = true
			only = only && slices.Contains(texts, j)
		}
		if only && some && i > f.money.entries[0] {
			f.p.Continues = true
			f.reason("continuation", "yes", "line %d has nothing but text", r.line)
			return
		}
	}
}

// widths looks at how many cells entries have. Lines that leave empty cells at their end out
// are allowed; lines with more cells than the column line have a separator in a text.
func (f *finder) widths() error {
	least, most, filled := 1<<30, 0, 0
	for n, r := range f.money.entries {
		cells := len(f.sheet.rows[r].cells)
		if most = max(most, cells); n < len(f.money.entries)-1 || len(f.money.entries) == 1 {
			least = min(least, cells)
		}
		if filledCells(f.sheet.rows[r]) > filled {
			filled = filledCells(f.sheet.rows[r])
		}
	}
	header := len(f.sheet.raw)
	for header > 0 && f.sheet.raw[header-1] == "" {
		header--
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
	for _, w := range f.dates.written {
		r := f.sheet.rows[w.row]
		for _, i := range f.textPlaces() {
			text := fold(r.at(i))
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

// totals refuses lines with a day that say they are totals: counting them would count
// everything twice, and leaving them out could leave an entry out.
func (f *finder) totals() error {
	if f.balance.proved() {
		return nil
	}
	for _, r := range f.money.entries {
		for _, i := range f.textPlaces() {
			text := fold(f.sheet.rows[r].at(i))
			word := f.words.begins("total", text)
			if (word == text || strings.Contains(word, " ")) && word != "" && f.amountOf(r) != 0 {
				return &importers.Error{Line: f.sheet.rows[r].line, What: fmt.Sprintf("%q has a day and "+
					"an amount: take the lines of totals out of the file, or name a profile with "+
					"--profile", f.sheet.rows[r].at(i))}
			}
		}
	}
	return nil
}
