package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
)

// notYet says whether the bank's word for a kind of line has a word at its beginning or its end
// that says it is not booked yet.
func (f *finder) notYet(cell string) bool {
	is, ok := f.unbooked[cell]
	if !ok {
		text := fold(cell)
		is = f.words.begins("unbooked", text) != ""
		for i := 1; i < len(text); i++ {
			is = is || text[i-1] == ' ' && f.words.values["unbooked"][text[i:]]
		}
		if f.unbooked == nil {
			f.unbooked = map[string]bool{}
		}
		f.unbooked[cell] = is
	}
	return is
}

// statusOfTypes takes the bank's words for kinds of lines that say they are not booked yet.
func (f *finder) statusOfTypes() {
	for i, n := range f.sheet.names {
		if !n.namesKind() || f.typesBooked {
			continue
		}
		for _, w := range f.dates.written {
			cell := f.sheet.rows[w.row].at(i)
			if f.isEntry(w.row) && f.notYet(cell) && !slices.Contains(f.p.Unbooked, cell) {
				f.p.Unbooked = append(f.p.Unbooked, cell)
			}
		}
		if len(f.p.Unbooked) > 0 {
			f.setColumn(colStatus, i)
			f.reason("status", "column "+n.raw, "%s means not booked yet there",
				strings.Join(f.p.Unbooked, ", "))
			return
		}
	}
}

// pendingDays finds the words that stand in place of a day on pending lines.
func (f *finder) pendingDays() {
	for _, r := range f.sheet.rows {
		for _, col := range [...]int{f.dates.day, f.dates.value} {
			cell := r.at(col)
			if isNumber(cell) {
				continue
			}
			if f.words.is("pending", cell) && !slices.Contains(f.p.PendingDay, cell) {
				f.p.PendingDay = append(f.p.PendingDay, cell)
				f.reason("pending day", cell, "line %d has it in place of the day", r.line)
			}
		}
	}
}

// pendingLabels refuses a line whose label begins with a word in brackets that says it is not
// booked yet, unless a balance counts it: a payer could have written it.
func (f *finder) pendingLabels() error {
	from, to := f.provedLines()
	for _, i := range f.money.entries {
		if from <= i && i <= to || f.saysPending(f.sheet.rows[i]) {
			continue
		}
		for _, col := range f.wordPlaces() {
			cell := f.sheet.rows[i].at(col)
			if !f.bracketed(cell) {
				continue
			}
			return &importers.Error{Line: f.sheet.rows[i].line, What: fmt.Sprintf("%q says that the line "+
				"is not booked yet, and nothing else tells it apart: export booked lines alone, or name "+
				"a profile with --profile", cell)}
		}
	}
	return nil
}

// wordPlaces lists the places of all columns that hold words: labels, names and kinds of lines.
func (f *finder) wordPlaces() []int {
	out := slices.Clone(f.textPlaces())
	for _, name := range append([]string{f.p.Columns[colPayerName], f.p.Columns[colType]}, f.p.More...) {
		if i := f.placeOf(name); name != "" && i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// bracketed says whether a label begins or ends with a word in brackets that says the line is not
// booked yet.
func (f *finder) bracketed(cell string) bool {
	const open, shut = "[(*<{", "])*>}"
	if cell == "" || strings.IndexByte(open, cell[0]) < 0 && strings.IndexByte(shut, cell[len(cell)-1]) < 0 {
		return false
	}
	text := fold(cell)
	if first := strings.TrimLeft(text, open+" "); first != text {
		if end := strings.IndexAny(first, shut); end >= 0 && f.saysUnbooked(first[:end]) {
			return true
		}
	}
	if last := strings.TrimRight(text, shut+" "); last != text {
		from := strings.LastIndexAny(last, open)
		return from >= 0 && f.saysUnbooked(last[from+1:])
	}
	return false
}

// saysUnbooked says whether a folded text in brackets is nothing but a word for a line that is not
// booked yet, in whatever form of the word.
func (f *finder) saysUnbooked(text string) bool {
	return f.words.is("unbooked", text) || f.words.is("pending", text) ||
		!strings.Contains(text, " ") && f.words.stemIn("pending stem", text)
}

// maxTitle is longer than the title of a table.
const maxTitle = 48

// pendingTable refuses a table whose title says that its lines are not booked yet.
func (f *finder) pendingTable() error {
	row := f.title()
	text := strings.Join(row.cells, "")
	title := strings.Trim(text, ": ")
	folded := fold(title)
	if title == "" || len(title) > maxTitle || f.words.aboutList(folded) || slices.Contains(f.p.PendingBelow, fold(text)) {
		return nil
	}
	if f.notYet(title) || f.words.is("pending", title) || f.words.stemIn("pending stem", folded) {
		return pendingHeading(row.line, text)
	}
	return nil
}

// provedLines are the first and the last line with a balance, where all between them are proved
// to be entries; nothing where they are not.
func (f *finder) provedLines() (from, to int) {
	if !f.balance.proved() {
		return 1, 0
	}
	rows := f.money.entries
	for len(rows) > 0 && !f.followed(rows[0]) {
		rows = rows[1:]
	}
	for len(rows) > 0 && !f.followed(rows[len(rows)-1]) {
		rows = rows[:len(rows)-1]
	}
	if len(rows) == 0 {
		return 1, 0
	}
	return rows[0], rows[len(rows)-1]
}

// followed says whether a line has an amount in the column of the balance that follows.
func (f *finder) followed(row int) bool {
	_, ok := f.minor(row, f.balance.col)
	return ok
}
