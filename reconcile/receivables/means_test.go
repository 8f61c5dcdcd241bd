package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Discount settles without money, on the day of the payment that took it; what the bank takes back takes
// its discount along: DOMAIN 1.15.
func TestDiscount(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-05-01", "2026-05-31", reconcile.EUR(1000))
	d.invoice("F2", "2026-05-01", "2026-05-31", reconcile.EUR(1000))
	d.invoice("F3", "2026-01-01", "2026-01-31", reconcile.EUR(1000))
	d.shows(map[Kind]string{DiscountShare: ""}) // nothing settled
	id := d.paid("2026-05-11", reconcile.CashOn("F1", reconcile.EUR(970)),
		reconcile.Closing(reconcile.Discount, "F1", reconcile.EUR(30)))
	d.paid("2026-05-12", reconcile.CashOn("F2", reconcile.EUR(980)),
		reconcile.Closing(reconcile.BankFee, "F2", reconcile.EUR(20))) // no discount
	d.paid("2026-02-01", reconcile.Closing(reconcile.Discount, "F3", reconcile.EUR(500))) // before the window
	d.shows(map[Kind]string{DiscountShare: "0.0152"})                                     // 30 ÷ (1 950 + 30)
	mark, _ := id.MarshalText()
	cash, discount := reconcile.CashOn("F1", reconcile.EUR(-970)),
		reconcile.Closing(reconcile.Discount, "F1", reconcile.EUR(-30))
	cash.Reason, discount.Reason = "returns:"+string(mark), "returns:"+string(mark)
	d.paid("2026-06-25", cash, discount)
	d.shows(map[Kind]string{DiscountShare: "0.0000"})
}

// More than 90 days late begins on the 91st: DOMAIN 1.9 and 1.15.
func TestOver90(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-03-01", "2026-04-01", reconcile.EUR(1000)) // 90 days
	d.shows(map[Kind]string{Over90Share: "0.0000"})
	d.invoice("F2", "2026-03-01", "2026-03-31", reconcile.EUR(1000))
	d.invoice("F3", "2025-01-01", "", reconcile.EUR(1000)) // never late
	d.invoice("AV1", "2025-01-01", "2025-02-01", reconcile.EUR(-500))
	d.shows(map[Kind]string{Over90Share: "0.3333"})
}

// What is kept back (4117) is in no bucket and in no DSO, and has its own line until it is released
// or the seller asks for less: PRACTICE 1.13.
func TestRetention(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-06-01", "2026-06-15", reconcile.EUR(1000))
	d.paid("2026-06-20", reconcile.CashOn("F1", reconcile.EUR(950)),
		reconcile.Closing(reconcile.Retention, "F1", reconcile.EUR(50)))
	d.shows(map[Kind]string{DSOSimple: "0.00"})
	kept := func(retained, total int64) {
		t.Helper()
		want := reconcile.EUR(retained)
		if a := d.l.Ageing(); len(a) != 1 || a[0].Retained != want || a[0].Total != reconcile.EUR(total) ||
			a[0].Balance.Minor+a[0].Retained.Minor != d.l.documents[0].amount-950 {
			t.Errorf("the balance is %+v, want %s kept back", a, want)
		}
	}
	kept(50, 0)
	d.l.documents[0].amount = 500 // reduced: 450 of what he paid are his again
	kept(50, 0)
	d.l.documents[0].amount = 1000
	d.paid("2026-06-25", reconcile.Closing(reconcile.Retention, "F1", reconcile.EUR(-50)))
	kept(0, 50)
	d.l.documents[0].retained, d.l.documents[0].state = 50, reconcile.StateCancelled
	if got := d.l.documents[0].kept(); got != 0 {
		t.Errorf("%d are kept back of a cancelled invoice", got)
	}
}

// What is disputed stays in its bucket and in what is owed, and is shown a second time: DOMAIN 1.9.
func TestDisputed(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	enter := func(number string, euros int64, kind reconcile.InvoiceType, claim reconcile.Claim, disputed bool) {
		d.enter(&reconcile.Invoice{Number: number, Customer: "C", Type: kind, Claim: claim, Disputed: disputed,
			State: reconcile.StateOpen, IssueDate: day(t, "2026-05-01"), DueDate: day(t, "2026-06-10"),
			Amount: reconcile.EUR(euros * 100)})
	}
	enter("F1", 1000, reconcile.PlainInvoice, "", true)
	enter("F2", 500, reconcile.PlainInvoice, reconcile.ClaimCeded, true)
	enter("F3", 1000, reconcile.Deposit, "", false)
	enter("AV1", -100, reconcile.CreditNote, "", true) // asks for nothing
	d.paid("2026-06-20", reconcile.CashOn("F1", reconcile.EUR(500_00)))
	d.shows(map[Kind]string{DisputedShare: "0.5000", OverdueShare: "1.0000"}) // (500 + 500) ÷ 2 000
	want := ApartAges{reconcile.EUR(500_00), reconcile.EUR(0), reconcile.EUR(0), reconcile.EUR(1000_00)}
	if a := d.l.Ageing()[0]; a.Apart != want || a.To30 != reconcile.EUR(2000_00) || a.Total != reconcile.EUR(1900_00) {
		t.Errorf("the balance is %+v", a)
	}
}
