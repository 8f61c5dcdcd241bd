package bankcsv

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// amount reads the one amount column or the pair, and the direction, in minor units.
func (t *table) amount(record *record) (int64, error) {
	if t.hasColumn(colDebit) {
		return t.pair(record)
	}
	m, err := t.minor(record, colAmount)
	switch {
	case err != nil:
		return m, err
	case t.profile.Reversed:
		return -m, nil
	case !t.hasColumn(colSide):
		return m, nil
	}
	switch side := t.cell(record, colSide); {
	case oneOf(side, t.profile.CreditWord):
		if m < 0 {
			return m, t.inColumn(colAmount, fmt.Errorf("amount %s is negative on a credit",
				t.open.money(m)))
		}
		return m, nil
	case oneOf(side, t.profile.DebitWord):
		return -abs(m), nil
	case t.profile.Wordless && (m <= 0 || bytes.ContainsRune(t.cell(record, colAmount), '+')):
		return m, nil
	default:
		return m, t.inColumn(colSide, fmt.Errorf("%q is neither %q nor %q", fold(string(side)),
			t.profile.CreditWord[0], t.profile.DebitWord[0]))
	}
}

// figure reads the amount of a line that is a balance or a sum: where the direction stands in a column
// of words it may have none, and has the sign that is written.
func (t *table) figure(record *record) (int64, error) {
	side := t.cell(record, colSide)
	if t.hasColumn(colSide) && !oneOf(side, t.profile.CreditWord) && !oneOf(side, t.profile.DebitWord) {
		return t.minor(record, colAmount)
	}
	return t.amount(record)
}

// minor reads an amount in the currency of the open statement.
func (t *table) minor(record *record, c column) (int64, error) {
	return t.minorOf(t.moneyCell(record, c), c)
}

// moneyCell is the cell of an amount. Some banks write a dash where there is none.
func (t *table) moneyCell(record *record, c column) []byte {
	s := t.cell(record, c)
	if 0 < len(s) && len(s) <= maxDash && isDash(string(s)) {
		return nil
	}
	return s
}

// maxDash is how many bytes the longest dash has.
const maxDash = 3

func isDash(s string) bool {
	return s == "-" || s == "--" || s == "---" || s == "\u2013" || s == "\u2014" || s == "\u2212"
}

// minorOf reads the cell of a column.
func (t *table) minorOf(cell []byte, c column) (int64, error) {
	if !t.amounts.minors && !t.amounts.marks.both() {
		if m, ok := t.amounts.plain(cell, t.open.exp); ok {
			return m, nil // as nearly always
		}
	}
	m, err := t.amounts.read(cell, t.open.st.Currency, t.open.exp)
	if err == nil && t.amounts.marks.both() && c == colAmount && markIn(string(cell)) == "" {
		err = fmt.Errorf("amount %q has no word for its direction, as the others have", cell)
	}
	if err != nil {
		return m, t.inColumn(c, err)
	}
	return m, nil
}

// oneOf says whether a cell is one of the words, which are compared as [fold] does.
func oneOf(cell []byte, words []string) bool {
	for _, w := range words {
		if len(cell) == len(w) && bytes.EqualFold(cell, []byte(w)) || len(cell) == 0 && w == "none" {
			return true
		}
	}
	if len(cell) == 0 || ascii(string(cell)) && len(bytes.Fields(cell)) == 1 {
		return false // folding changes nothing but the case
	}
	folded := fold(string(cell))
	for _, w := range words {
		if folded == fold(w) {
			return true
		}
	}
	return false
}

// pair reads a debit and a credit column: one of them is filled, and the column gives the
// direction.
func (t *table) pair(record *record) (minor int64, err error) {
	var debit, credit int64
	debitCell, creditCell := t.moneyCell(record, colDebit), t.moneyCell(record, colCredit)
	hasDebit, hasCredit := len(debitCell) > 0, len(creditCell) > 0
	if hasDebit {
		if debit, err = t.minorOf(debitCell, colDebit); err != nil {
			return 0, err
		}
	}
	if hasCredit {
		if credit, err = t.minorOf(creditCell, colCredit); err != nil {
			return 0, err
		}
	}
	switch {
	case !hasDebit && !hasCredit:
		return 0, errors.New("neither debit nor credit is filled")
	case debit != 0 && credit != 0:
		return 0, errors.New("both debit and credit are filled: export the lines without totals, or " +
			"download the file again")
	case debit == 0 && hasCredit:
		if credit < 0 && t.profile.Pair == pairColumn {
			return 0, t.inColumn(colCredit, fmt.Errorf("amount %s is negative",
				t.open.money(credit)))
		}
		return credit, nil
	case t.profile.Pair == pairSigned:
		return debit, nil
	case t.profile.Pair == pairWritten:
		return -debit, nil
	}
	return -abs(debit), nil
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// fee takes a fee in a column of its own off the amount: the two move the balance together.
func (t *table) fee(record *record, e *reconcile.Entry, d *reconcile.Detail) error {
	if len(t.moneyCell(record, colFee)) == 0 {
		return nil
	}
	fee, err := t.minor(record, colFee)
	if err != nil || fee == 0 {
		return err
	}
	fee = abs(fee)
	e.Amount.Minor -= fee
	charges := t.open.money(fee)
	d.Exchange = reconcile.Exchange{Charges: charges}.OrNil()
	if t.fees.Currency == "" || t.fees.Currency == charges.Currency {
		t.fees.Currency, t.fees.Minor = charges.Currency, t.fees.Minor+fee
	}
	return nil
}

// remarkFees says that amounts and fees were taken together.
func (t *table) remarkFees() {
	if t.fees.Minor > 0 {
		t.sink.Note(fmt.Sprintf("fees of %s stand in a column of their own and are part of the "+
			"lines, as the balance has them", t.fees))
	}
}
