package bankcsv

import (
	"fmt"
	"strings"
)

// withoutDate takes a line that has no day: the rest of a label, a line that the profile
// knows, or what a layout whose other lines are skipped leaves out. done says that the line
// is dealt with.
func (t *table) withoutDate(record *record, line int) (done bool, err error) {
	if t.continues(record) {
		return true, nil
	}
	if ok, err := t.takeOutside(record); ok || err != nil {
		return ok, err
	}
	if !t.profile.Skips {
		return false, nil
	}
	if _, again := t.profile.match(record); again {
		return true, t.section()
	}
	if !t.hasAmount(record) {
		return true, nil
	}
	if t.open == nil {
		if err := t.account(record, line); err != nil {
			return false, err
		}
	}
	announced := t.hasColumn(colStatus) && !oneOf(t.cell(record, colStatus), t.profile.Booked)
	if announced || oneOf(t.cell(record, colBookingDate), t.profile.PendingDay) {
		amount, err := t.amount(record)
		if err != nil {
			return false, err
		}
		return true, t.open.wait(t.sink, amount, 0)
	}
	return true, t.total(record)
}

// hasAmount says whether an amount column of a line is filled.
func (t *table) hasAmount(record *record) bool {
	for _, c := range [...]column{colAmount, colDebit, colCredit} {
		if len(t.cell(record, c)) > 0 {
			return true
		}
	}
	return false
}

// section begins another table of the same columns: the lines above it may have named
// another account.
func (t *table) section() error {
	if t.open == nil || t.outside.account == "" || sameAccount(t.outside.account, t.open.st.Account) {
		return nil
	}
	t.raw[0] = t.raw[0][:0]
	if err := t.flush(); err != nil {
		return err
	}
	if t.profile.Mixed {
		t.open = nil
		return nil
	}
	return t.end()
}

// noEntry takes a line with a day that is no entry: without an amount, or a balance.
func (t *table) noEntry(record *record, line int) (done bool, err error) {
	opening, closing := t.startsWith(record, t.profile.Opening), t.startsWith(record, t.profile.Closing)
	if !opening && !closing && t.hasAmount(record) {
		return false, nil
	}
	if err := t.account(record, line); err != nil {
		return false, err
	}
	if err := t.flush(); err != nil {
		return false, err
	}
	if len(t.cell(record, colBalance)) > 0 {
		m, err := t.minor(record, colBalance)
		if err != nil {
			return false, err
		}
		t.open.chain.check(m, 0, line)
		return true, nil
	}
	if !t.hasAmount(record) {
		return true, nil
	}
	m, err := t.amount(record)
	if err != nil {
		return false, err
	}
	if opening {
		t.open.opening = &m
	} else {
		t.open.closing = &m
	}
	return true, nil
}

// startsWith says whether a text of the line begins with one of the folded words.
func (t *table) startsWith(record *record, words []string) bool {
	if len(words) == 0 {
		return false
	}
	for _, i := range t.index.text {
		if i >= record.len() || len(record.cell(i)) > 1024 {
			continue
		}
		text := fold(string(record.cell(i)))
		for _, w := range words {
			if strings.HasPrefix(text, w) {
				return true
			}
		}
	}
	return false
}

// total takes an amount on a line without a day. It has to be nothing, or what the lines
// above it add up to: an amount that no day and no sum explains refuses the file.
func (t *table) total(record *record) error {
	if err := t.flush(); err != nil {
		return err
	}
	b := t.open
	for _, col := range [...]column{colAmount, colDebit, colCredit} {
		if cell := t.cell(record, col); len(cell) == 0 || !looksLikeAmount(string(cell)) {
			continue // a word in the place of an amount is no money
		}
		m, err := t.minor(record, col)
		if err != nil {
			return err
		}
		v := abs(m)
		known := v == 0 || b.chain.isBalance(m)
		switch col {
		case colDebit:
			known = known || v == b.sums[1]
		case colCredit:
			known = known || v == b.sums[0]
		default:
			known = known || v == b.sums[0] || v == b.sums[1] ||
				v == abs(b.sums[0]-b.sums[1])
		}
		if !known {
			return t.inColumn(col, fmt.Errorf("amount %s has no date and is not the sum of the "+
				"lines above it: a line is missing, or the date of this one",
				b.money(m).Decimal()))
		}
	}
	return nil
}
