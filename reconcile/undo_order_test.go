package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A debit that takes back what two credits paid together stands on both: neither credit is undone under
// it, though another has paid the invoice again meanwhile. Else the debit could not be undone for want of
// room on the invoice, nor the new credit for want of money on it.
func TestUndoInOrder(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "20.00")), bankFile("bank", statement("S1", "0.00",
		line("2026-06-01", "10.00", "R1", ""), line("2026-06-01", "10.00", "R2", ""),
		line("2026-06-02", "-20.00", "R3", ""), line("2026-06-03", "20.00", "R4", ""))))
	for _, ref := range []string{"R1", "R2", "R3", "R4"} {
		a := reconcile.Assignment{Payment: ref, Invoices: []reconcile.AssignedAmount{{Name: "F1"}}}
		if _, err := o.Assign(t.Context(), o.call, a); err != nil {
			t.Fatal(ref, err)
		}
	}
	_, err := o.Undo(t.Context(), o.call, []string{"R1"})
	if err == nil || !strings.Contains(err.Error(), "undo first what was decided later on invoice F1") {
		t.Errorf("a credit is undone under the debit that took it back: %v", err)
	}
	for _, ref := range []string{"R4", "R3", "R1", "R2"} {
		if _, err := o.Undo(t.Context(), o.call, []string{ref}); err != nil {
			t.Error(ref, err)
		}
		o.verify()
	}
}

// What is undone is not undone again: the answer says so, whatever else of the payment stands, and
// nothing changes.
func TestUndoTwice(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "10.00")), bankFile("bank", statement("S1", "0.00",
		line("2026-06-01", "25.00", "R1", ""))))
	var ids []string
	for _, a := range []reconcile.Assignment{
		{Payment: "R1", Accounts: []reconcile.AssignedAmount{{Name: "C1"}}},
		{Payment: "R1", Invoices: []reconcile.AssignedAmount{{Name: "F1"}}},
	} {
		done, err := o.Assign(t.Context(), o.call, a)
		if err != nil {
			t.Fatal(err)
		}
		ids = append([]string{done[0].Decision.ID.String()}, ids...)
	}
	for _, id := range ids {
		if _, err := o.Undo(t.Context(), o.call, []string{id}); err != nil {
			t.Fatal(err)
		}
		before := o.state()
		_, err := o.Undo(t.Context(), o.call, []string{id})
		if err == nil || !strings.Contains(err.Error(), "decision "+id+" is undone already") {
			t.Errorf("undone twice: %v", err)
		}
		if o.state() != before {
			t.Error("the second undo changed something")
		}
		o.verify()
	}
}
