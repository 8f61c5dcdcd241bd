package bankcsv

import "slices"

// A profile with "forms: detected" says of a bank only what its files do not: which lines
// are booked, which reference stays the same for ever, how labels are built. Separator,
// character set, forms of dates and amounts, signs and balances are found out from each file,
// since banks change them between two releases, and what the profile says of columns wins.

// hinted gives the place of a column that the bank's profile names, -1 for none.
func (f *finder) hinted(c column) int {
	if f.hint == nil || f.hint.Columns[c] == "" {
		return -1
	}
	return f.placeOf(f.hint.Columns[c])
}

// placeOf finds a column by its name.
func (f *finder) placeOf(name string) int {
	if i, ok := place(name); ok {
		return i
	}
	return slices.IndexFunc(f.sheet.raw, func(s string) bool { return fold(s) == fold(name) })
}

// applyHint takes over what the bank's profile says.
func (f *finder) applyHint() error {
	h := f.hint
	if h == nil {
		return nil
	}
	p := f.p
	p.Name, p.Title, p.Stable = h.Name, h.Title, h.Stable
	p.Tags, p.Words, p.LabelWidth, p.FromName = h.Tags, h.Words, h.LabelWidth,
		h.FromName
	for c := range columnCount {
		i := f.hinted(c)
		switch c {
		case colBookingDate, colAmount, colDebit, colCredit, colBalance, colCurrencyColumn, colCreditCurrency:
			continue // those are proved, and the finder was told before
		case colFee:
			if f.balance.col >= 0 {
				continue // the balance has said whether fees move it, or the hint was heard
			}
		}
		if i < 0 {
			continue
		}
		if c == colValueDate && !f.mostlyDays(i, f.money.entries) {
			continue
		}
		f.setColumn(c, i)
		if c == colStatus {
			p.Unbooked = nil
		}
	}
	if len(h.Booked) > 0 && p.Columns[colStatus] != "" {
		for _, word := range h.Booked {
			if !slices.Contains(p.Booked, word) {
				p.Booked = append(p.Booked, word)
			}
		}
	}
	if len(h.Text) > 0 {
		p.Text = nil
		p.More = slices.DeleteFunc(p.More, func(name string) bool {
			_, unnamed := place(name)
			return !unnamed
		})
		for _, name := range h.Text {
			if i := f.placeOf(name); i >= 0 {
				p.Text = append(p.Text, f.columnName(i))
			}
		}
	}
	f.reason("profile", h.Name, "its columns stand in the file")
	return nil
}
