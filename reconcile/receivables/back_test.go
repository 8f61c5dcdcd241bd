package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Of a return with the bank's fee in the same line the customer's part is taken back and the fee is not;
// a debit that is the fee alone takes nothing back. The months and the ledger say the same.
func TestTakenBackBesideAFee(t *testing.T) {
	c := &cash{months: map[monthKey]*MonthReceipts{}, days: map[dayKey]int64{}, unapplied: sums{}}
	l := &Ledger{receipts: map[receiptKey]*Receipt{}}
	for _, x := range []struct {
		amount int64
		s      settled
	}{
		{-21500, settled{live: true, applied: -20000, notOurs: -1500}},
		{-1015, settled{live: true, onAccount: -1000, notOurs: -15}},
		{-300, settled{live: true, notOurs: -300}},
		{-77, settled{}},
	} {
		p := reconcile.Payment{Amount: reconcile.EUR(x.amount), BookingDate: 20_000}
		c.debit(&p, x.s)
		l.payment(&p, x.s, true)
	}
	m := c.months[monthKey{reconcile.Date(20_000).Month(), "EUR"}]
	if m == nil || m.Returned.Minor != -21000 || m.Net.Minor != -21000 || m.Applied.Minor != -20000 {
		t.Errorf("month: %+v", m)
	}
	if c.counts.Returns != 2 || c.unapplied["EUR"] != -1000 {
		t.Errorf("%d returns, on account %v", c.counts.Returns, c.unapplied)
	}
	if r := l.Receipts(); len(r) != 1 || r[0].Returned != m.Returned || r[0].Applied != m.Applied {
		t.Errorf("ledger: %+v", r)
	}
}
