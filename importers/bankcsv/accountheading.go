package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// A file may have one table below another, each under the name or number of its account. A line that a
// pattern finds the account in begins its statement (see account); any other one that names an account
// which nothing above the first entry names is refused: the lines below it would be entered on the
// account of those above, whatever a person says of the file.

// accountNames is what tells such lines.
type accountNames struct {
	words *vocabulary
	above []string // the folded lines above the first entry, without spaces: a page repeats them
}

// A line that names an account has no more cells than its words, its number and the currency, and no
// more bytes. What else stands between entries without a day are details of one.
const (
	maxAccountCells = 3
	maxAccountLine  = 80
)

// accountDigits is how many digits make a number that of an account, and no page, year or statement.
const accountDigits = 7

// accountHeadings has the reader look for them, unless a column has the accounts, or the balances prove
// that all lines are of one.
func (f *finder) accountHeadings() {
	from, to := f.provedLines()
	entries := f.money.entries
	if f.accountCol >= 0 || len(entries) == 0 ||
		from <= entries[0] && slices.Max(entries) <= to && f.sheet.whole {
		return
	}
	names := &accountNames{words: f.words}
	for _, row := range slices.Concat(f.sheet.above, f.sheet.rows[:entries[0]]) {
		names.above = append(names.above, withoutSpaces(fold(strings.Join(row.cells, ""))))
	}
	f.p.accounts = names
}

func withoutSpaces(s string) string { return strings.ReplaceAll(s, " ", "") }

// of gives what names an account in a folded line: its number, or the whole line where it begins with a
// word for account and has no number. It is empty for any other line.
func (n *accountNames) of(folded string) string {
	for rest := folded; rest != ""; _, rest, _ = strings.Cut(rest, " ") {
		if reconcile.ValidIBAN(reconcile.CompactAccount(rest)) {
			return rest
		}
	}
	for word := range strings.FieldsSeq(folded) {
		if _, day := n.words.shapes.shape(word); !day && digitsIn(word) >= accountDigits &&
			!strings.ContainsFunc(word, isLetter) {
			return word
		}
	}
	if !hasDigit(folded) && n.words.begins("account", folded) != "" {
		return folded
	}
	return ""
}

// seeAccount looks at a line that is no entry, and refuses the lines below one that names another
// account. What stands below the last entry is about the list.
func (t *table) seeAccount(record *record, line int) {
	n := t.profile.accounts
	if n == nil || t.open == nil || t.below.unknown != nil {
		return
	}
	text, cells := "", 0
	for _, cell := range record.all() {
		if cell = trimBytes(unquoteExcel(trimBytes(cell))); len(cell) == 0 {
			continue
		}
		if cells++; cells > maxAccountCells || len(text)+len(cell) > maxAccountLine {
			return
		}
		text += " " + string(cell)
	}
	text = strings.TrimSpace(text)
	account := strings.TrimLeft(withoutSpaces(n.of(fold(text))), "0")
	if account == "" || slices.ContainsFunc(n.above, func(l string) bool { return strings.Contains(l, account) }) {
		return
	}
	t.below.unknown = &importers.Error{Line: line, What: fmt.Sprintf("%q names an account, and not that of the "+
		"lines above it: download each account by itself, or name a profile with --profile", text)}
}
