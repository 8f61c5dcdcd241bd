package bankcsv

import (
	"slices"
	"strings"
)

// section is a line of one text that says of the lines below it whether they are booked.
type section struct {
	row  int // that it stands above or in, -1 above the table
	line int
	text string
	says state
}

// sectionTitle is the title above the column line, where it says that the lines are not booked yet
// and a heading among them says that others are. Without the latter it is pendingTable's.
func (f *finder) sectionTitle() []section {
	title := f.title()
	if title.line == 0 {
		return nil
	}
	text := strings.Join(title.cells, "")
	if folded := fold(text); f.words.stemIn("pending stem", folded) && !f.words.aboutList(folded) {
		for _, row := range f.sheet.rows {
			if h := f.heading(row); h != "" && f.words.stemIn("booked stem", fold(h)) {
				return []section{{-1, title.line, text, statePending}}
			}
		}
	}
	return nil
}

// title is the last line above the column line that is not empty, or none.
func (f *finder) title() sheetRow {
	for _, row := range slices.Backward(f.sheet.above) {
		if filledCells(row) > 0 {
			return row
		}
	}
	return sheetRow{}
}

// findLate lists the lines below a heading that calls them pending, before columns have roles: they may
// have no day of booking. Whether that is believed takeSections decides.
func (f *finder) findLate() error {
	late := false
	for _, row := range f.sheet.rows {
		text, at := row.only()
		switch folded := fold(text); {
		case text == "" || at < len(f.sheet.names) && !f.headsAt(at):
		case f.words.stemIn("pending stem", folded):
			late = true
			if f.late == nil {
				f.late = map[int]bool{}
			}
			continue
		case f.words.stemIn("booked stem", folded):
			late = false
		}
		if late {
			f.late[row.line] = true
		}
	}
	return nil
}

// headsAt says whether a heading may stand in a column: the first, or one of days or amounts, and not
// that of the label.
func (f *finder) headsAt(col int) bool {
	n := f.sheet.names[col]
	return (col == 0 || n.isDay() || n.isMoney()) && !n.can(meansText)
}

// lastLate is the last row below a heading with an amount, whether it has a day or not, where that is
// behind the last entry.
func (f *finder) lastLate(last int) int {
	for i, row := range f.sheet.rows {
		if i > last && f.late[row.line] && f.isEntry(i) {
			last = i
		}
	}
	return last
}

// only gives the one cell of a line that is not empty, nothing where there are several.
func (r sheetRow) only() (text string, at int) {
	for i, cell := range r.cells {
		if cell == "" {
			continue
		}
		if text != "" {
			return "", 0
		}
		text, at = cell, i
	}
	return text, at
}

// takeSections takes the lines below a heading for not booked where the balances say the same: they
// follow on each of the other lines, and no line below the heading has one. Then the headings go
// into the profile; everything else is refused, as any of the lines may be booked.
func (f *finder) takeSections(parts []section) error {
	first := slices.IndexFunc(parts, func(s section) bool { return s.says == statePending })
	if first < 0 {
		return nil
	}
	if !f.balancesTell(parts) && !f.endsTell() {
		return pendingHeading(parts[first].line, parts[first].text)
	}
	for _, s := range parts {
		into := &f.p.BookedBelow
		if s.says == statePending {
			into = &f.p.PendingBelow
			f.reason("not booked below", s.text, "line %d says so, and the balances are those of the other "+
				"lines", s.line)
		}
		if text := fold(s.text); !slices.Contains(*into, text) {
			*into = append(*into, text)
		}
	}
	return nil
}

// balancesTell says whether the lines with a balance, which follows on each of them, are those that
// the headings do not call pending.
func (f *finder) balancesTell(parts []section) bool {
	if !f.sheet.whole || !f.balance.proved() || f.balance.steps < provedSteps {
		return false
	}
	for _, r := range f.money.entries {
		says := stateBooked
		for _, s := range parts {
			if s.row < r {
				says = s.says
			}
		}
		if _, has := f.minor(r, f.balance.col); has != (says == stateBooked) {
			return false
		}
	}
	return true
}

// endsTell says whether an opening and a closing balance stand in lines of their own, in a list without
// a column of balances. Then the end of the statement proves that the lines between them are those
// that are booked, and it is refused without the two (see provedBelow), or held.
func (f *finder) endsTell() bool {
	found := map[string]bool{}
	for _, rows := range [...][]sheetRow{f.sheet.above, f.sheet.rows} {
		for _, r := range rows {
			for _, cell := range r.cells {
				for _, list := range [...]string{"opening", "closing"} {
					found[list] = found[list] || f.words.begins(list, fold(cell)) != ""
				}
			}
		}
	}
	return f.sheet.whole && f.balance.col < 0 && found["opening"] && found["closing"]
}
