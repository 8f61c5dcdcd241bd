package bankcsv

import "strings"

// partyColumns pairs the meanings of columns that say who and why with the columns of a
// profile.
func partyColumns() []struct {
	m meaning
	c column
} {
	return []struct {
		m meaning
		c column
	}{{"name", colPayerName}, {"iban", colPayerIBAN}, {"bic", colPayerBIC}, {"e2e", colEndToEnd},
		{"mandate", colMandate}, {"reference", colReference}, {"type", colType}}
}

// findTexts gives the columns of names and texts to the profile. It goes by the names of the
// columns alone and never by what stands in them: the text is part of what a line is known
// by, and the same line must have the same text in the next file of the bank, whatever else
// that file holds. A column that nobody knows is text as far as it holds words.
func (f *finder) findTexts() error {
	used := f.usedColumns()
	for _, pair := range partyColumns() {
		for i, n := range f.sheet.names {
			if !used[i] && n.can(pair.m) && !n.can(meansText) && f.p.Columns[pair.c] == "" {
				used[i] = true
				f.setColumn(pair.c, i)
				f.reason(pair.c.String(), n.raw, "its name")
			}
		}
	}
	width := 0
	for _, w := range f.dates.written {
		width = max(width, filledCells(f.sheet.rows[w.row]))
	}
	for i, n := range f.sheet.names {
		if n.raw != "" {
			width = max(width, i+1)
		}
	}
	for i := range width {
		var n name
		if i < len(f.sheet.names) {
			n = f.sheet.names[i]
		}
		switch {
		case used[i] || n.can(meansNever):
		case n.can(meansSide), len(n.means) == 0:
			f.p.More = append(f.p.More, f.columnName(i))
		case n.can(meansText), n.can("name"), n.can("reference"), n.can("type"):
			f.p.Text = append(f.p.Text, f.columnName(i))
		}
	}
	if len(f.p.Text) > 0 {
		f.reason("text", strings.Join(f.p.Text, ", "), "their names")
	}
	if len(f.p.More) > 0 {
		f.reason("more text", strings.Join(f.p.More, ", "), "nothing names them: their words are text")
	}
	return nil
}

// usedColumns marks the columns of days, amounts and the like. The column of the direction
// may name the kind of line too.
func (f *finder) usedColumns() map[int]bool {
	used := map[int]bool{}
	for i, n := range f.sheet.names {
		switch {
		case n.isDay(), n.isMoney(), n.can(meansBalance), n.can(meansAvailable), n.can(meansFee),
			n.can(meansCurrency), n.can(meansStatus), n.can(meansVoucher):
			used[i] = !n.can(meansText)
		}
	}
	for _, i := range [...]int{f.dates.day, f.dates.value, f.money.amount, f.money.debit,
		f.money.credit, f.money.currencyAt, f.money.creditCurrencyAt, f.accountCol, f.balance.col, f.balance.fee} {
		if i >= 0 {
			used[i] = true
		}
	}
	return used
}
