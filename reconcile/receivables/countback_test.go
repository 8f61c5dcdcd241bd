package receivables

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The vectors of DOMAIN 7.1, in which the months end on the as-of date's, and the rules of
// DOMAIN 1.2 for months without sales and for a history that ends.
func TestCountBack(t *testing.T) {
	for _, c := range []struct {
		name        string
		asOf        string
		receivables int64
		months      []int64 // the newest first
		want        string
		atLeast     bool
	}{
		{"three months", "2026-06-30", 2500, []int64{1200, 800, 700}, "82.43", false},
		{"a tutorial says 74", "2026-06-30", 20000, []int64{12500, 10000, 6000}, "53.25", false},
		{"six months", "2026-09-30", 13000, []int64{2500, 1750, 2250, 2500, 2000, 2250}, "179.67", false},
		{"six months, less owed", "2026-09-30", 12000, []int64{2500, 1750, 2250, 2500, 2000, 2250}, "166.33", false},
		{"the worked example", "2026-06-30", 710000, []int64{350000, 240000, 480000, 60000}, "68.50", false},
		{"exactly the month", "2026-06-30", 100, []int64{100, 500}, "30.00", false},
		{"the current month has passed in part", "2026-06-10", 100, []int64{50, 100}, "25.50", false},
		{"a month without sales adds its days", "2026-06-30", 150, []int64{100, 0, 100}, "76.00", false},
		{"more credit notes than sales", "2026-06-30", 150, []int64{100, -30, 160}, "76.00", false},
		{"the history ends", "2026-06-30", 900, []int64{100, 200}, "61.00", true},
		{"nothing is owed", "2026-06-30", -5, []int64{100}, "0.00", false},
		{"nothing was sold", "2026-06-30", 900, nil, "", false},
	} {
		asOf := day(t, c.asOf)
		sold := sales{}
		month := asOf.MonthStart()
		for _, minor := range c.months {
			sold[saleKey{month, "EUR"}] = minor
			month = (month - 1).MonthStart()
		}
		sold[saleKey{asOf, "CHF"}] = 1000000 // never added
		b, ok := exhaust(c.receivables, sold, "EUR", asOf)
		value := Figure{}
		if ok {
			value = b.value()
		}
		if got := value.Decimal(2); got != c.want || b.truncated != c.atLeast {
			t.Errorf("%s: %q, at least: %v, want %q, %v", c.name, got, b.truncated, c.want, c.atLeast)
		}
	}
}

// After 24 months the walk ends, whatever is left.
func TestCountBackOfTwoYears(t *testing.T) {
	asOf := day(t, "2026-06-30")
	sold := sales{}
	for d := asOf; d > asOf-1200; d = (d.MonthStart()) - 1 {
		sold[saleKey{d, "EUR"}] = 1
	}
	b, ok := exhaust(1000, sold, "EUR", asOf)
	if want := int64(asOf-reconcile.NewDate(2024, 7, 1)) + 1; !ok || !b.truncated || b.days != want {
		t.Errorf("%+v, want %d days", b, want)
	}
}
