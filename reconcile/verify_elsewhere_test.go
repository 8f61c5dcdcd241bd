package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Less than nothing settled elsewhere is named by verify, whoever wrote it: two credits that both took
// the place of one mark of the seller's system.
func TestVerifySettledElsewhere(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "50.00")), bankFile("bank", statement("S1", "0.00",
		line("2026-06-03", "50.00", "R1", ""))))
	p := o.payment("R1")
	d := reconcile.Decision{Kind: reconcile.Applied, Payment: p.ID, Effective: p.BookingDate, Actor: o.call.Actor,
		Parts: []reconcile.Part{reconcile.CashOn("F1", p.Amount),
			reconcile.Closing(reconcile.SettledElsewhere, "F1", p.Amount.Neg())}}
	d.ID = reconcile.AutomaticKey(o.call.Company, p.ID, "", d.Parts, 0)
	err := o.Store.Update(t.Context(), o.call.Company, func(w reconcile.Writer) error {
		_, err := w.Apply(t.Context(), o.call.Company, []reconcile.Decision{d})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := o.Verify(t.Context(), o.call.Company)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(r.Broken, "\n"); !strings.Contains(got, "invoice F1: -5000 minor units of 5000 are settled elsewhere") {
		t.Errorf("broken: %s", got)
	}
}
