package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// findLines reads the lines above and below the table for what they say of the account, its
// currency, the period and the balances, and writes a pattern for each such line.
func (f *finder) findLines() error {
	for _, r := range f.sheet.above {
		f.outsideLine(r)
	}
	if f.p.NoHeader && f.balance.proved() {
		f.listLine()
	}
	last := 0
	for i, r := range f.sheet.rows {
		if _, ok := f.words.shapes.shape(r.at(f.dates.day)); ok && f.isEntry(i) {
			last = i
		}
	}
	if f.sheet.whole {
		for _, r := range f.sheet.rows[min(last+1, len(f.sheet.rows)):] {
			if !f.isTable(r) {
				f.outsideLine(r)
			}
		}
	}
	return nil
}

// isTable says whether a line below the table still has its form: an amount or the rest of a
// label.
func (f *finder) isTable(r sheetRow) bool {
	_, day := f.words.shapes.shape(r.at(f.dates.day))
	return day
}

// outsideLine finds what one line says, and adds its pattern.
func (f *finder) outsideLine(r sheetRow) {
	whole := fold(strings.Join(r.cells, " "))
	whole = strings.TrimLeft(whole, "#* \"'")
	if whole == "" || len(whole) > 400 {
		return
	}
	var marks []mark
	seen := func(field string) bool {
		return slices.ContainsFunc(marks, func(m mark) bool { return m.field == field })
	}
	for i, cell := range r.cells {
		label := f.labelOf(r, i)
		account := f.accountMark(cell, label)
		switch {
		case account != "" && f.accountCol < 0 && !f.said("account"):
			marks = append(marks, mark{i, account, "account"})
			if c := f.currencyBehind(cell, account); c != "" && f.money.currency == reconcile.NoCurrency {
				marks = append(marks, mark{i, c, "currency"})
				f.takeCurrency(c, r.line)
			}
		case f.words.begins("currency", label) != "" && f.money.currency == reconcile.NoCurrency:
			if c := lastWord(cell); f.currencyWord(c) != "" {
				marks = append(marks, mark{i, c, "currency"})
				f.takeCurrency(c, r.line)
			}
		}
	}
	marks = append(marks, f.periodMarks(r)...)
	if kind := f.balanceKind(whole); kind != "" && !f.said(kind) {
		marks = append(marks, f.balanceMarks(r, kind)...)
	}
	if len(marks) == 0 || seen("") {
		return
	}
	f.addLine(r, marks)
}

// currencyBehind finds the code of the currency right behind an account, or behind a word for
// currency in the same cell.
func (f *finder) currencyBehind(cell, account string) string {
	_, rest, _ := strings.Cut(cell, account)
	beside := true
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" :;,.=()/-", r) }) {
		if c := currencyCode(w); beside && c != "" && string(c) == w {
			return w
		}
		beside = f.words.is("currency", w)
	}
	return ""
}

// mark is a value in a line and the placeholder that stands for it in a pattern.
type mark struct {
	cell  int
	text  string
	field string
}

// labelOf gives what introduces a cell: its own words before the value, or the cell before it.
func (f *finder) labelOf(r sheetRow, i int) string {
	label := strings.TrimLeft(fold(r.cells[i]), "#*\"' ")
	if j := i - 1; f.bare(r.cells[i]) && j >= 0 {
		label = strings.TrimLeft(fold(r.cells[j]), "#*\"' ")
	}
	return label
}

// bare says whether a cell is a value without a word of its own.
func (f *finder) bare(cell string) bool {
	_, day := f.words.shapes.shape(cell)
	return day || looksLikeAmount(cell) || f.currencyWord(cell) != "" ||
		reconcile.ValidIBAN(reconcile.CompactAccount(cell)) ||
		!strings.ContainsAny(cell, ":") && digitsIn(cell) > 4
}

func digitsIn(s string) int {
	n := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// hasDigit says whether there is a digit in s.
func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// currencyWord reads a code, a sign or an everyday name of a currency.
func (f *finder) currencyWord(s string) reconcile.Currency {
	if c, err := reconcile.ParseCurrency(s); err == nil {
		return c
	}
	return currencySign(s)
}

func lastWord(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return strings.Trim(words[len(words)-1], `"'=;,`)
}

// takeCurrency settles the currency that a line names.
func (f *finder) takeCurrency(word string, line int) {
	f.money.currency = f.currencyWord(word)
	f.money.exp, _ = exponent(f.money.currency)
	f.reason("currency", string(f.money.currency), "line %d names it", line)
}

// accountMark finds an account in a cell: an IBAN, or a number behind a word for account.
func (f *finder) accountMark(cell, label string) string {
	text := cell
	for {
		if c := reconcile.CompactAccount(text); reconcile.ValidIBAN(c) {
			return text
		}
		i := strings.IndexAny(text, " :/;=\"")
		if i < 0 {
			break
		}
		text = trimSpaces(strings.Trim(text[i+1:], `"'=`))
	}
	for _, w := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" :;,=\"'()", r) }) {
		if reconcile.ValidIBAN(reconcile.CompactAccount(w)) {
			return w // words stand behind it
		}
	}
	if f.words.begins("account", label) == "" {
		return ""
	}
	text = cell
	if i := strings.LastIndexAny(cell, ":;"); i >= 0 {
		text = trimSpaces(cell[i+1:])
	}
	if i := strings.Index(text, " - "); i > 0 {
		text = text[:i]
	}
	compact := reconcile.CompactAccount(text)
	if len(compact) < 5 || len(compact) > 34 || digitsIn(compact) < 4 || digitsIn(compact)*2 < len(compact) ||
		strings.ContainsAny(text, "*") {
		return ""
	}
	if _, day := f.words.shapes.shape(text); day {
		return ""
	}
	return text
}

// said says whether a pattern already has a placeholder.
func (f *finder) said(field string) bool {
	for _, l := range f.p.Lines {
		for _, x := range l.fields {
			if strings.TrimPrefix(strings.TrimPrefix(x, "dot "), "comma ") == field {
				return true
			}
		}
	}
	return false
}

// addLine writes the pattern of a line and gives it to the profile, if it finds the values
// again.
func (f *finder) addLine(r sheetRow, marks []mark) {
	cells := slices.Clone(r.cells)
	for i, c := range cells {
		if strings.ContainsAny(c, "{}") {
			return
		}
		if len(c) == 0 {
			cells[i] = ""
		}
	}
	var what []string
	for _, m := range marks {
		at := strings.LastIndex(cells[m.cell], m.text)
		if at < 0 {
			return
		}
		cells[m.cell] = cells[m.cell][:at] + "{" + m.field + "}" + cells[m.cell][at+len(m.text):]
		what = append(what, m.field)
	}
	for i, c := range cells {
		if i > 0 && !strings.Contains(c, "{") && digitsIn(c) > 0 {
			cells[i] = "{any}" // what changes from file to file
		}
	}
	text := strings.TrimRight(strings.Join(cells, string(f.p.Separator)), " ;,\t|")
	if text == "" || text[0] == '#' || strings.ContainsAny(text, "\n\r") {
		if text == "" || strings.ContainsAny(text, "\n\r") {
			return
		}
	}
	l, err := compileLine(text)
	if err != nil || !l.re.MatchString(fold(strings.Join(r.cells, string(f.p.Separator)))) {
		return
	}
	f.p.Lines = append(f.p.Lines, l)
	f.reason("line", text, "line %d of the file says %s", r.line, strings.Join(what, ", "))
}
