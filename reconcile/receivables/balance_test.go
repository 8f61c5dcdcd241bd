package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The balance of an account is what the last statement closes with, whatever the ids of those of
// the same day say: parts of a day and pages of a period follow their balances.
func TestLastBalance(t *testing.T) {
	d := day(t, "2026-06-15")
	part := func(id byte, page int, opening, closing int64) reconcile.Statement {
		s := reconcile.Statement{ID: reconcile.ID{id}, Account: "A", Currency: "EUR", Reference: "S", Sequence: 7,
			State: reconcile.StatementEntered, From: d, To: d, Stated: true, Booked: 1,
			Opening: &reconcile.Balance{Amount: reconcile.EUR(opening), Date: d},
			Closing: &reconcile.Balance{Amount: reconcile.EUR(closing), Date: d}}
		if page > 0 {
			s.Pages = reconcile.Pages{First: page, Last: page, More: page < 3}
		} else {
			s.Sequence, s.Reference = 0, string('a'+id)
		}
		return s
	}
	for _, ids := range [][3]byte{{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}} {
		for name, list := range map[string][]reconcile.Statement{
			"parts of a day": {part(ids[0], 0, 0, 5), part(ids[1], 0, 5, 2), part(ids[2], 0, 2, 9)},
			"pages":          {part(ids[0], 1, 0, 5), part(ids[1], 2, 5, 5), part(ids[2], 3, 5, 9)},
		} {
			byID := make([]reconcile.Statement, 3)
			for _, s := range list {
				byID[s.ID[0]-1] = s
			}
			var a AccountState
			a.entered(byID, 0)
			if a.Balance == nil || a.Balance.Amount != reconcile.EUR(9) || a.Statements != 3 {
				t.Errorf("%s %v: %+v", name, ids, a)
			}
		}
	}
}
