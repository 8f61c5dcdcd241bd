package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func TestPeriods(t *testing.T) {
	day := reconcile.NewDate
	asOf := day(2026, 3, 31)
	for p, want := range map[Period][2]reconcile.Date{
		CurrentDay:    {asOf, asOf},
		PreviousDay:   {day(2026, 3, 30), day(2026, 3, 30)},
		CurrentMonth:  {day(2026, 3, 1), asOf},
		PreviousMonth: {day(2026, 2, 1), day(2026, 2, 28)},
		Last30Days:    {day(2026, 3, 2), asOf},
		YearToDate:    {day(2026, 1, 1), asOf},
	} {
		if from, to := p.Range(asOf); from != want[0] || to != want[1] {
			t.Errorf("%s: %s to %s, want %s to %s", p, from, to, want[0], want[1])
		}
	}
	if from, to := PreviousMonth.Range(day(2026, 1, 15)); from != day(2025, 12, 1) || to != day(2025, 12, 31) {
		t.Errorf("previous month of January: %s to %s", from, to)
	}
}

// Days fall into every period that holds them; methods and currencies stay apart, and what
// was taken back is subtracted.
func TestPeriodsSum(t *testing.T) {
	day := reconcile.NewDate
	got := periods(map[dayKey]int64{
		{day(2026, 3, 31), "EUR", Transfer}: 1000,
		{day(2026, 3, 30), "EUR", Transfer}: -300,
		{day(2026, 2, 10), "EUR", Cheque}:   50,
		{day(2026, 3, 31), "CHF", Transfer}: 7,
		{day(2025, 12, 31), "EUR", Card}:    999, // before every period
		{day(2026, 4, 1), "EUR", Card}:      999, // after the as-of date
	}, day(2026, 3, 31))
	want := []PeriodReceipts{
		{CurrentDay, "CHF", Transfer, reconcile.Money{Minor: 7, Currency: "CHF"}},
		{CurrentDay, "EUR", Transfer, reconcile.EUR(1000)},
		{CurrentMonth, "CHF", Transfer, reconcile.Money{Minor: 7, Currency: "CHF"}},
		{CurrentMonth, "EUR", Transfer, reconcile.EUR(700)},
		{Last30Days, "CHF", Transfer, reconcile.Money{Minor: 7, Currency: "CHF"}},
		{Last30Days, "EUR", Transfer, reconcile.EUR(700)},
		{PreviousDay, "EUR", Transfer, reconcile.EUR(-300)},
		{PreviousMonth, "EUR", Cheque, reconcile.EUR(50)},
		{YearToDate, "CHF", Transfer, reconcile.Money{Minor: 7, Currency: "CHF"}},
		{YearToDate, "EUR", Cheque, reconcile.EUR(50)},
		{YearToDate, "EUR", Transfer, reconcile.EUR(700)},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d periods, want %d: %v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %v, want %v", i, got[i], want[i])
		}
	}
}

func TestMethodOf(t *testing.T) {
	for code, want := range map[string]Method{"PMNT-RCDT-ESCT": Transfer, "PMNT-RRCT-ESCT": InstantTransfer,
		"PMNT-IDDT-ESDD": DirectDebit, "PMNT-MCRD-POSP": Card, "PMNT-RCHQ-CCHQ": Cheque,
		"PMNT-CNTR-CDPT": CashIn, "PMNT-DRFT-STAM": Bill, "PMNT-NTAV-NTAV": OtherMethod,
		"ACMT-MDOP-COMM": OtherMethod, "05": OtherMethod, "": OtherMethod} {
		if got := MethodOf(reconcile.Payment{Code: code}); got != want {
			t.Errorf("%q: %s, want %s", code, got, want)
		}
	}
}

// An account's parts add up to its credits, whatever became of them.
func TestAccountState(t *testing.T) {
	a := AccountState{Currency: "EUR"}
	id := func(n byte) (out reconcile.ID) { out[15] = n; return out }
	live := func(parts ...reconcile.Part) []reconcile.Decision {
		return []reconcile.Decision{{Kind: reconcile.Applied, Live: true, Parts: parts}}
	}
	decided := reconcile.Decided{Live: map[reconcile.ID][]reconcile.Decision{
		id(1): live(reconcile.CashOn("F1", reconcile.EUR(900)), reconcile.Waiting("C1", reconcile.EUR(100))),
		id(2): live(reconcile.Part{Kind: reconcile.NotForInvoices, Moves: reconcile.EUR(50)}),
		id(4): live(reconcile.CashOn("F1", reconcile.EUR(-900))),
		id(6): live(reconcile.CashOn("F1", reconcile.EUR(-70)), // and the bank's fee
			reconcile.Part{Kind: reconcile.NotForInvoices, Reason: "charges", Moves: reconcile.EUR(-15)}),
		id(7): live(reconcile.Part{Kind: reconcile.NotForInvoices, Reason: "charges", Moves: reconcile.EUR(-5)}),
	}}
	for n, amount := range map[byte]int64{1: 1000, 2: 50, 3: 30, 4: -900, 5: -20, 6: -85, 7: -5} {
		a.payment(reconcile.Payment{ID: id(n), Amount: reconcile.EUR(amount)}, decided)
	}
	if a.Credits.Minor != 1080 || a.OnInvoices.Minor != 900 || a.OnAccount.Minor != 100 ||
		a.NotForInvoices.Minor != 50 || a.Waiting.Minor != 30 || !a.Balanced() {
		t.Errorf("credits: %+v", a)
	}
	if a.Debits.Minor != -1010 || a.Returned.Minor != -970 {
		t.Errorf("debits: %s, returned %s", a.Debits, a.Returned)
	}
}
