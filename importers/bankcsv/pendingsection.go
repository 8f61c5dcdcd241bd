package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
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
	if folded := fold(text); f.stemIn("pending stem", folded) && !f.aboutList(folded) {
		for _, row := range f.sheet.rows {
			if h := f.heading(row); h != "" && f.stemIn("booked stem", fold(h)) {
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

// takeSections takes the lines below a heading for not booked where the balances say the same: they
// follow on each of the other lines, and no line below the heading has one. Then the headings go
// into the profile; everything else is refused, as any of the lines may be booked.
func (f *finder) takeSections(parts []section) error {
	first := slices.IndexFunc(parts, func(s section) bool { return s.says == statePending })
	if first < 0 {
		return nil
	}
	if !f.balancesTell(parts) {
		return pendingHeading(parts[first].line, parts[first].text)
	}
	for _, s := range parts {
		into := &f.p.BookedBelow
		if s.says == statePending {
			into = &f.p.PendingBelow
			f.reason("not booked below", s.text, "line %d says so, no line below it has a balance, and the "+
				"balances follow on all others", s.line)
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

// heads sees a heading that says whether the lines below it are booked. One that detection has not
// seen, in a file that it saw the beginning of, is refused as it refuses those that it sees.
func (t *table) heads(record *record, line int) (bool, error) {
	p := t.profile
	if len(p.PendingBelow) == 0 && p.farStems == nil {
		return false, nil
	}
	at, text := -1, ""
	for i := range record.len() {
		if cell := trimBytes(record.cell(i)); len(cell) > 0 {
			if at >= 0 || len(cell) > maxName {
				return false, nil
			}
			at, text = i, string(unquoteExcel(cell))
		}
	}
	folded := fold(text)
	switch {
	case at < 0:
		return false, nil
	case slices.Contains(p.PendingBelow, folded):
		t.below.pending = true
	case slices.Contains(p.BookedBelow, folded):
		t.below.pending = false
	case at == t.index.columns[colBookingDate] || at == 0 && !slices.Contains(t.index.text, at):
		if beginsWord(folded, p.farStems) {
			return false, pendingHeading(line, text)
		}
		return false, nil
	default:
		return false, nil
	}
	return true, nil
}

// titled sees the title above the column line that detection found to say so of the lines below it.
func (t *table) titled(record *record) {
	text := ""
	for _, cell := range record.all() {
		text += string(trimBytes(unquoteExcel(trimBytes(cell))))
	}
	t.below.pending = t.below.pending || slices.Contains(t.profile.PendingBelow, fold(text))
}

// pendingHeading refuses a heading that calls the lines below it pending.
func pendingHeading(line int, text string) error {
	return &importers.Error{Line: line, What: fmt.Sprintf("%q says that lines below it are not booked "+
		"yet, and nothing else tells them apart: export booked lines alone, or name a profile with "+
		"--profile", text)}
}

// beginsWord says whether a word of a folded text begins like one of a list.
func beginsWord(folded string, stems []string) bool {
	for i := range len(folded) {
		if i > 0 && strings.IndexByte(" ([", folded[i-1]) < 0 {
			continue
		}
		for _, stem := range stems {
			if strings.HasPrefix(folded[i:], stem) {
				return true
			}
		}
	}
	return false
}

// below is what the last heading says of the lines, and what stood below those that called them
// pending.
type below struct {
	pending  bool
	n        int
	sums     tally
	currency reconcile.Currency
}

// waitBelow counts a line below a heading as one that is not booked.
func (t *table) waitBelow(amount int64) {
	if b := &t.below; b.pending {
		b.n, b.currency = b.n+1, t.open.st.Currency
		b.sums.add(amount)
	}
}

// remarkBelow says which lines were left out because a heading calls them pending.
func (t *table) remarkBelow() {
	b := t.below
	if b.n == 0 {
		return
	}
	money := func(minor int64) reconcile.Money { return reconcile.Money{Minor: minor, Currency: b.currency} }
	t.sink.Note(fmt.Sprintf("%d lines stand below a heading that says they are not booked yet, and are "+
		"left out: credits of %s, debits of %s", b.n, money(b.sums[0]), money(b.sums[1])))
}
