package anomalies

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// An account with a statement each bank day is silent for three days at every weekend: it is late
// after half as long again and two bank days, never over a weekend alone. One with a statement a month is not late before six weeks.
func TestDue(t *testing.T) {
	day := func(y, m, d int) reconcile.Date { return reconcile.NewDate(y, m, d) }
	daily := func(last reconcile.Date) (out []reconcile.Statement) {
		for d := last - 60; d <= last; d++ {
			if !weekend(d) {
				out = append(out, reconcile.Statement{Account: "A", State: reconcile.StatementEntered, From: d, To: d})
			}
		}
		return out
	}
	accounts := []reconcile.Account{{ID: "A"}, {ID: "B"}}
	for name, c := range map[string]struct {
		list []reconcile.Statement
		want reconcile.Date
	}{
		"a Tuesday": {daily(day(2026, 6, 9)), day(2026, 6, 17)},
		"a Friday":  {daily(day(2026, 6, 5)), day(2026, 6, 12)},
		"monthly": {[]reconcile.Statement{{Account: "A", State: reconcile.StatementEntered, To: day(2026, 3, 31)},
			{Account: "A", State: reconcile.StatementEntered, To: day(2026, 4, 30)},
			{Account: "A", State: reconcile.StatementHeld, To: day(2026, 6, 30)},
			{Account: "A", State: reconcile.StatementEntered, To: day(2026, 5, 31)}}, day(2026, 7, 21)},
		"two statements tell no rhythm": {daily(day(2026, 6, 9))[:2], 0},
	} {
		got, err := Due(accounts, c.list, day(2026, 6, 30))
		if err != nil || got["A"] != c.want || len(got) > 1 {
			t.Errorf("%s: due %v (%v), want %v", name, got, err, c.want)
		}
	}
}
