package bankcsv

import (
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// balanceFacts is what is known of a running balance.
type balanceFacts struct {
	col         int // -1 for none
	steps       int // from one line with a balance to the next
	agree       int // of them
	moved       int // steps that agree and have an amount: a line of zero proves nothing
	oldestFirst bool
	fee         int    // column whose amounts move the balance too, -1 for none
	order       string // newestDayFirst or oldestDayFirst
}

func (b balanceFacts) proved() bool { return b.steps > 0 && b.agree == b.steps }

// provedWell says whether all steps agree, and enough of them have an amount.
func (b balanceFacts) provedWell() bool { return b.proved() && b.moved >= provedSteps }

// better says whether a is the better explanation of the balances.
func (a balanceFacts) better(b balanceFacts) bool { return a.agree > b.agree }

// findBalance looks for a column that follows from the amounts, line by line, oldest or
// newest first. It is the strongest proof there is: of columns, decimal sign and direction.
func (f *finder) findBalance() error {
	f.balance, f.balanceSide = balanceFacts{col: -1, fee: -1}, -1
	f.findPairs()
	unsigned := f.money.unsigned
	best, name := f.bestBalance()
	if best.col < 0 && f.p.Decimals > f.money.exp && f.opt.Decimal == "" && f.unreadableBalance() {
		f.askDecimal() // three zeros on every amount, and not on the balances
	}
	if best.col >= 0 && best.agree < best.steps && f.anyNotYet() {
		f.typesBooked = true
		if best, name = f.bestBalance(); !best.proved() {
			f.typesBooked = false
			best, name = f.bestBalance()
		}
	}
	if best.col < 0 {
		return f.unprovedFees()
	}
	if best.agree < best.steps {
		var err error
		if best, err = f.explain(best, name); err != nil {
			return err
		}
	}
	// Few that contradict are held, and many where two follow to the cent: that is no chance.
	isOne := (best.steps <= 2 || best.agree >= provedSteps) &&
		f.sheet.names[best.col].can(meansBalance) && !f.money.unsigned
	if best.steps > 0 && best.agree*2 <= best.steps && !isOne {
		f.found.remarks = append(f.found.remarks, fmt.Sprintf("the column %q does not follow from "+
			"the amounts (%d of %d lines do): it proves nothing, and lines may be missing", name,
			best.agree, best.steps))
		f.reason("balance", "none", "%s follows from the amounts on %d of %d lines only", name,
			best.agree, best.steps)
		return f.signNeed()
	}
	best = f.untoldFees(best)
	if unsigned {
		if err := f.againstDays(best, name); err != nil {
			return err
		}
	}
	f.balance = best
	f.setColumn(colBalance, best.col)
	if best.fee >= 0 {
		f.setColumn(colFee, best.fee)
	}
	f.p.Order = best.order
	direction := "newest"
	if best.oldestFirst {
		direction = "oldest"
	}
	f.reason("balance", name, "it follows from the amounts on %d of %d lines, %s first", best.agree,
		best.steps, direction)
	if best.order != "" {
		f.reason("order", best.order, "the balances follow so, and the other way within a day")
	}
	if best.proved() {
		f.money.unsigned = false
	}
	if unsigned && f.endSign() {
		return nil
	}
	return f.signNeed()
}

// bestBalance is the column of balances that follows from most of the amounts.
func (f *finder) bestBalance() (best balanceFacts, name string) {
	best = balanceFacts{col: -1, fee: -1}
	for _, m := range [...]meaning{meansBalance, meansAvailable} {
		for i, n := range f.sheet.names {
			if !n.can(m) || i == f.money.amount || i == f.money.debit || i == f.money.credit ||
				!f.readable(i) {
				continue
			}
			if b := f.follow(i, -1, f.amountOf); b.better(best) || best.col < 0 {
				best, name = b, f.sideName(i)
			}
		}
	}
	if best.col < 0 {
		if b := f.unnamedBalance(); b != nil {
			return *b, f.sideName(b.col)
		}
	}
	return best, name
}

// unreadableBalance says whether a column of balances is filled in another form than the amounts.
func (f *finder) unreadableBalance() bool {
	for i, n := range f.sheet.names {
		if n.can(meansBalance) && f.filledOn(i, f.money.entries) > 0 && !f.readable(i) {
			return true
		}
	}
	return false
}

// anyNotYet says whether the kind of some line says that it is not booked yet.
func (f *finder) anyNotYet() bool {
	for _, is := range f.unbooked {
		if is {
			return true
		}
	}
	return false
}

// readable says whether a column holds nothing but amounts in the form that was found. A line that
// is no entry may be the only one that is filled: that of a balance.
func (f *finder) readable(col int) bool {
	filled := 0
	for i := range f.dates.written {
		r := f.dates.written[i].row
		if f.sheet.rows[r].at(col) == "" {
			continue
		}
		if _, ok := f.minor(r, col); !ok {
			return false
		}
		filled++
	}
	return filled > 0
}

// follow counts the steps of a balance column that follow from the amounts, for each account
// and currency by itself. Lines that are not booked do not move it.
func (f *finder) follow(col, fee int, amount func(row int) int64) balanceFacts {
	type state struct {
		sum, before, balance int64 // since the last balance; before: without the last line
		seen                 bool
		days                 [2]blocks
	}
	type key struct {
		currency reconcile.Currency
		account  string
	}
	states := map[key]*state{}
	asc, desc, steps := 0, 0, 0
	movedUp, movedDown := 0, 0
	var s *state // of the last line
	var of key
	for i := range f.dates.written {
		w := &f.dates.written[i]
		r := f.sheet.rows[w.row]
		if k := (key{f.rowCurrency(w.row), f.accountOf(w.row)}); s == nil || k != of {
			if of, s = k, states[k]; s == nil {
				s = &state{days: [2]blocks{{newestFirst: true}, {}}}
				states[k] = s
			}
		}
		var a int64
		if f.isEntry(w.row) && !f.saysPending(r) {
			a = amount(w.row)
		}
		s.sum += a
		day := w.day.date(f.dates.orders[0])
		s.days[0].add(a, day)
		s.days[1].add(a, day)
		balance, ok := f.minor(w.row, col)
		if !ok {
			continue
		}
		if f.balanceSide >= 0 && f.words.is("debit", r.at(f.balanceSide)) {
			balance = -abs(balance)
		}
		if f.p.BalanceBefore {
			balance += a
		}
		s.days[0].check(balance)
		s.days[1].check(balance)
		if s.seen {
			steps++
			if up := s.sum; balance == s.balance+up {
				asc++
				movedUp += one(up != 0)
			}
			if down := s.before + s.sum - a; s.balance == balance+down {
				desc++
				movedDown += one(down != 0)
			}
		}
		s.sum, s.before, s.balance, s.seen = 0, a, balance, true
	}
	b := balanceFacts{col: col, steps: steps, agree: desc, moved: movedDown, fee: fee}
	if asc > desc || asc == desc && f.ascendingDays() {
		b.agree, b.moved, b.oldestFirst = asc, movedUp, true
	}
	for i, order := range [...]string{newestDayFirst, oldestDayFirst} {
		all := b.steps > 1 && b.agree < b.steps
		for _, s := range states {
			s.days[i].finish()
			all = all && (s.days[i].proved() || s.days[i].steps == 0)
		}
		if all {
			b.agree, b.order, b.oldestFirst = b.steps, order, order == oldestDayFirst
			b.moved = max(movedUp, movedDown)
		}
	}
	return b
}

func (f *finder) isEntry(row int) bool {
	m, r := &f.money, f.sheet.rows[row]
	return r.at(m.amount) != "" || r.at(m.debit) != "" || r.at(m.credit) != ""
}

// ascendingDays says whether the last day is not before the first, in the first order left.
func (f *finder) ascendingDays() bool {
	days := f.dates.days(f.dates.orders[0])
	return len(days) == 0 || days[0] <= days[len(days)-1]
}

// accountOf is the account that a line names, empty without such a column.
func (f *finder) accountOf(row int) string {
	if f.accountCol < 0 {
		return ""
	}
	return reconcile.CompactAccount(f.sheet.rows[row].at(f.accountCol))
}
