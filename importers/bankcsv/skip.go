package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// withoutDate takes a line that has no day: the rest of a label, a line that the profile
// knows, or what a layout whose other lines are skipped leaves out. done says that the line
// is dealt with.
func (t *table) withoutDate(record *record, line int) (done bool, err error) {
	if ok, err := t.heads(record, line); ok || err != nil {
		return ok, err
	}
	if t.continues(record) {
		t.tail.label = line
		return true, nil
	}
	if ok, err := t.takeOutside(record); ok || err != nil {
		if err == nil {
			err = t.section()
		}
		return ok, err
	}
	if !t.profile.Skips {
		return false, nil
	}
	if t.broken.line > 0 && t.broken.whole(record, t.index.cells) {
		return false, brokenLine(t.broken.line)
	}
	if x, again := t.profile.match(record); again {
		if x.columns != t.index.columns || !slices.Equal(x.text, t.index.text) {
			return false, otherColumns(line)
		}
		return true, nil
	}
	if t.movedDay(record) {
		return false, moved(line, record.len(), t.index.cells)
	}
	if !t.hasAmount(record) {
		if t.mayBeCut(record) {
			t.tail.stub = line
		}
		if t.open != nil {
			t.left.row(line)
		}
		t.seeAccount(record, line)
		return true, nil
	}
	if t.open == nil {
		if err := t.account(record, line); err != nil {
			return false, err
		}
	}
	if t.says(record, t.profile.Totals) || t.says(record, t.profile.Sums) {
		return true, t.total(record, line)
	}
	if oneOf(t.cell(record, colBookingDate), t.profile.PendingDay) {
		return true, t.announce(record)
	}
	if t.below.pending && !t.likeAmount(record) {
		return true, nil // the column line of what is below the heading
	}
	if t.pending(record) && (t.below.pending || len(t.cell(record, colStatus)) > 0 || !t.hasColumn(colStatus)) {
		amount, err := t.amount(record) // without a day and a state it may be a sum
		if err != nil {
			return false, err
		}
		t.waitBelow(amount)
		return true, t.open.wait(t.sink, amount, t.anyDay(record))
	}
	return true, t.total(record, line)
}

// broken is a line with a day that ends before its amount.
type broken struct {
	line  int // 0 for none
	cells int // of it and of the lines right below that have no day, put together
}

// whole adds a line below it, and says whether together they have the cells of a line, and an amount: a
// line end stands in the text.
func (b *broken) whole(record *record, cells int) bool {
	b.cells += record.len() - 1
	return b.cells == cells && slices.ContainsFunc(recordCells(record), looksLikeAmount)
}

// brokenLine refuses such a line.
func brokenLine(line int) error {
	return &importers.Error{Line: line, What: "the line has a day and ends before its amount, which may stand on a " +
		"line below: put texts with a line end in quotes, or download the file again"}
}

// recordCells are the cells of a record as texts.
func recordCells(record *record) (cells []string) {
	for _, cell := range record.all() {
		cells = append(cells, string(trimBytes(cell)))
	}
	return cells
}

// announce takes a line that has a word for pending in place of its day. It may never be booked,
// and which day it would be counted on nobody knows: it is named with its sum.
func (t *table) announce(record *record) error {
	amount, err := t.amount(record)
	if err != nil {
		return err
	}
	a := &t.announced
	a.n, a.currency = a.n+1, t.open.st.Currency
	a.sums.add(amount)
	return nil
}

// pending says whether the status of a line is not that of a booked one, or a word stands in
// place of its value date.
func (t *table) pending(record *record) bool {
	if t.hasColumn(colStatus) {
		if p := t.profile; oneOf(t.cell(record, colStatus), p.Unbooked) ||
			len(p.Unbooked) == 0 && !oneOf(t.cell(record, colStatus), p.Booked) {
			return true
		}
	}
	return t.below.pending || len(t.profile.PendingDay) > 0 && oneOf(t.cell(record, colValueDate), t.profile.PendingDay)
}

// remarkAnnounced says which lines were left out because they have no day yet.
func (t *table) remarkAnnounced() {
	a := t.announced
	if a.n == 0 {
		return
	}
	money := func(minor int64) reconcile.Money { return reconcile.Money{Minor: minor, Currency: a.currency} }
	t.sink.Note(fmt.Sprintf("%d announced lines have no day yet and are left out: credits of %s, "+
		"debits of %s", a.n, money(a.sums[0]), money(a.sums[1])))
}

// anyDay is the first day of a line that is not booked yet, zero where it has none.
func (t *table) anyDay(record *record) reconcile.Date {
	for _, cell := range record.all() {
		if day, err := t.day(trimBytes(cell)); err == nil {
			return day
		}
	}
	return 0
}

// hasAmount says whether an amount column of a line is filled.
func (t *table) hasAmount(record *record) bool {
	for _, i := range t.index.money {
		if i >= record.len() {
			continue
		}
		first := record.first(i)
		if '0' <= first && first <= '9' ||
			first != 0 && len(trimBytes(unquoteExcel(trimBytes(record.cell(i))))) > 0 {
			return true
		}
	}
	return false
}

func otherColumns(line int) error {
	return &importers.Error{Line: line, What: "another column line stands among the lines, and the columns " +
		"below it are others: cut the file there, and import both parts"}
}

// movedAccount says whether a line outside the table named another account or currency than that of the
// lines above it.
func (t *table) movedAccount() bool {
	if t.open == nil {
		return false
	}
	o, st := &t.outside, &t.open.st
	return o.account != "" && !sameAccount(o.account, st.Account) ||
		o.currency != "" && o.currency != st.Currency && !t.hasColumn(colCurrencyColumn)
}

// section ends the statement above a line that names another account or currency. What the lines
// outside the table said of its balances is not the next one's.
func (t *table) section() error {
	if !t.movedAccount() {
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
	err := t.end()
	t.outside.opening, t.outside.closing, t.outside.date = lineBalance{}, lineBalance{}, 0
	return err
}

// noEntry takes a line with a day that is no entry: without an amount, or a balance.
func (t *table) noEntry(record *record, line int) (done bool, err error) {
	if t.profile.NoHeader {
		if ok, err := t.takeOutside(record); ok || err != nil {
			return ok, err // a balance among lines that no column line tells apart
		}
	}
	opening, closing := t.says(record, t.profile.Opening), t.says(record, t.profile.Closing)
	plain := false
	if !opening && !closing && t.hasAmount(record) {
		if t.isSum(record) {
			return true, nil
		}
		if plain = t.isPlain(record); !plain {
			return false, nil
		}
	}
	if err := t.account(record, line); err != nil {
		return false, err
	}
	if err := t.flush(); err != nil {
		return false, err
	}
	if len(t.moneyCell(record, colBalance)) > 0 {
		m, err := t.minor(record, colBalance)
		if err != nil {
			return false, err
		}
		t.open.chain.check(m, 0, line)
		return true, nil
	}
	if !t.hasAmount(record) {
		if !slices.ContainsFunc(t.index.money, func(i int) bool { return i < record.len() }) {
			t.broken = broken{line, record.len()}
		}
		return true, nil
	}
	m, err := t.figure(record)
	if err != nil {
		return false, err
	}
	if plain {
		t.open.takePlain(m, balanceLine{line: line, text: t.plainText(record)})
		return true, nil
	}
	text, only := t.balanceText(record)
	t.open.takeBalance(m, opening, balanceLine{line: line, text: text, plain: only})
	return true, nil
}

// isSum says whether a line with a day is one of sums: it says so, no balance stands behind it,
// and the amounts are those of the credits and debits above it.
func (t *table) isSum(record *record) bool {
	if len(t.profile.Totals) == 0 || t.open == nil || len(t.moneyCell(record, colBalance)) > 0 ||
		!t.says(record, t.profile.Totals) {
		return false
	}
	sums := t.open.sums
	if t.hasColumn(colDebit) && len(t.moneyCell(record, colDebit)) > 0 &&
		len(t.moneyCell(record, colCredit)) > 0 {
		debit, err := t.minor(record, colDebit)
		credit, err2 := t.minor(record, colCredit)
		return err == nil && err2 == nil && abs(debit) == sums[1] && credit == sums[0]
	}
	m, err := t.figure(record)
	return err == nil && m != 0 && (m == sums[0] || m == -sums[1])
}

// total keeps the amounts of a line without a day until the end of the statement, unless the
// line says that it is a total or a balance.
func (t *table) total(record *record, line int) error {
	if err := t.flush(); err != nil {
		return err
	}
	switch {
	case t.says(record, t.profile.Totals), t.says(record, t.profile.Opening), t.says(record, t.profile.Closing):
		t.besideLines(record)
		return nil
	case t.says(record, t.profile.Sums):
		return t.sumLine(record, line)
	}
	if day := t.cell(record, colBookingDate); newShaper().isDate(day) {
		return t.inColumn(colBookingDate, fmt.Errorf("date %q: want %s", day, t.profile.Date))
	}
	for _, col := range [...]column{colAmount, colDebit, colCredit} {
		if cell := t.moneyCell(record, col); len(cell) == 0 || !looksLikeAmount(string(cell)) {
			continue // a word in the place of an amount is no money
		}
		m, err := t.minor(record, col)
		if err != nil {
			return err
		}
		b := t.open
		if len(b.claims) == maxClaims {
			return fmt.Errorf("more than %d amounts without a date", maxClaims)
		}
		b.claims = append(b.claims, claim{line: line, column: t.name(col), minor: m})
	}
	return nil
}

// says whether some cell of the line begins with one of the folded words.
func (t *table) says(record *record, words []string) bool {
	if len(words) == 0 {
		return false
	}
	for i := range record.len() {
		cell := record.cell(i)
		if len(cell) == 0 || len(cell) > 1024 {
			continue
		}
		for _, w := range words {
			if foldedPrefix(cell, w) {
				return true
			}
		}
	}
	return false
}
