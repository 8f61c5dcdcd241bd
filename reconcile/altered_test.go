package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The seller changes a paid invoice into a credit note, or into another currency: what was
// decided was right by the version of then, no rule is broken, and it can be taken back.
func TestAlteredAfterPayment(t *testing.T) {
	dollars := invoice("F1", "120.00")
	dollars.Amount.Currency = "USD"
	for name, altered := range map[string]reconcile.Invoice{
		"a credit note": invoice("F1", "-100.00"), "a small credit note": invoice("F1", "-1.00"),
		"another currency": dollars, "nothing": invoice("F1", "0.00"),
	} {
		o := newOffice(t)
		o.load(invoiceFile("1", invoice("F1", "100.00")), bankFile("bank", statement("S1", "0.00",
			line("2026-06-03", "60.00", "R1", "F1"), line("2026-06-04", "40.00", "R2", "F1"),
			line("2026-06-05", "15.00", "R3", "F1"))))
		o.run()
		o.load(invoiceFile("2", altered))
		o.run()
		if got := o.anomalies(); got == "" {
			t.Errorf("%s: nobody is told", name)
		}
		a := reconcile.Assignment{Payment: "R3", Invoices: []reconcile.AssignedAmount{{Name: "F1"}}}
		if _, err := o.Assign(t.Context(), o.call, a); err == nil {
			t.Errorf("%s: more money was put on it", name)
		}
		for _, ref := range []string{"R2", "R1"} {
			if _, err := o.Undo(t.Context(), o.call, []string{ref}); err != nil {
				t.Errorf("%s: undo %s: %v", name, ref, err)
			}
			o.verify()
		}
		o.run()
	}
}
