package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Money on a document that is not issued yet is the customer's until it is: what is owed is what was
// invoiced less what was received, on every day.
func TestPaidBeforeIssue(t *testing.T) {
	d := newDesk(t, "2026-03-31")
	d.invoice("F1", "2026-03-01", "2026-03-31", reconcile.EUR(1000))
	d.invoice("F2", "2026-04-02", "2026-05-02", reconcile.EUR(900))
	d.paid("2026-03-30", reconcile.CashOn("F2", reconcile.EUR(900)))
	d.shows(map[Kind]string{DSOSimple: "9.00", DSOBestPossible: "90.00", OverdueShare: "0.0000", PaidDays: ""})
	if u := d.l.Unapplied(); len(u) != 1 || u[0].Identified.Amount != reconcile.EUR(900) ||
		u[0].Identified.Oldest != day(t, "2026-03-30") {
		t.Errorf("unapplied: %+v", u)
	}
	if a := d.l.Ageing(); len(a) != 1 || a[0].Total != reconcile.EUR(1000) || a[0].Balance != reconcile.EUR(100) {
		t.Errorf("ageing: %+v", a)
	}
	o := d.l.owed()
	if got := o.surplus["EUR"]; got != 900 {
		t.Errorf("the summary has %d of it", got)
	}
	if n := len(o.counts); n != 1 {
		t.Errorf("%d statuses, of one invoice that is issued", n)
	}
}

// So it opens the next window: it was collected before, and does not count as collected in it.
func TestOpeningPaidBeforeIssue(t *testing.T) {
	d := newDesk(t, "2026-04-30")
	d.invoice("F1", "2026-03-01", "2026-03-31", reconcile.EUR(1000))
	d.invoice("F2", "2026-04-02", "2026-05-02", reconcile.EUR(900))
	d.paid("2026-03-30", reconcile.CashOn("F2", reconcile.EUR(900)))
	d.list()
	april := d.l.Indicators(MonthTo(d.l.asOf))
	if i := Of(april, "EUR", Collection); i.Decimal() != "0.0000" || i.Terms[0].Decimal("EUR") != "1.00" {
		t.Errorf("collected %s of %v, want nothing in April", i.Decimal(), i.Terms)
	}
}
