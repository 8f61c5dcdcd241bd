package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// rowCurrency is the currency of a line.
func (f *finder) rowCurrency(row int) reconcile.Currency {
	cell := f.currencyCell(row)
	if cell == "" {
		return f.money.currency
	}
	if cell != f.seen.cell { // lines of one currency follow one another
		f.seen.cell, f.seen.currency = cell, currencyOf(cell)
	}
	if f.seen.currency != "" {
		return f.seen.currency
	}
	return f.money.currency
}

// currencyCode reads an ISO 4217 code, empty for what is none. It is asked of every line, most
// of which hold none, and makes no error.
func currencyCode(s string) reconcile.Currency {
	if len(s) != 3 {
		return ""
	}
	if c := reconcile.Currency(s); c.Valid() {
		return c
	}
	c, _ := reconcile.ParseCurrency(s)
	return c
}

// minor reads a cell of a line in the form that was found.
func (f *finder) minor(row, col int) (int64, bool) {
	cell := f.sheet.rows[row].at(col)
	if cell == "" {
		return 0, false
	}
	form := f.p.form()
	c := f.rowCurrency(row)
	exp := f.money.exp
	if c != f.money.currency {
		exp, _ = exponent(c)
	}
	var plain [maxPlain]byte // most amounts take no memory
	if n := copy(plain[:], cell); n == len(cell) {
		if m, ok := form.plain(plain[:n], exp); ok {
			return m, true
		}
	}
	m, err := form.read([]byte(cell), c, exp)
	return m, err == nil
}

// amountOf reads the amount of an entry as the profile so far says.
func (f *finder) amountOf(row int) int64 {
	m := &f.money
	if m.debit >= 0 {
		debit, _ := f.minor(row, m.debit)
		credit, hasCredit := f.minor(row, m.credit)
		switch {
		case debit == 0 && hasCredit:
			return credit
		case f.p.Pair == pairSigned:
			return debit
		case f.p.Pair == pairWritten:
			return -debit
		}
		return -abs(debit)
	}
	v, _ := f.minor(row, m.amount)
	switch {
	case f.p.Reversed:
		return -v
	case m.side >= 0 && oneOf([]byte(f.sheet.rows[row].at(m.side)), f.p.DebitWord):
		return -abs(v)
	}
	return v
}

// pairSigns looks at the signs in a debit and a credit column. Where all debits have one
// sign and no credit is negative, the columns alone say the direction.
func (f *finder) pairSigns() error {
	m := &f.money
	plus, minus, negative := 0, 0, 0
	m.entries = f.withoutPairSums(m.entries)
	for _, r := range m.entries {
		debit, hasDebit := f.minor(r, m.debit)
		credit, hasCredit := f.minor(r, m.credit)
		if hasDebit && hasCredit && debit != 0 && credit != 0 {
			return &importers.Error{Line: f.sheet.rows[r].line, What: "both " +
				f.sheet.names[m.debit].raw + " and " + f.sheet.names[m.credit].raw +
				" are filled: export the lines without totals, or download the file again"}
		}
		switch {
		case debit > 0:
			plus++
		case debit < 0:
			minus++
		}
		if credit < 0 {
			negative++
		}
	}
	if negative == 0 && (plus == 0 || minus == 0) {
		f.reason("sign", "by column", "no credit is negative, and debits have one sign")
		return nil
	}
	for _, mode := range [...]string{pairWritten, pairSigned, pairColumn} {
		if f.p.Pair = mode; f.anyBalance() {
			f.reason("sign", "pair "+mode, "debits or credits have both signs, and the balances follow "+
				"so only")
			f.found.remarks = append(f.found.remarks, pairRemark(mode))
			return nil
		}
	}
	f.p.Pair = pairWritten
	f.ask("pair", fmt.Sprintf("pair: the file does not settle what a minus means in %q and %q (--profile, "+
		"with pair: written or pair: signed)", f.sheet.names[m.debit].raw, f.sheet.names[m.credit].raw))
	return nil
}

// pairRemark says what a minus in a debit or a credit column was found to mean.
func pairRemark(mode string) string {
	switch mode {
	case pairWritten:
		return "some amounts have a minus in the debit or the credit column, and go the other way, as when a " +
			"debit is taken back"
	case pairSigned:
		return "amounts have both signs in the debit or the credit column, and the sign says the direction"
	}
	return "some amounts have a minus in the debit or the credit column, and the column says the direction"
}

// anyBalance says whether some balance column follows from the amounts on every line.
func (f *finder) anyBalance() bool {
	saved := f.accountCol
	defer func() { f.accountCol = saved }()
	f.accountCol = -1
	for i, n := range f.sheet.names {
		if (n.can(meansBalance) || n.can(meansAvailable)) && f.readable(i) {
			if b := f.follow(i, -1, f.amountOf); b.proved() && b.steps > 1 {
				return true
			}
		}
	}
	return false
}

// signs finds what says the direction of the one amount column: its sign, or another column.
func (f *finder) signs() error {
	m := &f.money
	negative, plus := 0, 0
	for _, r := range m.entries {
		if v, _ := f.minor(r, m.amount); v < 0 {
			negative++
		}
		plus += one(f.hasPlus(r))
	}
	if m.oneSide {
		return f.oneSideSigns(negative)
	}
	for i := range f.sheet.names {
		if i == m.amount || !f.isSide(i) {
			continue
		}
		agree, against := f.sideAgrees(i)
		switch {
		case negative == 0:
			f.useSide(i)
			return nil
		case against == 0:
			m.told = true
			f.reason("sign", "as written", "the column %s says the same on %d lines",
				f.sideName(i), agree)
			return nil
		case agree == 0 || f.sideRules(i):
			return f.sideContradicts(i)
		}
	}
	if taken, err := f.partSide(negative); taken || err != nil {
		return err
	}
	m.unsigned = plus == 0 && (negative == 0 || f.figuresAlone(negative))
	if !m.unsigned {
		f.reason("sign", "as written", "amounts are written with a sign: %d are negative", negative)
	}
	return nil
}

// hasPlus says whether the amount of a line is written with a plus.
func (f *finder) hasPlus(row int) bool {
	return strings.Contains(f.sheet.rows[row].at(f.money.amount), "+")
}

// figuresAlone says whether the few lines with a negative amount are those of balances and sums, whose
// sign is their own, and no other line says that it is one.
func (f *finder) figuresAlone(negative int) bool {
	if negative > edgeLines || negative == len(f.money.entries) {
		return false
	}
	return !slices.ContainsFunc(f.money.entries, func(r int) bool {
		v, _ := f.minor(r, f.money.amount)
		return v < 0 != f.saysFigure(r)
	})
}

func (f *finder) sideName(i int) string {
	if i < len(f.sheet.names) && f.sheet.names[i].raw != "" {
		return f.sheet.names[i].raw
	}
	return fmt.Sprintf("@%d", i+1)
}
