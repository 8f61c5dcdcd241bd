package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A customer who pays 20 days early as a rule is expected to pay at once what falls due next week: it
// is not overdue. What he left past its due date is. The as-of date is a Tuesday.
func TestExpectedOfEarlyPayer(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-06-10", reconcile.EUR(1000))
	d.invoice("F2", "2026-06-01", "2026-07-08", reconcile.EUR(300))
	d.invoice("F3", "2026-06-01", "2026-06-29", reconcile.EUR(70))
	d.paid("2026-05-21", reconcile.CashOn("F1", reconcile.EUR(1000)))
	d.list()
	for _, e := range d.l.Expected() {
		due := map[Horizon]int64{Overdue: 70, NextWeek: 300}[e.Horizon]
		likely := map[Horizon]int64{Overdue: 70, ThisWeek: 300}[e.Horizon]
		if e.Due != reconcile.EUR(due) || e.Likely != reconcile.EUR(likely) {
			t.Errorf("%s: due %s, likely %s; want %d and %d cents", e.Horizon, e.Due, e.Likely, due, likely)
		}
	}
}
