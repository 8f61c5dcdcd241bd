package camt

import (
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// balances chooses the opening and the closing balance. OPBD and CLBD are the booked ones;
// PRCD, the closing balance of the statement before, opens where OPBD is missing; ITBD, the
// interim booked balance, stands between the pages of one statement. Available and forward
// balances prove nothing and are not read. Where a statement of several days gives a pair
// for each, the earliest opens and the latest closes.
func (r *reader) balances(row *reconcile.Statement) error {
	var opening, previous, closing *reconcile.Balance
	var interim []*reconcile.Balance
	for n := range r.head.each(0, "Bal") {
		kind := r.head.get(n, "Tp", "CdOrPrtry", "Cd")
		if kind == "" {
			kind = r.head.get(n, "Tp", "Cd") // version 1
		}
		if kind != "OPBD" && kind != "PRCD" && kind != "CLBD" && kind != "ITBD" {
			continue
		}
		b, err := r.head.balance(n)
		if err != nil {
			return err
		}
		switch kind {
		case "OPBD":
			opening = earlier(opening, b)
		case "PRCD":
			previous = earlier(previous, b)
		case "CLBD":
			closing = later(closing, b)
		case "ITBD":
			interim = append(interim, b)
		}
	}
	if opening == nil {
		opening = previous
	}
	row.Opening, row.Closing = pageBalances(opening, closing, interim)
	for _, b := range []*reconcile.Balance{row.Opening, row.Closing} {
		if row.Currency == "" && b != nil {
			row.Currency = b.Amount.Currency
		}
	}
	return nil
}

// pageBalances fills in a page's missing side by an interim balance, when it is clear which
// side it is.
func pageBalances(opening, closing *reconcile.Balance,
	interim []*reconcile.Balance) (o, c *reconcile.Balance) {
	switch n := len(interim); {
	case n == 0:
	case opening == nil && closing == nil && n > 1:
		return interim[0], interim[n-1]
	case opening == nil && closing != nil:
		return interim[0], closing
	case opening != nil && closing == nil:
		return opening, interim[n-1]
	}
	return opening, closing
}

func earlier(a, b *reconcile.Balance) *reconcile.Balance {
	if a != nil && a.Date <= b.Date {
		return a
	}
	return b
}

func later(a, b *reconcile.Balance) *reconcile.Balance {
	if a != nil && a.Date > b.Date {
		return a
	}
	return b
}

// balance reads one balance. Some banks leave CdtDbtInd out: the amount is then what the
// account holds, and the proof tells if that was wrong.
func (t *tree) balance(n int) (*reconcile.Balance, error) {
	amount := t.at(n, "Amt")
	if amount == none {
		return nil, &importers.Error{Line: t.line(n), What: "a balance without amount"}
	}
	m, err := t.money(amount)
	if err != nil {
		return nil, err
	}
	sign, err := t.direction(n)
	if err != nil {
		return nil, err
	}
	if sign < 0 {
		m = m.Neg()
	}
	day, err := t.dateAt(t.at(n, "Dt"))
	if err != nil {
		return nil, err
	}
	return &reconcile.Balance{Amount: m, Date: day}, nil
}
