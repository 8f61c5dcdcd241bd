package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// moneyFacts is what is known of the amounts of a file.
type moneyFacts struct {
	amount, debit, credit int   // columns, -1 for none
	like                  []int // rows with a day and something like an amount
	entries               []int // rows with a day and an amount
	side                  int   // column of the direction, -1 for none
	currencyAt            int   // column of the currency, -1 for none
	creditCurrencyAt      int   // column of the currency of credits, -1 where they have none of their own
	currency              reconcile.Currency
	exp                   int
	oneSide               bool           // the amount is the only column there is, called debit or credit
	told                  bool           // a column of the direction says the same as the signs
	doubted               *doubtedSide   // a column that may be the direction
	unsigned              bool           // every amount is positive and nothing says why
	edges                 map[int]string // rows that are balances or sums and no entries
}

// findMoney chooses the columns of the amounts, their form and their signs.
func (f *finder) findMoney() error {
	m := &f.money
	if f.hinted(colAmount) < 0 {
		if err := f.choosePair(); err != nil {
			return err
		}
	}
	if m.debit < 0 {
		if err := f.chooseAmount(); err != nil {
			return err
		}
	}
	for _, w := range f.dates.written {
		r := f.sheet.rows[w.row]
		if r.at(m.amount) != "" || r.at(m.debit) != "" || r.at(m.credit) != "" {
			m.entries = append(m.entries, w.row)
		}
	}
	if len(m.entries) == 0 {
		return &importers.Error{What: "no line has a day and an amount: name a profile with --profile"}
	}
	f.settleCurrency()
	if err := f.findMarks(); err != nil {
		return err
	}
	if err := f.findForm(); err != nil {
		return err
	}
	if m.debit >= 0 {
		return f.pairSigns()
	}
	return f.signs()
}

// columnsOf lists the columns with a meaning that hold nothing but amounts on entries.
func (f *finder) columnsOf(m meaning) []int {
	var out []int
	for i, n := range f.sheet.names {
		if !n.can(m) || i == f.dates.day || i == f.dates.value {
			continue
		}
		ok := true
		for _, w := range f.dates.written {
			if cell := f.sheet.rows[w.row].at(i); cell != "" && !looksLikeAmount(cell) {
				ok = false
				break
			}
		}
		if ok {
			out = append(out, i)
		}
	}
	return out
}

// filledOn counts the entries on which a column is filled.
func (f *finder) filledOn(col int, rows []int) int {
	n := 0
	for _, r := range rows {
		if f.sheet.rows[r].at(col) != "" {
			n++
		}
	}
	return n
}

// choosePair takes a debit and a credit column, where there is one of each and they cover
// what an amount column covers.
func (f *finder) choosePair() error {
	debits, credits := f.columnsOf(meansDebit), f.columnsOf(meansCredit)
	debits = slices.DeleteFunc(debits, func(i int) bool { return slices.Contains(credits, i) })
	if len(debits) == 0 || len(credits) == 0 {
		return nil
	}
	d, c := f.fullest(debits), f.fullest(credits)
	rows := f.entryLike()
	amounts := f.columnsOf(meansAmount)
	for _, a := range amounts {
		filled := f.filledOn(a, rows)
		if a == d || a == c || filled == 0 {
			continue
		}
		if f.filledOn(d, rows)+f.filledOn(c, rows) == 0 {
			return nil
		}
		if row := f.contradiction(a, d, c, rows); row >= 0 {
			return &importers.Error{Line: f.sheet.rows[row].line, What: fmt.Sprintf("the amount is "+
				"%q, or else that of %q and %q, which say something else: name a profile with "+
				"--profile", f.sheet.names[a].raw, f.sheet.names[d].raw, f.sheet.names[c].raw)}
		}
	}
	if f.filledOn(d, rows)+f.filledOn(c, rows) == 0 {
		return nil
	}
	if err := f.otherPair(d, c, debits, credits, rows); err != nil {
		return err
	}
	f.money.debit, f.money.credit = d, c
	f.setColumn(colDebit, d)
	f.setColumn(colCredit, c)
	f.reason("amount", f.sheet.names[d].raw+" and "+f.sheet.names[c].raw, "their names, and they "+
		"hold nothing but amounts")
	return nil
}

// otherPair refuses a file with a second pair of a debit and a credit column on the same lines that says
// other figures, as those of the currency of an order, where no column of balances tells them apart.
func (f *finder) otherPair(d, c int, debits, credits, rows []int) error {
	if len(f.columnsOf(meansBalance)) > 0 {
		return nil
	}
	rival := func(col int, cols []int) int {
		return slices.IndexFunc(cols, func(o int) bool {
			return o != col && f.filledOn(o, rows) == f.filledOn(col, rows) && f.contradiction(o, col, col, rows) >= 0
		})
	}
	for _, of := range [...]struct {
		col  int
		cols []int
	}{{d, debits}, {c, credits}} {
		if i := rival(of.col, of.cols); i >= 0 {
			return f.twoAmounts(of.col, of.cols[i])
		}
	}
	return nil
}

// twoAmounts refuses a file where either of two columns may be that of the amounts.
func (f *finder) twoAmounts(a, b int) error {
	return &importers.Error{What: fmt.Sprintf("the amount is %q or %q, which say different things: name a "+
		"profile with --profile", f.sheet.names[a].raw, f.sheet.names[b].raw)}
}

func (f *finder) fullest(cols []int) int {
	best := cols[0]
	rows := f.entryLike()
	for _, c := range cols[1:] {
		if f.filledOn(c, rows) > f.filledOn(best, rows) {
			best = c
		}
	}
	return best
}

// contradiction finds a line on which an amount column and a pair say different things.
func (f *finder) contradiction(a, d, c int, rows []int) int {
	digits := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
		return strings.Trim(s, "0")
	}
	for _, i := range rows {
		r := f.sheet.rows[i]
		one := digits(r.at(a))
		if r.at(a) != "" && one != digits(r.at(d)) && one != digits(r.at(c)) {
			return i
		}
	}
	return -1
}

// chooseAmount takes the one amount column: the best name whose column is filled on every
// line, and where several are, the one that says the same as the others or that is proved
// by the balance.
func (f *finder) chooseAmount() error {
	rows := f.entryLike()
	if i := f.hinted(colAmount); i >= 0 && f.filledOn(i, rows) == len(rows) {
		f.money.amount = i
		f.setColumn(colAmount, i)
		f.reason("amount", f.sheet.names[i].raw, "the profile of the bank says so")
		return nil
	}
	for _, m := range [...]meaning{meansOwnAmount, meansAmount, meansAmount2} {
		var full []int
		for _, i := range f.columnsOf(m) {
			if n := f.filledOn(i, rows); n == len(rows) {
				full = append(full, i)
			} else if n > 0 && m == meansOwnAmount {
				return &importers.Error{What: fmt.Sprintf("%q is empty on some lines: name a profile with "+
					"--profile", f.sheet.names[i].raw)}
			}
		}
		if len(full) == 0 {
			continue
		}
		a := full[0]
		for _, b := range full[1:] {
			if !f.sameCells(a, b, rows) {
				if a = f.byBalance(full); a < 0 {
					return f.twoAmounts(full[0], b)
				}
				break
			}
		}
		f.money.amount = a
		f.setColumn(colAmount, a)
		f.reason("amount", f.sideName(a), "its name, and it has an amount on each of the %d "+
			"lines", len(rows))
		return nil
	}
	if f.chooseOneSide(rows) {
		return nil
	}
	return &importers.Error{What: "no column has an amount on every line with a day: name a " +
		"profile with --profile"}
}

func (f *finder) sameCells(a, b int, rows []int) bool {
	for _, i := range rows {
		if f.sheet.rows[i].at(a) != f.sheet.rows[i].at(b) {
			return false
		}
	}
	return true
}
