package bankcsv

import (
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// trial is one way to read the numbers of a table whose columns have no names.
type trial struct {
	amount, debit, credit int // columns, -1 for none
	side                  int // column of the direction, -1 for none
	balance               int
	before                bool // the balance is that before the line
	decimal               byte
}

// maxNumbers bounds the columns of numbers that are tried with each other, and trialLines the
// lines they are tried on; the whole table has to follow in the end.
const (
	maxNumbers = 16
	trialLines = 256
)

// provedSteps is how many steps of a balance it takes to prove what columns without names are.
const provedSteps = 2

// findAmountPlaces finds the amount of a table whose names do not say it: the column, or the pair
// of columns, from which a balance follows on every line. Without a balance only a table without
// any names is read, whose only number with decimals or a sign it is.
func (f *finder) findAmountPlaces() error {
	if f.places == nil || slices.ContainsFunc(f.sheet.names, func(n name) bool {
		return n.isMoney() && !n.isDay()
	}) {
		return nil
	}
	numbers := slices.DeleteFunc(slices.Clone(f.places.number), func(i int) bool {
		n := f.sheet.names[i]
		return len(n.means) > 0 && !n.can(meansBalance) && !n.can(meansAvailable)
	})
	if len(numbers) <= maxNumbers {
		if proved := f.trials(numbers); len(proved) > 0 {
			return f.takeTrial(proved)
		}
	}
	return f.onlyAmount(numbers)
}

// trials lists the ways to read the numbers that a balance proves.
func (f *finder) trials(numbers []int) []trial {
	saved, p, dates := f.money, *f.p, f.dates.written
	defer func() { f.money, f.dates.written = saved, dates; *f.p = p }()
	f.dates.written = dates[:min(len(dates), trialLines)]
	f.money = moneyFacts{currencyAt: -1, creditCurrencyAt: -1, currency: reconcile.NoCurrency}
	f.money.exp, _ = exponent(reconcile.NoCurrency)
	for _, w := range f.dates.written {
		f.money.entries = append(f.money.entries, w.row)
	}
	var out []trial
	for _, t := range f.amountPlaces(numbers) {
		for _, b := range numbers {
			if b == t.amount || b == t.debit || b == t.credit {
				continue
			}
			for _, t.decimal = range [...]byte{',', '.'} {
				for _, t.before = range [...]bool{false, true} {
					if t.balance = b; f.follows(t) {
						out = append(out, t)
					}
				}
			}
		}
	}
	return out
}

// amountPlaces lists the columns that are filled on every line, with and without a column of
// the direction, and the pairs of which every line has one, and nothing or zero in the other.
func (f *finder) amountPlaces(numbers []int) []trial {
	var out []trial
	all := len(f.places.lines)
	sides := []int{-1}
	for i := range f.places.width {
		if len(f.sheet.names[i].means) == 0 && f.isSide(i) {
			sides = append(sides, i)
		}
	}
	for _, a := range numbers {
		if f.places.filled(a) == all {
			for _, s := range sides {
				out = append(out, trial{amount: a, debit: -1, credit: -1, side: s})
			}
		}
		for _, b := range numbers {
			if a != b && f.places.either(a, b) {
				out = append(out, trial{amount: -1, debit: a, credit: b, side: -1})
			}
		}
	}
	return out
}

// follows says whether the balance of a trial follows from its amounts on every line, in the
// direction in which the days go: read the other way every sign would be reversed.
func (f *finder) follows(t trial) bool {
	f.p.Decimal, f.p.Thousands, f.p.BalanceBefore = t.decimal, thousandsBeside(t.decimal), t.before
	m := &f.money
	m.amount, m.debit, m.credit, m.side = t.amount, t.debit, t.credit, -1
	if t.side >= 0 {
		f.p.DebitWord = nil
		f.useSide(t.side)
		f.found.Reasons = f.found.Reasons[:len(f.found.Reasons)-1]
	}
	for _, c := range [...]int{t.amount, t.debit, t.credit, t.balance} {
		if c >= 0 && !f.readable(c) {
			return false
		}
	}
	b := f.follow(t.balance, -1, f.amountOf)
	return b.provedWell() && f.daysGo(b.oldestFirst)
}

// daysGo says whether the days of the lines go a way, where they are not all the same: from the first to
// the last, and on most steps. Newer ones behind a list that is newest first are those of another list.
func (f *finder) daysGo(up bool) bool {
	days := f.dates.days(f.dates.orders[0])
	if !up {
		slices.Reverse(days)
	}
	steps := 0
	for i, day := range days[1:] {
		steps += one(day > days[i]) - one(day < days[i])
	}
	return days[0] < days[len(days)-1] && steps > 0
}

// takeTrial takes what is proved, if all proofs have the same amounts. Of two balances the one
// behind the line is taken, and a column of the direction only where the amounts have no sign.
func (f *finder) takeTrial(proved []trial) error {
	t := proved[0]
	for _, other := range proved {
		if !f.sameAmounts(t, other) {
			return f.unknownPlaces("two columns of numbers may be the amount")
		}
		if t.before && !other.before || t.before == other.before && other.side < 0 {
			t = other
		}
	}
	for i, n := range f.sheet.names {
		if n.can(meansBalance) && !f.sheet.names[t.balance].can(meansBalance) && f.places.filled(i) > 0 {
			return f.unknownPlaces("the column " + f.columnName(i) + " is called a balance and follows from nothing")
		}
	}
	f.know(t.balance, meansBalance)
	if f.p.BalanceBefore = t.before; t.before {
		f.reason("balance", f.columnName(t.balance), "it is that before the line")
	}
	if t.amount >= 0 {
		f.know(t.amount, meansAmount)
	} else {
		f.know(t.debit, meansDebit)
		f.know(t.credit, meansCredit)
	}
	if t.side >= 0 {
		f.know(t.side, meansSide)
	}
	f.reason("amount", "by proof", "the balance in %s follows from it on every line",
		f.columnName(t.balance))
	for _, i := range f.places.number {
		f.know(i, meansNever)
	}
	return nil
}

// sameAmounts says whether two trials read the same amounts.
func (f *finder) sameAmounts(a, b trial) bool {
	if a.debit != b.debit || a.credit != b.credit {
		return false
	}
	return a.amount == b.amount || a.amount >= 0 && b.amount >= 0 &&
		f.sameCells(a.amount, b.amount, f.sheet.money)
}

// onlyAmount takes the only column of numbers with decimals or signs for the amount. Its lines
// have to have words too, or it is a list of something else.
func (f *finder) onlyAmount(numbers []int) error {
	if f.places.names >= 0 {
		return f.unknownPlaces("the names of the columns are not known")
	}
	amount := -1
	for _, i := range numbers {
		switch {
		case !f.places.signed(i) && f.places.sometimes(i):
			return f.unknownPlaces("debits and credits may stand in columns of their own")
		case !f.places.signed(i):
		case amount >= 0 && !f.sameCells(amount, i, f.sheet.money):
			return f.unknownPlaces("two columns of numbers may be the amount")
		case amount < 0:
			amount = i
		}
	}
	if amount < 0 || !f.hasWords() {
		return f.unknownPlaces("no column of numbers can only be the amount")
	}
	f.know(amount, meansAmount)
	f.reason("amount", f.columnName(amount), "no other column has numbers with decimals or signs")
	for _, i := range numbers {
		f.know(i, meansNever)
	}
	return nil
}

// hasWords says whether some column has different texts on its lines.
func (f *finder) hasWords() bool {
	for i := range f.places.width {
		if len(f.sheet.names[i].means) == 0 && !f.constant(i) && f.places.every(i, func(c string) bool {
			return strings.ContainsFunc(c, isLetter)
		}) {
			return true
		}
	}
	return false
}

func isLetter(r rune) bool { return r >= 0x80 || 'a' <= r|0x20 && r|0x20 <= 'z' }

// unknownPlaces refuses a table whose columns are not known.
func (f *finder) unknownPlaces(why string) error {
	row := f.sheet.rows[f.sheet.money[0]]
	if f.places.names >= 0 {
		row = f.places.rows[f.places.names]
	}
	return &importers.Error{Line: row.line, What: why + ", and no balance follows from one of " +
		"them on every line: name a profile with --profile (a name or a file)"}
}
