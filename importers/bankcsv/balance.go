package bankcsv

import (
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// chain follows a running balance column. With S the sum of the amounts from the first line
// of the file to line i, balance − S is the same on every line when the file is oldest
// first: it is the opening balance. When it is newest first, balance + S before the line is
// the same everywhere: it is the closing balance. Lines without a balance only add to S.
type chain struct {
	sum                  reconcile.Money
	seen                 int
	firstAsc, lastAsc    reconcile.Money // balance − sum up to and with the line
	firstDesc, lastDesc  reconcile.Money // balance + sum before the line
	ascBroken, descBroke int             // first line that breaks it, 0 for none
	firstDay, lastDay    reconcile.Date  // of the file, in its order
	minDay, maxDay       reconcile.Date
}

// add takes a booked line; balance is nil where its cell is empty.
func (c *chain) add(amount reconcile.Money, balance *reconcile.Money, day reconcile.Date,
	line int) error {
	before := c.sum
	var err error
	if c.sum, err = c.sum.Add(amount); err != nil {
		return err
	}
	if c.firstDay == 0 {
		c.firstDay, c.minDay = day, day
	}
	c.lastDay, c.minDay, c.maxDay = day, min(c.minDay, day), max(c.maxDay, day)
	if balance == nil {
		return nil
	}
	asc, err := balance.Sub(c.sum)
	if err != nil {
		return err
	}
	desc, err := balance.Add(before)
	if err != nil {
		return err
	}
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
	return nil
}

// proved says whether the last balance was checked against an earlier one.
func (c *chain) proved() bool { return c.seen > 1 && (c.ascBroken == 0 || c.descBroke == 0) }

// balances derives the opening and closing balances, and a note where the column does not
// agree with itself. Both are nil when nothing can be said.
func (c *chain) balances() (opening, closing *reconcile.Balance, note string) {
	if c.seen == 0 {
		return nil, nil, ""
	}
	oldestFirst, known := c.order()
	if !known {
		return nil, nil, "the balance column fits both orders of the lines: opening and " +
			"closing balances are left open"
	}
	broken := c.ascBroken
	from, to := c.firstAsc, reconcile.Money{}
	var err error
	if oldestFirst {
		to, err = c.lastAsc.Add(c.sum)
	} else {
		broken, to = c.descBroke, c.firstDesc
		from, err = c.lastDesc.Sub(c.sum)
	}
	if err != nil {
		return nil, nil, "the balance column cannot be added up: " + err.Error()
	}
	if broken > 0 {
		note = fmt.Sprintf("line %d: the balance does not follow from the line before it and "+
			"the amount", broken)
	}
	return &reconcile.Balance{Amount: from, Date: c.minDay},
		&reconcile.Balance{Amount: to, Date: c.maxDay}, note
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
		return true, c.firstAsc.Minor+c.sum.Minor == c.firstDesc.Minor
	}
	return c.firstAsc == c.lastAsc || c.firstDesc != c.lastDesc, true
}
