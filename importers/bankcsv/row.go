package bankcsv

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// row takes one record below the column line.
func (t *table) row(record []string, line int) error {
	x := t.index
	width := len(record)
	for width > 0 && trimSpaces(record[width-1]) == "" {
		width--
	}
	if width == 0 {
		return nil
	}
	day, dateErr := reconcile.Date(0), errors.New("the line is too short")
	if x.columns[colBookingDate] < width {
		day, dateErr = parseDate(t.cell(record, colBookingDate), t.profile.Date)
	}
	if dateErr != nil {
		if t.continues(record) {
			return nil
		}
		if ok, err := t.outside.take(t.profile, record, line); ok || err != nil {
			return err
		}
	}
	switch {
	case width > x.width:
		return fmt.Errorf("%d cells where the column line has %d: a separator inside a text "+
			"needs quotes", width, x.width)
	case len(record) < x.width:
		return fmt.Errorf("%d cells where the column line has %d: the line is cut", len(record),
			x.width)
	case dateErr != nil:
		return t.inColumn(colBookingDate, dateErr)
	}
	t.noteEnd(record, line)
	return t.entry(record, day, line)
}

// entry reads a line of the table.
func (t *table) entry(record []string, day reconcile.Date, line int) error {
	if err := t.account(record, line); err != nil {
		return err
	}
	currency := t.open.Currency
	amount, err := t.amount(record, currency)
	if err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	if s := t.cell(record, colStatus); t.hasColumn(colStatus) &&
		!slices.ContainsFunc(t.profile.Booked, func(b string) bool { return fold(b) == fold(s) }) {
		return t.sink.Pending(amount)
	}
	e := &t.waiting
	*e = reconcile.Entry{Account: t.open.Account, BookingDate: day, Amount: amount, Line: line,
		Reference: t.cell(record, colReference)}
	e.Stable = t.profile.Stable && e.Reference != ""
	if s := t.cell(record, colValueDate); s != "" {
		if e.ValueDate, err = parseDate(s, t.profile.Date); err != nil {
			return t.inColumn(colValueDate, err)
		}
	}
	var balance *reconcile.Money
	if s := t.cell(record, colBalance); s != "" {
		m, err := t.form().parse(s, currency)
		if err != nil {
			return t.inColumn(colBalance, err)
		}
		balance = &m
	}
	if err := t.chain.add(amount, balance, day, line); err != nil {
		return err
	}
	e.Details = []reconcile.Detail{{Amount: amount,
		EndToEndID: endToEnd(t.cell(record, colEndToEnd)),
		MandateID:  t.cell(record, colMandate),
		Payer: reconcile.Party{Name: t.cell(record, colPayerName),
			IBAN: reconcile.CompactAccount(t.cell(record, colPayerIBAN)),
			BIC:  t.cell(record, colPayerBIC)}}}
	e.Text = t.cell(record, colType)
	t.waits, t.pieces = true, t.pieces[:0]
	for _, i := range t.index.text {
		t.pieces = append(t.pieces, joinPieces(unquoteExcel(record[i]), t.profile.LabelWidth)...)
	}
	return nil
}

// continues adds a row that has nothing but text to the label above it.
func (t *table) continues(record []string) bool {
	if !t.profile.Continues || !t.waits || len(record) < t.index.width {
		return false
	}
	var pieces []string
	for i, cell := range record {
		switch {
		case slices.Contains(t.index.text, i):
			pieces = append(pieces, joinPieces(cell, t.profile.LabelWidth)...)
		case trimSpaces(cell) != "":
			return false
		}
	}
	t.pieces = append(t.pieces, pieces...)
	return true
}

// flush completes the entry that waits and gives it to the sink.
func (t *table) flush() error {
	if !t.waits {
		return nil
	}
	t.waits = false
	e := &t.waiting
	d := &e.Details[0]
	credit := e.Amount.Minor > 0
	l := t.profile.parseLabel(t.pieces)
	if t.hasColumn(colType) {
		if code, _ := t.profile.code(e.Text, credit); code != "" {
			e.Code = code
		} else {
			e.Code = e.Text
		}
		d.Text = slices.Clone(t.pieces)
		return t.sink.Entry(*e)
	}
	if len(t.profile.Tags) == 0 {
		e.Code, _ = t.profile.code(strings.Join(t.pieces, " "), credit)
		d.Text = slices.Clone(t.pieces)
		return t.sink.Entry(*e)
	}
	code, known := t.profile.code(l.head, credit)
	e.Code = code
	switch {
	case known || len(l.text) > 0:
		e.Text = l.head
	case l.head != "":
		l.text = []string{l.head}
	}
	d.Text = l.text
	if l.name != "" {
		d.Payer.Name = l.name
		e.Text = strings.TrimSpace(e.Text + " " + l.mark + " " + l.name)
	}
	if d.EndToEndID == "" {
		d.EndToEndID = endToEnd(l.e2e)
	}
	return t.sink.Entry(*e)
}

// amount reads the one amount column or the pair, and the direction.
func (t *table) amount(record []string, c reconcile.Currency) (reconcile.Money, error) {
	if t.hasColumn(colDebit) {
		return t.pair(record, c)
	}
	m, err := t.form().parse(t.cell(record, colAmount), c)
	if err != nil {
		return m, t.inColumn(colAmount, err)
	}
	if !t.hasColumn(colSide) {
		return m, nil
	}
	switch side := fold(t.cell(record, colSide)); {
	case side == fold(t.profile.CreditWord):
		if m.Minor < 0 {
			return m, t.inColumn(colAmount, fmt.Errorf("amount %s is negative on a credit", m))
		}
		return m, nil
	case side == fold(t.profile.DebitWord):
		return m.Abs().Neg(), nil
	default:
		return m, t.inColumn(colSide, fmt.Errorf("%q is neither %q nor %q", side,
			t.profile.CreditWord, t.profile.DebitWord))
	}
}

// pair reads a debit and a credit column: one of them is filled, and the column gives the
// direction.
func (t *table) pair(record []string, c reconcile.Currency) (reconcile.Money, error) {
	var read [2]*reconcile.Money
	for i, field := range [...]column{colDebit, colCredit} {
		s := t.cell(record, field)
		if s == "" {
			continue
		}
		m, err := t.form().parse(s, c)
		if err != nil {
			return m, t.inColumn(field, err)
		}
		read[i] = &m
	}
	debit, credit := read[0], read[1]
	switch {
	case debit == nil && credit == nil:
		return reconcile.Money{}, errors.New("neither debit nor credit is filled")
	case debit != nil && credit != nil && !debit.IsZero() && !credit.IsZero():
		return reconcile.Money{}, errors.New("both debit and credit are filled")
	case debit == nil || debit.IsZero() && credit != nil:
		if credit.Minor < 0 {
			return *credit, t.inColumn(colCredit, fmt.Errorf("amount %s is negative", credit))
		}
		return *credit, nil
	}
	return debit.Abs().Neg(), nil
}

func (t *table) form() amountForm {
	return amountForm{decimal: t.profile.Decimal, thousands: t.profile.Thousands}
}

// cell gives the trimmed text of a column, empty where the file has no such column.
func (t *table) cell(record []string, c column) string {
	i := t.index.columns[c]
	if i < 0 || i >= len(record) {
		return ""
	}
	return trimSpaces(unquoteExcel(record[i]))
}

// inColumn adds the column's name to an error.
func (t *table) inColumn(c column, err error) error {
	return fmt.Errorf("column %q: %w", t.index.names[t.index.columns[c]], err)
}

// noteEnd remembers whether a cut of the file behind this line would change an amount.
func (t *table) noteEnd(record []string, line int) {
	t.exposed = 0
	last := t.index.width - 1
	if trimSpaces(record[last]) == "" || len(record) > t.index.width {
		return
	}
	for _, c := range [...]column{colAmount, colDebit, colCredit, colBalance, colBookingDate,
		colValueDate} {
		if t.index.columns[c] == last {
			t.exposed = line
		}
	}
}

var _ importers.Importer = (*Importer)(nil)
