package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/receivables"
)

// A person says that a credit does not pay the invoice that the seller's system had called paid. When
// the system says open again, the credit does not come back to it by its number.
func TestUndoneReplacementStaysUndone(t *testing.T) {
	o := newOffice(t)
	o.call.Policy.ERPMarksFirst = true
	paid := invoice("F1", "100.00")
	paid.State = reconcile.StatePaid
	o.load(invoiceFile("1", paid), bankFile("b", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"))))
	o.run()
	o.want(`
		R1 auto F1 100.00 replaces_settled_elsewhere
		F1 paid outstanding 0.00
		`)
	if _, err := o.Undo(t.Context(), o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	o.load(invoiceFile("2", invoice("F1", "100.00")))
	o.run()
	o.run()
	o.want(`
		R1 auto  100.00 on_account
		F1 overdue outstanding 100.00
		`)
	o.verify()
}

// What lies on an invoice beyond what it asks for is the customer's, and in the figures.
func TestSurplusIsUnapplied(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("1", invoice("F1", "100.00"), invoice("F2", "40.00")), bankFile("b", statement("S1", "0.00",
		line("2026-06-01", "100.00", "R1", "F1"), line("2026-06-02", "40.00", "R2", "F2"))))
	o.run()
	unapplied := func() string {
		t.Helper()
		var out string
		if err := o.Read(t.Context(), func(r reconcile.Reader) error {
			s, err := receivables.Summarise(t.Context(), r, o.call.Company, o.call.AsOf)
			for _, m := range s.Unapplied {
				out += m.String()
			}
			for _, m := range s.Net {
				out += " net " + m.String()
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if got := unapplied(); got != "0.00 EUR net 0.00 EUR" && got != " net 0.00 EUR" {
		t.Errorf("paid: %s", got)
	}
	cancelled := invoice("F2", "40.00")
	cancelled.State = reconcile.StateCancelled
	o.load(invoiceFile("2", invoice("F1", "60.00"), cancelled))
	o.run()
	if got := unapplied(); got != "80.00 EUR net -80.00 EUR" {
		t.Errorf("reduced and cancelled: %s", got)
	}
}

// Two that were settled and two that came are two new ones to decide.
func TestNewToDecideIsWho(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("1", invoice("F1", "100.00")), bankFile("b", statement("S1", "0.00",
		line("2026-06-01", "5.00", "R1", "who"), line("2026-06-02", "6.00", "R2", "knows"))))
	if r := o.run(); r.NewToDecide != 2 {
		t.Errorf("first: %+v", r)
	}
	for _, ref := range []string{"R1", "R2"} {
		if _, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: ref, NotForInvoices: "tax"}); err != nil {
			t.Fatal(err)
		}
	}
	o.load(bankFile("b2", statement("S2", "11.00", line("2026-06-03", "7.00", "R3", "who"),
		line("2026-06-04", "8.00", "R4", "knows"))))
	if r := o.run(); r.NewToDecide != 2 || r.Unmatched != 2 {
		t.Errorf("second: %+v", r)
	}
	if r := o.run(); r.NewToDecide != 0 {
		t.Errorf("again: %+v", r)
	}
}
