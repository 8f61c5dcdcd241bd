package receivables

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Period is a stretch of days that ends on or before the as-of date. Relative names keep
// the series of a metric the same while time goes on (DOMAIN 1.16).
type Period string

// The periods. They overlap: never add them.
const (
	CurrentDay    Period = "current_day"
	PreviousDay   Period = "previous_day"
	CurrentMonth  Period = "current_month"
	PreviousMonth Period = "previous_month"
	Last30Days    Period = "last_30d"
	YearToDate    Period = "ytd"
)

// Range gives the first and the last day of a period.
func (p Period) Range(asOf reconcile.Date) (from, to reconcile.Date) {
	start := asOf.MonthStart()
	switch p {
	case CurrentDay:
		return asOf, asOf
	case PreviousDay:
		return asOf - 1, asOf - 1
	case CurrentMonth:
		return start, asOf
	case PreviousMonth:
		return (start - 1).MonthStart(), start - 1
	case Last30Days:
		return asOf - 29, asOf
	}
	year, _, _ := asOf.Civil()
	return reconcile.NewDate(year, 1, 1), asOf
}

// PeriodReceipts are the encaissements of a period by method and currency, net of what was
// taken back. Combinations in which nothing was booked are left out.
type PeriodReceipts struct {
	Period   Period
	Currency reconcile.Currency
	Method   Method
	Net      reconcile.Money
}

type dayKey struct {
	day      reconcile.Date
	currency reconcile.Currency
	method   Method
}

func dayOf(p *reconcile.Payment) dayKey {
	return dayKey{p.BookingDate, p.Amount.Currency, MethodOf(*p)}
}

// periods sums days into periods, in order of period, currency and method.
func periods(days map[dayKey]int64, asOf reconcile.Date) []PeriodReceipts {
	var out []PeriodReceipts
	for _, p := range []Period{CurrentDay, CurrentMonth, Last30Days, PreviousDay, PreviousMonth, YearToDate} {
		from, to := p.Range(asOf)
		sum := map[dayKey]int64{}
		for k, v := range days {
			if from <= k.day && k.day <= to {
				k.day = 0
				sum[k] += v
			}
		}
		for k, v := range sum {
			out = append(out, PeriodReceipts{p, k.currency, k.method, reconcile.Money{Minor: v, Currency: k.currency}})
		}
	}
	slices.SortFunc(out, func(a, b PeriodReceipts) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Currency, b.Currency),
			cmp.Compare(a.Method, b.Method))
	})
	return out
}
