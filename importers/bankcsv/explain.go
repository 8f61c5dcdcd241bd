package bankcsv

import (
	"fmt"
	"slices"

	"github.com/rappro/rappro/importers"
)

// explain looks for what else could move the balance: a word that gives its sign, two words that
// give the amounts theirs, amounts with the other sign, as on cards and in books of a company, or a
// fee in a column of its own; or the balance is that before the line. Only what explains every line
// is taken. A balance before lines that go one way looks like one behind lines that go the other way
// with the other sign: their days tell, or it is asked.
func (f *finder) explain(b balanceFacts, name string) (balanceFacts, error) {
	if r, ok := f.signedBalance(b, name); ok {
		return r, nil
	}
	if r, ok := f.doubtedSide(b); ok {
		return r, nil
	}
	if r, ok := f.provedSide(b, name); ok {
		return r, nil
	}
	r := f.follow(b.col, -1, func(row int) int64 { return -f.amountOf(row) })
	proved := r.provedWell()
	mostly := r.better(b) && r.agree > provedSteps && r.agree*2 > r.steps
	if f.money.amount >= 0 && f.money.side < 0 {
		switch {
		case proved && f.daysGo(r.oldestFirst):
			f.p.Reversed = true
			f.money.unsigned = false
			f.reason("sign", "reversed", "%s follows from the amounts when a positive one is a debit",
				name)
			return r, nil
		case proved, mostly && !f.money.told:
			f.money.unsigned = true
		}
	} else if proved && f.daysGo(r.oldestFirst) && f.isLedger() {
		f.turn(name)
		return r, nil
	}
	f.p.BalanceBefore = true
	if r := f.follow(b.col, -1, f.amountOf); r.provedWell() && f.daysGo(r.oldestFirst) {
		f.money.unsigned = false
		f.reason("balance", name, "it is that before the line")
		return r, nil
	}
	f.p.BalanceBefore = false
	for _, i := range f.feeColumns() {
		if r := f.followFees(b.col, i); r.proved() && r.better(b) {
			f.reason("fee", f.sheet.names[i].raw, "%s follows from amounts and fees together on every "+
				"line", name)
			return r, nil
		}
	}
	if (proved || mostly) && (f.money.amount < 0 || f.money.side >= 0) {
		return b, &importers.Error{Line: f.sheet.rows[f.money.entries[0]].line, What: fmt.Sprintf(
			"%q follows from the amounts on %d of %d lines when debit and credit are turned round, as "+
				"in the books of a company, and on %d as they stand: name a profile with --profile",
			name, r.agree, r.steps, b.agree)}
	}
	return b, nil
}

// turn takes a debit for money that comes in, as books of a company have it.
func (f *finder) turn(name string) {
	m := &f.money
	m.debit, m.credit = m.credit, m.debit
	f.p.CreditWord, f.p.DebitWord = f.p.DebitWord, f.p.CreditWord
	if m.debit >= 0 {
		f.setColumn(colDebit, m.debit)
		f.setColumn(colCredit, m.credit)
	}
	f.reason("sign", "turned", "the columns are those of a company's own books, and %s follows from "+
		"the amounts when a debit is money that comes in", name)
}

// isLedger says whether the columns have the names of those of a company's own books.
func (f *finder) isLedger() bool {
	return slices.ContainsFunc(f.sheet.names, func(n name) bool { return f.words.is("ledger", n.text) })
}

// ownBooks refuses the books of a company where no balance says what their debits mean, or that
// they are those of one account at a bank.
func (f *finder) ownBooks() error {
	if f.money.amount >= 0 && f.money.side < 0 || f.balance.proved() || !f.isLedger() {
		return nil
	}
	return &importers.Error{Line: f.sheet.rows[f.money.entries[0]].line, What: "the columns are those of " +
		"a company's own books, whose debit is money that comes in, and no balance proves the lines: " +
		"download the statement of the bank, or name a profile with --profile"}
}

// signedBalance looks for a column with words for credit and debit that give the balance its sign.
func (f *finder) signedBalance(b balanceFacts, name string) (balanceFacts, bool) {
	for i := range f.sheet.names {
		if i == f.money.side || !f.hasSides(i) {
			continue
		}
		f.balanceSide = i
		if r := f.follow(b.col, -1, f.amountOf); r.provedWell() {
			f.setColumn(colBalanceSide, i)
			f.sideWords(i)
			f.reason("balance", name, "it follows from the amounts with the sign that %s says",
				f.sideName(i))
			return r, true
		}
		f.balanceSide = -1
	}
	return b, false
}

// byBalance finds the amount column that a balance proves, -1 for none.
func (f *finder) byBalance(cols []int) int {
	var entries []int
	for _, w := range f.dates.written {
		entries = append(entries, w.row)
	}
	saved := f.money
	defer func() { f.money = saved }()
	for _, c := range cols {
		f.money.amount, f.money.entries = c, entries
		for i, n := range f.sheet.names {
			if !n.can(meansBalance) && !n.can(meansAvailable) {
				continue
			}
			for _, decimal := range [...]byte{',', '.'} {
				f.p.Decimal, f.p.Thousands = decimal, thousandsBeside(decimal)
				if f.readable(i) && f.readable(c) && f.follow(i, -1, f.amountOf).proved() {
					return c
				}
			}
		}
	}
	return -1
}
