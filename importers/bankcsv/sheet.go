package bankcsv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/rappro/rappro/importers"
)

// sheet is the beginning of a file as cells: what stands above the table, the column line,
// and the lines below it.
type sheet struct {
	comma  byte
	quotes string
	above  []sheetRow
	names  []name
	raw    []string // the column line as written
	rows   []sheetRow
	money  []int // rows with a day and an amount in columns that are called so
	whole  bool
	ended  bool // a line end stands at the end of the file
}

// sheetRow is a line with its cells, without outer spaces.
type sheetRow struct {
	line  int
	cells []string
}

// at gives a cell, empty where the line is shorter.
func (r sheetRow) at(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// findSheet decides the separator and the column line: those that give lines with a day and
// an amount in the columns that are called so.
func (f *finder) findSheet(w window) error {
	var best sheet
	most, second := 0, 0
	for i := range len(separators) {
		s, n, err := f.cut(w, separators[i])
		if err != nil {
			return err
		}
		if n > most {
			best, most, second = s, n, most
		} else if n > second {
			second = n
		}
	}
	if most == 0 {
		if ok, err := f.findPlaces(w); ok || err != nil {
			return err
		}
		return f.noTable(w)
	}
	if second == most {
		return &importers.Error{What: "the lines can be cut in two ways: name a profile with " +
			"--profile"}
	}
	f.sheet = best
	f.withoutDashes()
	p := f.p
	p.Separator, p.Quotes = rune(best.comma), best.quotes
	p.setHeader(best.raw)
	f.reason("separator", printable(best.comma), "it alone gives lines with a day and an amount: "+
		"%d", most)
	f.reason("column line", strings.Join(best.raw, printable(best.comma)), "%d lines stand above "+
		"it, and its cells name a day and an amount", len(best.above))
	if best.quotes != quotesDoubled {
		f.reason("quotes", best.quotes, "a quote stands inside a cell without being doubled")
	}
	return nil
}

func printable(comma byte) string {
	if comma == '\t' {
		return "tab"
	}
	return string(comma)
}

// cut cuts the window with one separator, and counts the lines that look like entries.
func (f *finder) cut(w window, comma byte) (sheet, int, error) {
	if !f.columnLineIn(w, comma) {
		return sheet{}, 0, nil
	}
	rows, quotes, err := readRows(w, comma)
	if err != nil {
		return sheet{}, 0, err
	}
	for i := 0; i < len(rows) && i < maxPreamble; i++ {
		names := f.columnLine(rows[i].cells)
		if names == nil {
			continue
		}
		if both := f.twoRows(rows[i:]); both != nil {
			names, i = both, i+1
		}
		f.untitled(names, rows[i+1:])
		if money := moneyRows(f.words.shapes, names, rows[i+1:]); len(money) > 0 {
			s := sheet{comma: comma, quotes: quotes, above: rows[:i], names: names, rows: rows[i+1:],
				raw: strings.Split(strings.Join(rows[i].cells, "\x00"), "\x00"), money: money,
				whole: w.whole, ended: w.ended}
			return s, len(money), nil
		}
	}
	return sheet{}, 0, nil
}

// cellsOf appends the cells of a record, without outer spaces.
func cellsOf(r *record, a *arena, cells []string) []string {
	for i := range r.len() {
		cells = append(cells, a.keep(trimBytes(unquoteExcel(trimBytes(r.cell(i))))))
	}
	return cells
}

// readRows cuts the window into rows, with strict quotes if the file allows.
func readRows(w window, comma byte) (rows []sheetRow, quotes string, err error) {
	for _, quotes = range [...]string{quotesDoubled, quotesBackslash, quotesLazy} {
		if quotes == quotesBackslash && !bytes.Contains(w.text, []byte(`\"`)) {
			continue
		}
		rows = rows[:0]
		var a arena
		var cells []string // of many rows
		s := scanText(w.text, comma, quotes)
		for {
			var r *record
			if r, err = s.next(); err != nil {
				break
			}
			if s.size > importers.MaxField || r.len() > importers.MaxColumns {
				if err = limits(r, s.start); err != nil {
					return nil, quotes, err
				}
			}
			if cap(cells)-len(cells) < r.len() {
				cells = make([]string, 0, max(min(arenaCells, 4*len(rows)), 8*r.len()))
			}
			from := len(cells)
			cells = cellsOf(r, &a, cells)
			rows = append(rows, sheetRow{s.start, cells[from:len(cells):len(cells)]})
		}
		if errors.Is(err, io.EOF) || !w.whole && len(rows) > 2 {
			if !w.whole { // the last record may be cut by the window
				rows = rows[:max(0, len(rows)-1)]
			}
			return rows, quotes, nil
		}
		if errors.Is(err, importers.ErrLimit) {
			return nil, quotes, nil // another separator or no quotes may cut it better
		}
	}
	return nil, quotes, nil
}

// noTable explains why nothing can be read.
func (f *finder) noTable(w window) error {
	line, text := widest(string(w.text))
	what := "no line names a day and an amount"
	for i := range len(separators) {
		rows, _, err := readRows(w, separators[i])
		if err != nil {
			return err
		}
		for n, r := range rows[:min(len(rows), maxPreamble)] {
			if names := f.columnLine(r.cells); names != nil {
				if err := f.withoutYear(names, rows[n+1:]); err != nil {
					return err
				}
				line, text = r.line, strings.Join(r.cells, string(separators[i]))
				what = "no line with a day and an amount follows the columns"
			}
		}
	}
	if len(text) > 200 {
		text = strings.ToValidUTF8(text[:200], "") + "…"
	}
	return &importers.Error{Line: line, What: fmt.Sprintf("%s (%q): name a profile with --profile "+
		"(a name or a file)", what, text)}
}

// withoutYear refuses lines whose days have no year, which nobody adds: a list may go over new year.
func (f *finder) withoutYear(names []name, rows []sheetRow) error {
	for _, r := range rows[:min(len(rows), maxPreamble)] {
		for i, n := range names {
			if n.isDay() && !n.isMoney() && len(r.at(i)) < 7 && f.isDayAndMonth(r.at(i)) {
				return &importers.Error{Line: r.line, What: fmt.Sprintf("day %q has no year: download the file "+
					"with whole dates, or write the year behind each", r.at(i))}
			}
		}
	}
	return nil
}

// widest gives the line that looks most like a column line: the first of those with the most
// separators.
func widest(text string) (int, string) {
	best, at, most := "", 0, 0
	for i, line := range strings.SplitN(text, "\n", maxPreamble) {
		for _, sep := range separators {
			if n := strings.Count(line, string(sep)); n > most {
				best, at, most = strings.TrimSpace(line), i+1, n
			}
		}
	}
	return at, best
}

// claims says whether some line of a head names a day and an amount and is not the column
// line of a file of invoices.
func (v *vocabulary) claims(h *heads) bool {
	if bytes.HasPrefix(bytes.TrimSpace(h.head), []byte("<")) {
		return false // XML, whose comments hold commas and words like any text
	}
	encodings := []string{""}
	if !h.utf8 {
		encodings = append(encodings, "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1257", "ibm852")
	}
	for _, encoding := range encodings {
		if v.claimsIn(h, encoding) {
			return true
		}
	}
	return false
}

// claimsIn is claims for a character set.
func (v *vocabulary) claimsIn(h *heads, encoding string) bool {
	f := finder{words: v}
	for i := range len(separators) {
		for _, r := range h.records(encoding, separators[i]) {
			cells := make([]string, r.len())
			for i := range cells {
				cells[i] = string(trimBytes(r.cell(i)))
			}
			if invoiceColumns(cells) {
				return false // what follows are invoices, whatever words they hold
			}
			if len(cells) >= 3 && (f.columnLine(cells) != nil || v.speaksOf(cells)) {
				return true
			}
		}
	}
	return v.claimsPlaces(h, encoding)
}

// claimsPlaces says whether the lines of a head can be a table whose columns nobody names.
func (v *vocabulary) claimsPlaces(h *heads, encoding string) bool {
	for i := range len(separators) {
		var rows []sheetRow
		for _, r := range h.records(encoding, separators[i]) {
			var a arena
			rows = append(rows, sheetRow{cells: cellsOf(r.record, &a, nil)})
		}
		if _, ok := placesIn(v.shapes, rows); ok {
			return true
		}
	}
	return false
}

// speaksOf says whether cells that are no known names still speak of a day and an amount, so
// that a person hears what is missing.
func (v *vocabulary) speaksOf(cells []string) bool {
	day, amount := false, false
	for _, cell := range cells {
		if len(cell) > 40 || digitsIn(cell) > 0 {
			return false
		}
		for _, w := range strings.Fields(v.named(cell).text) {
			n := name{means: v.exact[w]}
			day, amount = day || n.isDay(), amount || n.isMoney()
		}
	}
	return day && amount
}

// invoiceColumns says whether cells name columns that only invoices have.
func invoiceColumns(cells []string) bool {
	n := 0
	for _, cell := range cells {
		switch fold(cell) {
		case "number", "customer_id", "issue_date", "due_date":
			n++
		}
	}
	return n >= 2
}
