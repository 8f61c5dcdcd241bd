package bankcsv

// columnLine reads a line as names of columns; nil unless they name a day and an amount.
func (f *finder) columnLine(cells []string) []name {
	if len(cells) < 2 {
		return nil
	}
	days, amounts, both := 0, 0, 0
	names := make([]name, len(cells))
	for i, cell := range cells {
		if len(cell) > maxName {
			names[i] = name{raw: cell} // a sentence, or no column line at all
			continue
		}
		names[i] = f.named(cell)
		n := names[i]
		switch {
		case n.isDay() && n.isMoney():
			both++ // "Value" is an amount, or a day
		case n.isDay():
			days++
		case n.isMoney():
			amounts++
		}
	}
	if days+both == 0 || amounts+both == 0 || days+amounts+both < 2 {
		return nil
	}
	return names
}

// named is that of the vocabulary. The first lines are looked at for every separator, and many
// of their cells are the same.
func (f *finder) named(cell string) name {
	n, ok := f.names[cell]
	if !ok {
		if f.names == nil {
			f.names = map[string]name{}
		}
		n = f.words.named(cell)
		f.names[cell] = n
	}
	return n
}

// maxName is longer than the name of any column that says something.
const maxName = 80

func (n name) isDay() bool {
	return n.can(meansBooked) || n.can(meansDay) || n.can(meansDone) || n.can(meansValue)
}

func (n name) isMoney() bool {
	return n.can(meansAmount) || n.can(meansOwnAmount) || n.can(meansAmount2) || n.can(meansDebit) || n.can(meansCredit)
}

// moneyRows lists the lines with something like an amount in a column that is called so, and
// something like a day in a column that is called so.
func moneyRows(shapes *shaper, names []name, rows []sheetRow) []int {
	var out []int
	days, amounts := make([]bool, len(names)), make([]bool, len(names))
	for i, n := range names {
		days[i], amounts[i] = n.isDay(), n.isMoney()
	}
	last := "" // a cell that is a day: most lines have that of the line above
	for n, r := range rows {
		day, amount := false, false
		for i, cell := range r.cells[:min(len(r.cells), len(names))] {
			if cell == "" || day && amount {
				continue
			}
			if !day && days[i] {
				if day = cell == last; !day {
					_, day = shapes.shape(cell)
				}
				if day {
					last = cell
					continue
				}
			}
			if !amount && amounts[i] {
				amount = looksLikeAmount(cell)
			}
		}
		if day && amount {
			out = append(out, n)
		}
	}
	return out
}

// columnLineIn says whether one of the first lines names a day and an amount when it is cut so:
// the other separators are not worth cutting the whole window.
func (f *finder) columnLineIn(w window, comma byte) bool {
	for _, quotes := range [...]string{quotesDoubled, quotesBackslash, quotesLazy} {
		s := scanText(w.text, comma, quotes)
		var a arena
		var cells []string
		for range maxPreamble {
			r, err := s.next()
			if err != nil {
				break
			}
			if cells = cellsOf(r, &a, cells[:0]); f.columnLine(cells) != nil {
				return true
			}
		}
		if !s.quotes {
			break // quotes make no difference
		}
	}
	return false
}
