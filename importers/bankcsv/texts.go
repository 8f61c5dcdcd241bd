package bankcsv

import (
	"strings"
)

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

// findTexts gives the columns of names and texts to the profile. What is left without a
// meaning and holds words is text too: a payer's reference is never dropped.
func (f *finder) findTexts() error {
	used := f.usedColumns()
	for _, pair := range partyColumns() {
		for i, n := range f.sheet.names {
			if !used[i] && n.can(pair.m) && f.p.Columns[pair.c] == "" && f.holdsWords(i) {
				used[i] = true
				f.setColumn(pair.c, i)
				f.reason(pair.c.String(), n.raw, "its name")
			}
		}
	}
	width := 0
	for _, r := range f.money.entries {
		width = max(width, len(f.sheet.rows[r].cells))
	}
	var texts []string
	for i := range width {
		named := i < len(f.sheet.names) && len(f.sheet.names[i].means) > 0
		text := named && (f.sheet.names[i].can(meansText) || f.sheet.names[i].can("name") ||
			f.sheet.names[i].can("reference"))
		if !used[i] && (text || !named) && f.holdsWords(i) {
			f.p.Text = append(f.p.Text, f.columnName(i))
			texts = append(texts, f.columnName(i))
		}
	}
	if len(texts) > 0 {
		f.reason("text", strings.Join(texts, ", "), "their names, or they hold words and nothing else "+
			"names them")
	}
	return nil
}

// usedColumns marks the columns of days, amounts and the like.
func (f *finder) usedColumns() map[int]bool {
	used := map[int]bool{}
	for _, i := range [...]int{f.dates.day, f.dates.value, f.money.amount, f.money.debit,
		f.money.credit, f.money.side, f.money.currencyAt, f.accountCol, f.balance.col, f.balance.fee} {
		if i >= 0 {
			used[i] = true
		}
	}
	return used
}

// holdsWords says whether some entry has a letter or a long number in a column.
func (f *finder) holdsWords(col int) bool {
	for _, r := range f.money.entries {
		cell := f.sheet.rows[r].at(col)
		if cell == "" || looksLikeAmount(cell) && len(cell) < 9 {
			continue
		}
		if _, day := f.dates.shapes.shape(cell); !day {
			return true
		}
	}
	return false
}
