package bankcsv

// untitledRows bounds the lines that are looked at for what stands in a column without a name.
const untitledRows = 64

// untitled gives columns without a name the meaning of the name beside them: where the currencies
// stand below the name of the amount, the amounts are in the next column; and currencies that
// stand right of the amounts are theirs.
func (f *finder) untitled(names []name, rows []sheetRow) {
	rows = rows[:min(len(rows), untitledRows)]
	for i := range len(names) - 1 {
		n, next := &names[i], &names[i+1]
		money := n.isMoney() && !n.isDay() || n.can(meansBalance) || n.can(meansAvailable)
		if !money || next.raw != "" || len(next.means) > 0 {
			continue
		}
		switch {
		case allOf(rows, i, isCurrencyCode) && allOf(rows, i+1, looksLikeAmount):
			n.means, next.means = []meaning{meansCurrency}, n.means
		case allOf(rows, i, looksLikeAmount) && allOf(rows, i+1, isCurrencyCode):
			next.means = []meaning{meansCurrency}
		}
	}
}

// allOf says whether something holds for all cells of a column, where some are filled. Rows of
// fewer cells are none of the table.
func allOf(rows []sheetRow, col int, ok func(cell string) bool) bool {
	some := false
	for _, r := range rows {
		cell := r.at(col)
		if cell == "" {
			continue
		}
		if !ok(cell) {
			return false
		}
		some = true
	}
	return some
}

func isCurrencyCode(cell string) bool { return currencyCode(cell) != "" }
