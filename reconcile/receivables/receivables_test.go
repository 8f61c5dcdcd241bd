package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func day(t *testing.T, s string) reconcile.Date {
	t.Helper()
	d, err := reconcile.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// worked is the example of DOMAIN 1.0 on 2026-06-30: open balances, ageing and DSO.
func worked(t *testing.T) (*owed, reconcile.Date) {
	asOf := day(t, "2026-06-30")
	o := newOwed(asOf)
	for _, row := range []struct {
		number, issued, due string
		amount, closed      int64
	}{
		{"F1", "2026-04-10", "2026-05-10", 120000, 120000},
		{"F2", "2026-05-05", "2026-06-04", 240000, 100000},
		{"F3", "2026-04-20", "2026-05-20", 360000, 0},
		{"F4", "2026-06-15", "2026-07-15", 180000, 0},
		{"F5", "2026-03-01", "2026-03-31", 60000, 0},
		{"F6", "2026-06-02", "2026-07-02", 200000, 200000},
		{"AV1", "2026-06-10", "", -30000, 0},
	} {
		v := reconcile.Invoice{Number: row.number, Type: reconcile.PlainInvoice, State: reconcile.StateOpen,
			IssueDate: day(t, row.issued), Amount: reconcile.EUR(row.amount), Closed: reconcile.EUR(row.closed)}
		if row.due != "" {
			v.DueDate = day(t, row.due)
		}
		if row.amount < 0 {
			v.Type = reconcile.CreditNote
		}
		o.add(v)
	}
	return o, asOf
}

func TestAgeingOfTheWorkedExample(t *testing.T) {
	o, _ := worked(t)
	var s Summary
	o.fill(&s)
	want := AgeingLine{"EUR", reconcile.EUR(180000), reconcile.EUR(140000), reconcile.EUR(360000),
		reconcile.EUR(0), reconcile.EUR(60000), reconcile.EUR(-30000), reconcile.EUR(710000)}
	if len(s.Ageing) != 1 || s.Ageing[0] != want {
		t.Errorf("ageing %+v, want %+v", s.Ageing, want)
	}
	if s.Outstanding[0] != reconcile.EUR(740000) || s.CreditNotesOpen[0] != reconcile.EUR(-30000) {
		t.Errorf("outstanding %v, credit notes %v", s.Outstanding, s.CreditNotesOpen)
	}
	if s.Overdue60[0] != reconcile.EUR(60000) {
		t.Errorf("more than 60 days late %v", s.Overdue60)
	}
	if s.Invoices[reconcile.StatusPaid] != 2 || s.Invoices[reconcile.StatusPartiallyPaid] != 1 ||
		s.Invoices[reconcile.StatusOverdue] != 2 || s.Invoices[reconcile.StatusOpen] != 2 {
		t.Errorf("statuses %v", s.Invoices)
	}
}

// DOMAIN 1.1 and the vectors of DOMAIN 7.2.
func TestSimpleDSO(t *testing.T) {
	for _, c := range []struct {
		receivables, sales int64
		days               int
		want               int64
		defined            bool
	}{
		{710000, 1070000, 91, 6038, true},
		{2000000, 4500000, 90, 4000, true},
		{3000000, 6000000, 90, 4500, true},
		{100, 0, 90, 0, false},
		{100, -5, 90, 0, false},
		{-100, 500, 90, 0, true},
		{1, 3, 1, 33, true},
		{1, 200, 1, 1, true}, // half up
	} {
		got, defined := simpleDSO(c.receivables, c.sales, c.days)
		if got != c.want || defined != c.defined {
			t.Errorf("DSO of %d on %d over %d days = %d %v, want %d %v", c.receivables, c.sales,
				c.days, got, defined, c.want, c.defined)
		}
	}
	o, asOf := worked(t)
	dso := daysSalesOutstanding([]reconcile.Money{reconcile.EUR(710000)}, o.sales, asOf)
	if len(dso) != 2 || dso[0].WindowDays != 90 || dso[0].Sales != reconcile.EUR(1070000) || dso[0].Days100 != 5972 {
		t.Errorf("%+v", dso)
	}
	if dso[1].Sales != reconcile.EUR(1130000) {
		t.Errorf("the year's sales are %s", dso[1].Sales)
	}
}

// The edges of the buckets: DOMAIN 7.4.
func TestBuckets(t *testing.T) {
	asOf := day(t, "2028-02-29")
	for days, want := range map[int]string{-1: "not", 0: "not", 1: "30", 30: "30", 31: "60", 60: "60",
		61: "90", 90: "90", 91: "over"} {
		o := newOwed(asOf)
		o.add(reconcile.Invoice{State: reconcile.StateOpen, IssueDate: asOf - 200,
			DueDate: asOf - reconcile.Date(days), Amount: reconcile.EUR(1)})
		l := o.ageing["EUR"]
		got := map[bool]string{!l.NotDue.IsZero(): "not", !l.To30.IsZero(): "30", !l.To60.IsZero(): "60",
			!l.To90.IsZero(): "90", !l.Over90.IsZero(): "over"}[true]
		if got != want {
			t.Errorf("%d days late is in bucket %q, want %q", days, got, want)
		}
	}
}
