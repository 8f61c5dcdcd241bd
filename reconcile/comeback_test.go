package reconcile_test

import (
	"context"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// An invoice comes back in tomorrow's export: the cases of DESIGN section 3, one each.

func paidOffice(t *testing.T) *office {
	o := newOffice(t)
	o.load(invoiceFile("day 1", invoice("F1", "100.00"), invoice("F2", "50.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-03", "100.00", "R1", "F1"))))
	o.run()
	return o
}

func TestComeBackOwnerFollows(t *testing.T) {
	o := paidOffice(t)
	v := invoice("F1", "100.00")
	v.Owner, v.Terms, v.DueDate, v.Project = "Anna", "30 days", date("2026-07-31"), "P7"
	if r := o.load(invoiceFile("day 2", v)); r[0].NewVersions != 1 || r[0].NewInvoices != 0 {
		t.Errorf("%+v", r[0])
	}
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 paid outstanding 0.00
		F2 overdue outstanding 50.00
		`)
}

func TestComeBackAltered(t *testing.T) {
	o := paidOffice(t)
	o.load(invoiceFile("day 2", invoice("F1", "120.00")))
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 partially_paid outstanding 20.00
		F2 overdue outstanding 50.00
		! invoice_altered F1
		`)
	o.load(invoiceFile("day 3", invoice("F1", "80.00"))) // less than what was allocated
	o.run()
	if _, err := o.Undo(context.Background(), o.call, []string{"R1"}); err != nil {
		t.Errorf("money on a reduced invoice cannot be taken back: %v", err)
	}
}

func TestComeBackCancelled(t *testing.T) {
	o := paidOffice(t)
	v := invoice("F1", "100.00")
	v.State = reconcile.StateCancelled
	o.load(invoiceFile("day 2", v))
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 cancelled outstanding 0.00
		F2 overdue outstanding 50.00
		! allocation_on_cancelled_invoice F1
		`)
}

func TestComeBackPaidElsewhere(t *testing.T) {
	o := paidOffice(t)
	v := invoice("F2", "50.00")
	v.State = reconcile.StatePaid
	o.load(invoiceFile("day 2", v))
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 paid outstanding 0.00
		F2 paid outstanding 0.00
		`)
	if r := o.run(); r.Automatic != 0 {
		t.Errorf("a second run decided %d", r.Automatic)
	}
	o.load(invoiceFile("day 3", invoice("F2", "50.00"))) // open again
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 paid outstanding 0.00
		F2 overdue outstanding 50.00
		`)
}

// A credit that quotes an invoice settled elsewhere proposes to take that part's place.
func TestComeBackThenTheMoneyArrives(t *testing.T) {
	for _, first := range []bool{false, true} {
		o := newOffice(t)
		o.call.Policy.ERPMarksFirst = first
		v := invoice("F2", "50.00")
		v.State = reconcile.StatePaid
		o.load(invoiceFile("day 1", v), bankFile("bank", statement("S1", "0.00", line("2026-06-03", "50.00", "R1", "F2"))))
		o.run()
		if first {
			o.want(`
				R1 auto F2 50.00 replaces_settled_elsewhere
				F2 paid outstanding 0.00
				`)
			continue
		}
		o.want(`
			R1 proposed F2 50.00 replaces_settled_elsewhere
			R1 proposed  50.00 
			F2 paid outstanding 0.00
			! payment_on_paid_invoice R1
			`)
		if _, err := o.Accept(context.Background(), o.call, []string{"R1"}); err != nil {
			t.Fatal(err)
		}
		o.verify()
		o.run()
		o.load(invoiceFile("day 3", invoice("F2", "50.00"))) // "open" never reopens what we closed
		o.run()
		if got := o.payment("R1"); got.Amount != eur("50.00") {
			t.Errorf("%v", got)
		}
	}
}

// What settled an invoice elsewhere is not taken back while a payment stands in its place: the
// payment's decision is undone first, and then the invoice is as it was.
func TestUndoWhatAPaymentReplaced(t *testing.T) {
	o := newOffice(t)
	v := invoice("F2", "50.00")
	v.State = reconcile.StatePaid
	o.load(invoiceFile("day 1", v), bankFile("bank", statement("S1", "0.00", line("2026-06-03", "50.00", "R1", "F2"))))
	o.run()
	if _, err := o.Accept(t.Context(), o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"F2"}); err == nil ||
		!strings.Contains(err.Error(), "took the place of what was settled elsewhere") {
		t.Errorf("undone under a payment: %v", err)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	if _, err := o.Undo(t.Context(), o.call, []string{"F2"}); err != nil {
		t.Fatal(err)
	}
	o.want(`
		R1 proposed  50.00 
		F2 overdue outstanding 50.00
		`)
}

func TestComeBackOpenNeverReopens(t *testing.T) {
	o := paidOffice(t)
	before := o.state()
	o.load(invoiceFile("day 2", invoice("F1", "100.00"), invoice("F2", "50.00")))
	o.run()
	if after := o.state(); after != before {
		t.Errorf("state changed to\n%s", after)
	}
	o.load(invoiceFile("day 3", invoice("F1", "100.00"))) // F2 disappeared: nothing changes
	o.run()
	if after := o.state(); after != before {
		t.Errorf("state changed to\n%s", after)
	}
}

// A bank's return of the credit that took the place of "settled elsewhere" reopens the invoice: it was
// this money that the seller's system spoke of. Whatever that system says afterwards, each of the
// decisions can be taken back, the last first, and each time what stood before stands again.
func TestReturnOfWhatReplaced(t *testing.T) {
	o := newOffice(t)
	v := invoice("F2", "50.00")
	v.State = reconcile.StatePaid
	o.load(invoiceFile("day 1", v), bankFile("bank", statement("S1", "0.00",
		line("2026-06-03", "50.00", "R1", "F2"), line("2026-06-09", "-50.00", "R2", "F2"))))
	o.run()
	if _, err := o.Accept(t.Context(), o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	o.wantOpen("replaced", "0.00")
	o.run()
	o.wantOpen("returned", "50.00")
	o.load(invoiceFile("day 2", invoice("F2", "50.00"))) // the seller's system says open again
	o.run()
	o.wantOpen("open again", "50.00")
	for _, u := range []struct{ id, open string }{{"R2", "0.00"}, {"R1", "0.00"}, {"F2", "50.00"}} {
		if _, err := o.Undo(t.Context(), o.call, []string{u.id}); err != nil {
			t.Fatal(err)
		}
		o.wantOpen("without "+u.id, u.open)
	}
}

// wantOpen asks that every rule holds and so much is open on F2.
func (o *office) wantOpen(when, open string) {
	o.t.Helper()
	o.verify()
	if want := "outstanding " + open + "\n"; !strings.Contains(o.state(), want) {
		o.t.Errorf("%s: want %s, have\n%s", when, want, o.state())
	}
}
