package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// provedBelow refuses lines that a heading calls pending, where no balance says that the others are
// all that is booked.
func (t *table) provedBelow(s *reconcile.Statement) error {
	if t.below.n == 0 || t.hasColumn(colBalance) || s.Opening != nil && s.Closing != nil {
		return nil
	}
	return pendingHeading(t.below.line, t.below.text)
}

// heads sees a heading that says whether the lines below it are booked. One that detection has not
// seen, in a file that it saw the beginning of, is refused as it refuses those that it sees.
func (t *table) heads(record *record, line int) (bool, error) {
	p := t.profile
	if len(p.PendingBelow) == 0 && p.far == nil {
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
		t.below.pending, t.below.line, t.below.text = true, line, text
	case slices.Contains(p.BookedBelow, folded):
		t.below.pending = false
	case p.far != nil:
		return false, t.farHeading(text, folded, at, line)
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
	if slices.Contains(t.profile.PendingBelow, fold(text)) {
		t.below.pending, t.below.line, t.below.text = true, t.scan.start, text
	}
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
	unknown  error // of a heading that nobody understands, for the lines below it
	pending  bool
	line     int // of the last heading that calls lines pending,
	text     string
	n        int
	sums     tally
	currency reconcile.Currency
}

// likeAmount says whether a line has something like an amount, and not the name of the column.
func (t *table) likeAmount(record *record) bool {
	return slices.ContainsFunc(t.index.money, func(i int) bool {
		return i < record.len() && looksLikeAmount(string(trimBytes(record.cell(i))))
	})
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
