package bankcsv

// twoRows reads the names of columns over two rows: Montant, and below it débit and crédit, or the
// currency. It is nil where the second row is none of names.
func (f *finder) twoRows(rows []sheetRow) []name {
	if len(rows) < 3 {
		return nil
	}
	above, below := rows[0], rows[1]
	filled, known := 0, false
	names := make([]name, max(len(above.cells), len(below.cells)))
	group := ""
	for i := range names {
		cell := below.at(i)
		if len(cell) > maxName || digitsIn(cell) > 0 || looksLikeAmount(cell) {
			return nil
		}
		if above.at(i) != "" {
			group = above.at(i)
		}
		names[i] = f.named(above.at(i))
		if cell == "" {
			continue
		}
		filled++
		for _, text := range [...]string{group + " " + cell, cell} {
			if n := f.named(text); len(n.means) > 0 || n.currency != "" {
				names[i], known = n, true
				break
			}
		}
	}
	if filled < 2 || filled*3 < filledCells(above) || !known || f.columnLine(rows[2].cells) != nil {
		return nil
	}
	days, amounts := false, false
	for _, n := range names {
		days, amounts = days || n.isDay(), amounts || n.isMoney()
	}
	if !days || !amounts {
		return nil
	}
	return names
}

// withoutDashes empties the cells of amounts in which a dash says that there is none.
func (f *finder) withoutDashes() {
	for i, n := range f.sheet.names {
		if !n.isMoney() && !n.can(meansBalance) && !n.can(meansAvailable) && !n.can(meansFee) {
			continue
		}
		for _, r := range f.sheet.rows {
			if i < len(r.cells) && len(r.cells[i]) <= maxDash && isDash(r.cells[i]) {
				r.cells[i] = ""
			}
		}
	}
}
