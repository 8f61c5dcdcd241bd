package bankcsv

import (
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// row takes one record below the column line.
func (t *table) row(record *record, line int) error {
	x := t.index
	t.tail.line, t.tail.label, t.tail.stub, t.tail.blank = 0, 0, 0, false
	day, dateErr := t.day(t.cell(record, colBookingDate))
	if dateErr == nil {
		t.above = day
	} else if t.dayAbove(record) {
		day, dateErr = t.above, nil
	}
	width := record.len()
	if dateErr != nil || width > x.width {
		if width = filled(record); width == 0 {
			t.broken = broken{}
			t.tail.blank = record.len() > 1 && record.len() < x.cells
			return nil
		}
	}
	if dateErr == nil {
		t.tail.note(record, line, t.scan.near())
	} else if done, err := t.withoutDate(record, line); done || err != nil {
		return err
	}
	switch {
	case width > x.width:
		return fmt.Errorf("%d cells where the column line has %d: a separator inside a text "+
			"needs quotes", width, x.width)
	case record.len() < x.least:
		return fmt.Errorf("%d cells where the column line has %d: the line is cut", record.len(),
			x.width)
	case dateErr != nil:
		return t.inColumn(colBookingDate, dateErr)
	}
	if err := t.sameWidth(record, line); err != nil {
		return err
	}
	if t.profile.Skips {
		t.wordsOfEnd()
		if t.profile.leavesOut() || !t.hasAmount(record) {
			if done, err := t.noEntry(record, line); done || err != nil {
				return err
			}
		}
	}
	return t.entry(record, day, line)
}

// dayAbove says whether a line is an entry that has the day of the line above.
func (t *table) dayAbove(record *record) bool {
	p := t.profile
	return p.DayAbove && t.open != nil && len(t.cell(record, colBookingDate)) == 0 && t.hasAmount(record) &&
		!t.says(record, p.Totals) && !t.says(record, p.Sums) && !t.says(record, p.Opening) && !t.says(record, p.Closing)
}

// day reads a date. While the order of day and month is not settled, it only has to be a
// date in one of the two.
func (t *table) day(s []byte) (reconcile.Date, error) { return t.dayIn(s, &t.dates) }

func (t *table) dayIn(s []byte, form *dateForm) (reconcile.Date, error) {
	if !t.undated {
		return form.parse(s)
	}
	if !t.shapes.isDate(s) {
		return 0, fmt.Errorf("date %q is not a date", s)
	}
	return 0, nil
}

// entry reads a line of the table.
func (t *table) entry(record *record, day reconcile.Date, line int) error {
	if err := t.account(record, line); err != nil {
		return err
	}
	if t.below.unknown != nil {
		return t.below.unknown
	}
	t.left.entry()
	t.broken = broken{}
	amount, err := t.amount(record)
	if err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	if t.pending(record) {
		t.waitBelow(amount)
		return t.open.wait(t.sink, amount, day)
	}
	t.open.count(amount)
	e := reconcile.Entry{Account: t.open.st.Account, BookingDate: day, Line: line,
		Amount: t.open.money(amount), Details: t.arena.detail()}
	if err := t.fill(record, &e); err != nil {
		return err
	}
	if t.profile.Continues {
		t.waiting, t.waits = e, true
		return nil
	}
	return t.complete(&e)
}

// fill reads what a line says besides its day and its amount.
func (t *table) fill(record *record, e *reconcile.Entry) error {
	d := &e.Details[0]
	if t.hasColumn(colReference) {
		e.Reference = t.text(record, colReference)
		e.Stable = t.profile.Stable && e.Reference != ""
	}
	if s := t.cell(record, colValueDate); len(s) > 0 {
		day, err := t.dayIn(s, &t.values)
		if err != nil {
			return t.inColumn(colValueDate, err)
		}
		e.ValueDate = day
	}
	if t.hasColumn(colFee) {
		if err := t.fee(record, e, d); err != nil {
			return err
		}
	}
	d.Amount = e.Amount
	if err := t.open.chain.add(e.Amount.Minor, e.BookingDate); err != nil {
		return err
	}
	if t.hasColumn(colOpening) && t.hasColumn(colClosing) {
		if err := t.statedPair(record, e); err != nil {
			return err
		}
	}
	if s := t.moneyCell(record, colBalance); len(s) > 0 {
		balance, err := t.minorOf(s, colBalance)
		if err != nil {
			return err
		}
		if t.hasColumn(colBalanceSide) && oneOf(t.cell(record, colBalanceSide), t.profile.DebitWord) {
			balance = -abs(balance)
		}
		if t.profile.BalanceBefore {
			balance += e.Amount.Minor
		}
		t.open.chain.check(balance, e.Amount.Minor, e.Line)
		t.open.gaps, t.open.bare = t.open.gaps || t.open.bare > 0, 0
	} else if t.open.bare == 0 {
		t.open.bare = e.Line
	}
	if t.index.party {
		t.party(record, d)
	}
	if t.hasColumn(colType) {
		e.Text = t.text(record, colType)
	}
	for _, i := range t.index.text {
		if i < record.len() {
			t.addPieces(unquoteExcel(record.cell(i)))
		}
	}
	for _, i := range t.index.more {
		if i < record.len() && t.isWords(record.cell(i)) {
			t.addPieces(unquoteExcel(record.cell(i)))
		}
	}
	return nil
}

// party reads who stands on the other side and what identifies the payment.
func (t *table) party(record *record, d *reconcile.Detail) {
	d.EndToEndID = endToEnd(t.text(record, colEndToEnd))
	d.MandateID = t.text(record, colMandate)
	d.Payer.Name = t.text(record, colPayerName)
	if iban := t.cell(record, colPayerIBAN); len(iban) > 0 {
		d.Payer.IBAN = reconcile.CompactAccount(t.arena.keep(iban))
	}
	d.Payer.BIC = t.text(record, colPayerBIC)
}

// inColumn adds the column's name to an error.
func (t *table) inColumn(c column, err error) error {
	return fmt.Errorf("column %q: %w", t.name(c), err)
}
