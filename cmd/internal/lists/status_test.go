package lists

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A return stays one with the bank's fee on top; the fee alone is none.
func TestStatusOfADebit(t *testing.T) {
	fee := reconcile.Part{Kind: reconcile.NotForInvoices, Reason: "charges", Moves: reconcile.EUR(-15)}
	for _, x := range []struct {
		parts []reconcile.Part
		want  string
	}{
		{[]reconcile.Part{reconcile.CashOn("F1", reconcile.EUR(-200))}, "return"},
		{[]reconcile.Part{reconcile.CashOn("F1", reconcile.EUR(-200)), fee}, "return"},
		{[]reconcile.Part{reconcile.Waiting("C1", reconcile.EUR(-200)), fee}, "return"},
		{[]reconcile.Part{fee}, "debit"},
		{nil, "debit"},
	} {
		id := reconcile.ID{1}
		d := reconcile.Decided{Live: map[reconcile.ID][]reconcile.Decision{}}
		if x.parts != nil {
			d.Live[id] = []reconcile.Decision{{Kind: reconcile.Applied, Live: true, Parts: x.parts}}
		}
		if got := PaymentStatus(reconcile.Payment{ID: id, Amount: reconcile.EUR(-215)}, d); got != x.want {
			t.Errorf("%+v: %s, want %s", x.parts, got, x.want)
		}
	}
}
