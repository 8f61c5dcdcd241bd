package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// findCurrency looks for a currency before the columns of the amounts are chosen, since how many
// decimals an amount may have depends on it.
func (f *finder) findCurrency() error {
	m := &f.money
	m.amount, m.debit, m.credit, m.side = -1, -1, -1, -1
	m.currencyAt, m.creditCurrencyAt = f.currencyColumn(f.moneyColumns()), -1
	written, _ := f.writtenCurrency(f.moneyColumns())
	f.useCurrency(written)
	return nil
}

// useCurrency takes the currency of the first line, or one that is written elsewhere.
func (f *finder) useCurrency(written reconcile.Currency) {
	m := &f.money
	m.currency = written
	for _, r := range f.entryLike() {
		cell := f.currencyCell(r)
		if c := currencyOf(cell); c != "" {
			m.currency = c
			break
		}
	}
	if m.currency == "" {
		m.currency = f.opt.Currency
	}
	if m.currency == "" {
		m.currency = reconcile.NoCurrency
	}
	m.exp, _ = exponent(m.currency)
	f.seen.cell, f.seen.currency = "", ""
}

// currencyCell is what a line says of its currency.
func (f *finder) currencyCell(row int) string {
	r := f.sheet.rows[row]
	if cell := r.at(f.money.currencyAt); cell != "" {
		return cell
	}
	return r.at(f.money.creditCurrencyAt)
}

// currencyOf reads a code or a sign, empty for what is neither.
func currencyOf(cell string) reconcile.Currency {
	if c := currencyCode(cell); c != "" {
		return c
	}
	return currencySign(cell)
}

// settleCurrency decides the currency of the amounts that were chosen: the names of their columns
// say it before anything else, since a column called currency may be that of another amount.
func (f *finder) settleCurrency() {
	m := &f.money
	cols := slices.DeleteFunc([]int{m.amount, m.debit, m.credit}, func(i int) bool { return i < 0 })
	m.currencyAt, m.creditCurrencyAt = -1, -1
	if c := f.titleCurrency(cols); c != "" {
		f.p.Currency = c
		f.useCurrency(c)
		f.reason("currency", string(c), "the column %s names it", f.sheet.names[cols[0]].raw)
		return
	}
	written, why := reconcile.Currency(""), ""
	if d, c := f.pairCurrencies(); c >= 0 {
		m.currencyAt, m.creditCurrencyAt = d, c
		f.setColumn(colCurrencyColumn, d)
		f.setColumn(colCreditCurrency, c)
		f.reason("currency", "columns "+f.sheet.names[d].raw+" and "+f.sheet.names[c].raw,
			"the one has an ISO 4217 code beside each debit, the other beside each credit")
	} else if i := f.currencyColumn(cols); i >= 0 {
		m.currencyAt = i
		f.setColumn(colCurrencyColumn, i)
		f.reason("currency", "column "+f.sheet.names[i].raw, "every line has an ISO 4217 code there")
	} else if written, why = f.writtenCurrency(cols); written != "" {
		f.p.Currency = written
		f.reason("currency", string(written), "%s", why)
	}
	f.useCurrency(written)
}

// titleCurrency is the currency that the names of all these columns have.
func (f *finder) titleCurrency(cols []int) reconcile.Currency {
	found := f.sheet.names[cols[0]].currency
	for _, i := range cols {
		if f.sheet.names[i].currency != found {
			return ""
		}
	}
	return found
}

// moneyColumns are the columns that are called amounts.
func (f *finder) moneyColumns() []int {
	var out []int
	for i, n := range f.sheet.names {
		if n.isMoney() && !n.isDay() {
			out = append(out, i)
		}
	}
	return out
}

// entryLike lists the rows with a booking day and something like an amount.
func (f *finder) entryLike() []int {
	if f.money.like == nil {
		f.money.like = []int{}
		for _, w := range f.dates.written {
			if _, ok := slices.BinarySearch(f.sheet.money, w.row); ok {
				f.money.like = append(f.money.like, w.row)
			}
		}
	}
	return f.money.like
}

// currencyColumn finds the column of the currency: one that is called so, or Valuta in the
// languages where that is the currency. Of several the one next to the amount counts.
func (f *finder) currencyColumn(amounts []int) int {
	best, near := -1, 1<<30
	for i, n := range f.sheet.names {
		if !n.can(meansCurrency) || i == f.dates.value || i == f.dates.day || !f.onlyCurrencies(i, false) {
			continue
		}
		for _, j := range amounts {
			if far := 2*abs(int64(i-j)) + abs(int64(i-j-1)); int(far) < near {
				best, near = i, int(far)
			}
		}
	}
	return best
}

// onlyCurrencies says whether a column has a currency on every line, or where some may be empty
// on every line where it has anything.
func (f *finder) onlyCurrencies(col int, empty bool) bool {
	some := false
	for _, r := range f.entryLike() {
		cell := f.sheet.rows[r].at(col)
		if cell == "" && empty {
			continue
		}
		if currencyOf(cell) == "" {
			return false
		}
		some = true
	}
	return some
}

// pairCurrencies finds a column with the currency of the debits and one with that of the credits:
// each is filled where its amounts are and nowhere else.
func (f *finder) pairCurrencies() (debit, credit int) {
	m := &f.money
	debit, credit = -1, -1
	if m.debit < 0 {
		return debit, credit
	}
	for i, n := range f.sheet.names {
		switch {
		case !n.can(meansCurrency) || !f.onlyCurrencies(i, true):
		case f.filledAlike(i, m.debit, m.credit):
			debit = i
		case f.filledAlike(i, m.credit, m.debit):
			credit = i
		}
	}
	if debit < 0 || credit < 0 {
		return -1, -1
	}
	return debit, credit
}

// filledAlike says whether a column is filled on the lines on which another is, and not on those
// on which a third one is.
func (f *finder) filledAlike(col, as, not int) bool {
	for _, r := range f.entryLike() {
		row := f.sheet.rows[r]
		if filled := row.at(col) != ""; filled != (row.at(as) != "") || filled && row.at(not) != "" {
			return false
		}
	}
	return true
}

// writtenCurrency finds a currency in the names of the columns of amounts, or in the cells.
func (f *finder) writtenCurrency(amounts []int) (reconcile.Currency, string) {
	for _, m := range [...]meaning{meansDebit, meansCredit, meansOwnAmount, meansAmount, meansBalance, meansAmount2} {
		for _, n := range f.sheet.names {
			if n.can(m) && n.currency != "" {
				return n.currency, "the column " + n.raw + " names it"
			}
		}
	}
	for _, r := range f.entryLike() {
		for _, i := range amounts {
			cell := f.sheet.rows[r].at(i)
			if _, others := countDigits(cell); others == 0 {
				continue
			}
			before, _, behind := aroundNumber(strings.Trim(cell, "()"))
			for _, w := range [...]string{before, behind} {
				w = strings.Trim(w, "+- ")
				if c := currencyOf(w); c != "" && w != "" {
					return c, "it stands beside the amounts"
				}
			}
		}
	}
	return "", ""
}

// strayCurrency refuses lines of several currencies where nothing says that the amounts are, or
// are not, in them: they must never be added. A balance that follows line by line says it.
func (f *finder) strayCurrency() error {
	m := &f.money
	if m.currencyAt >= 0 || f.p.Currency != "" || f.opt.Currency != "" || f.balance.proved() {
		return nil
	}
	for i, n := range f.sheet.names {
		if n.can(meansNever) || !f.severalCurrencies(i) {
			continue
		}
		m.currencyAt = i
		f.useCurrency("")
		if f.anyBalance() {
			f.setColumn(colCurrencyColumn, i)
			f.reason("currency", "column "+n.raw, "the balances follow for each currency by itself")
			if err := f.mixedCurrencies(); err != nil {
				return err
			}
			return f.findBalance()
		}
		return &importers.Error{Line: f.sheet.rows[m.entries[0]].line, What: fmt.Sprintf("the lines name "+
			"several currencies in %q, and nothing says whether the amounts are in them: name the "+
			"currency of the account with --currency, or a profile with --profile", f.sideName(i))}
	}
	return nil
}

// severalCurrencies says whether a column holds nothing but codes of currencies, and not the same
// on all lines.
func (f *finder) severalCurrencies(col int) bool {
	var first reconcile.Currency
	differ := false
	for _, r := range f.money.entries {
		cell := f.sheet.rows[r].at(col)
		if cell == "" {
			continue
		}
		c := currencyCode(cell)
		if c == "" {
			return false
		}
		differ = differ || first != "" && c != first
		first = c
	}
	return differ
}
