package receivables

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Of a customer's limits the newest that has begun counts, and of two of one day the later one, which is
// the company's own.
func TestCreditLimitOfADay(t *testing.T) {
	limits := CreditLimits{{"C", reconcile.EUR(100), 0}, {"C", reconcile.EUR(200), day(t, "2026-06-01")},
		{"C", reconcile.EUR(300), day(t, "2026-06-02")}, {"D", reconcile.EUR(400), 0}, {"D", reconcile.EUR(500), 0},
		{"C", reconcile.Money{Minor: 7, Currency: "JPY"}, 0}}
	for s, want := range map[string]string{"2026-05-31": "1.00 EUR", "2026-06-01": "2.00 EUR", "2026-06-30": "3.00 EUR"} {
		g := limits.On(day(t, s))
		if got := g[customerKey{"C", "EUR"}].String(); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
		if g[customerKey{"D", "EUR"}] != reconcile.EUR(500) || len(g) != 3 {
			t.Errorf("%s: %v", s, g)
		}
	}
}

// Owed is the balance of the customer's account in the currency of the limit: less credit notes and money
// on account. Who owes his limit is not over it.
func TestOverLimit(t *testing.T) {
	d := newDesk(t, "2026-06-30")
	d.invoice("F1", "2026-06-01", "2026-07-01", reconcile.EUR(100000))
	d.invoice("F2", "2026-06-01", "2026-06-20", reconcile.EUR(50000))
	d.invoice("AV1", "2026-06-10", "", reconcile.EUR(-20000))
	d.invoice("F3", "2026-06-01", "2026-06-20", reconcile.Money{Minor: 9000, Currency: "JPY"})
	d.paid("2026-06-20", reconcile.Waiting("C", reconcile.EUR(10000)))
	for _, x := range []struct {
		limit reconcile.Money
		want  string
	}{
		{reconcile.EUR(119999), "[1199.99 EUR 1200.00 EUR 0.01 EUR]"},
		{reconcile.EUR(120000), "[]"},
		{reconcile.EUR(0), "[0.00 EUR 1200.00 EUR 1200.00 EUR]"},
		{reconcile.Money{Minor: 1, Currency: "JPY"}, "[1 JPY 9000 JPY 8999 JPY]"},
		{reconcile.Money{Minor: 1, Currency: "CHF"}, "[]"},
	} {
		var got []string
		for _, o := range (CreditLimits{{"C", x.limit, 0}, {"nobody", x.limit, 0}}).On(d.l.asOf).Over(d.l.CustomerAgeing()) {
			got = append(got, fmt.Sprintf("%s %s %s", o.Limit, o.Owed, o.Over))
		}
		if fmt.Sprint(got) != x.want {
			t.Errorf("limit %s: %v, want %s", x.limit, got, x.want)
		}
	}
}
