package bankcsv

import (
	"errors"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// chain follows a running balance column, in minor units. With S the sum of the amounts from
// the first line of the file to line i, balance − S is the same on every line when the file
// is oldest first: it is the opening balance. When it is newest first, balance + S before
// the line is the same everywhere: it is the closing balance. Lines without a balance only
// add to S.
type chain struct {
	currency             reconcile.Currency
	sum                  int64
	seen                 int
	firstAsc, lastAsc    int64          // balance − sum up to and with the line
	firstDesc, lastDesc  int64          // balance + sum before the line
	ascBroken, descBroke int            // first line that breaks it, 0 for none
	firstDay, lastDay    reconcile.Date // of the file, in its order
	minDay, maxDay       reconcile.Date
	days                 *blocks // where days and lines go different ways
}

var errSum = errors.New("the amounts add up to more than can be held")

// add takes a line that moves the balance.
func (c *chain) add(amount int64, day reconcile.Date) error {
	sum := c.sum + amount
	if (amount > 0) != (sum > c.sum) && amount != 0 {
		return errSum
	}
	c.sum = sum
	if c.firstDay == 0 {
		c.firstDay, c.minDay = day, day
	}
	if c.days != nil {
		c.days.add(amount, day)
	}
	c.lastDay, c.minDay, c.maxDay = day, min(c.minDay, day), max(c.maxDay, day)
	return nil
}

// check takes the balance behind the line that was added last, whose amount was this.
func (c *chain) check(balance, amount int64, line int) {
	if c.days != nil {
		c.days.check(balance)
	}
	asc, desc := balance-c.sum, balance+c.sum-amount
	if c.seen == 0 {
		c.firstAsc, c.firstDesc = asc, desc
	}
	if asc != c.firstAsc && c.ascBroken == 0 {
		c.ascBroken = line
	}
	if desc != c.firstDesc && c.descBroke == 0 {
		c.descBroke = line
	}
	c.lastAsc, c.lastDesc = asc, desc
	c.seen++
}

// isBalance says whether an amount is the balance at one of the two ends of the lines so far.
func (c *chain) isBalance(m int64) bool {
	return c.seen > 0 && (m == c.lastAsc+c.sum || m == c.firstDesc)
}

// proved says whether the last balance was checked against an earlier one.
func (c *chain) proved() bool { return c.seen > 1 && (c.ascBroken == 0 || c.descBroke == 0) }

// balances derives the opening and closing balances, and a note where the column does not
// agree with itself. Both are nil when nothing can be said.
func (c *chain) balances() (opening, closing *reconcile.Balance, note string) {
	if c.seen == 0 {
		return nil, nil, ""
	}
	money := func(minor int64) reconcile.Money {
		return reconcile.Money{Minor: minor, Currency: c.currency}
	}
	if c.days != nil {
		c.days.finish()
		from, to := c.days.balances()
		if !c.days.proved() {
			note = "the balance column does not follow from the amounts, day by day"
		}
		return &reconcile.Balance{Amount: money(from), Date: c.minDay},
			&reconcile.Balance{Amount: money(to), Date: c.maxDay}, note
	}
	oldestFirst, known := c.order()
	if !known {
		return nil, nil, "the balance column fits both orders of the lines: opening and " +
			"closing balances are left open"
	}
	broken, from, to := c.ascBroken, c.firstAsc, c.lastAsc+c.sum
	if !oldestFirst {
		broken, from, to = c.descBroke, c.lastDesc-c.sum, c.firstDesc
	}
	if broken > 0 {
		note = fmt.Sprintf("line %d: the balance does not follow from the line before it and "+
			"the amount", broken)
	}
	return &reconcile.Balance{Amount: money(from), Date: c.minDay},
		&reconcile.Balance{Amount: money(to), Date: c.maxDay}, note
}

// order decides whether the oldest line comes first: by the balances, then by the days, then
// by which of the two proves from end to end.
func (c *chain) order() (oldestFirst, known bool) {
	switch asc, desc := c.ascBroken == 0, c.descBroke == 0; {
	case c.seen == 1:
		return c.firstDay <= c.lastDay, true
	case asc && !desc:
		return true, true
	case desc && !asc:
		return false, true
	case c.firstDay != c.lastDay:
		return c.firstDay < c.lastDay, true
	case asc && desc:
		return true, c.firstAsc+c.sum == c.firstDesc
	}
	return c.firstAsc == c.lastAsc || c.firstDesc != c.lastDesc, true
}
