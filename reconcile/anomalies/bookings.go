package anomalies

import (
	"maps"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// bookings examines the days of lines: those of a weekend on an account that has none else, and
// value days far from the booking day.
func (b *books) bookings() {
	const few = 20 // an account of fewer lines has no habit
	lines, weekends := map[string]int{}, map[string]int{}
	for _, p := range b.payments {
		lines[p.Account]++
		if weekend(p.BookingDate) {
			weekends[p.Account]++
		}
	}
	for _, p := range b.payments {
		if weekend(p.BookingDate) && weekends[p.Account] == 1 && lines[p.Account] >= few {
			b.onPayment(WeekendBooking, p, reconcile.Anomaly{})
		}
		off := p.ValueDate - p.BookingDate
		if p.ValueDate != 0 && max(off, -off) > b.limits.days("value_days") {
			b.onPayment(ValueDateOutlier, p, evidence("value_date", p.ValueDate.String()))
		}
	}
}

// statementRhythm finds accounts whose statements do not come any more: no day told of for half as
// long again as the account's own rhythm, and two bank days.
func (b *books) statementRhythm() {
	ends := map[string][]reconcile.Date{}
	for _, s := range b.statements {
		if s.State == reconcile.StatementEntered && s.To != 0 && s.To <= b.asOf {
			ends[s.Account] = append(ends[s.Account], s.To)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ends)) {
		days := ends[id]
		slices.Sort(days)
		days = slices.Compact(days)
		last := days[len(days)-1]
		late := last + b.rhythm(b.accounts[id], days)
		if late != last && bankDays(late, b.asOf) > b.limits["stale_statement_days"] {
			b.raise(reconcile.Anomaly{Kind: StatementStale, Key: id + "|" + last.String(), Account: id,
				BookingDate: last})
		}
	}
}

// rhythm is how long an account may stay silent, 0 where nothing tells: its card says its rhythm, or
// the days on which its statements ended do, once there are three. Many banks send nothing for days
// on which nothing moves, so that the account's own rhythm is what nine in ten of its silences do not
// exceed.
func (b *books) rhythm(a reconcile.Account, days []reconcile.Date) reconcile.Date {
	usual := reconcile.Date(a.Card.Rhythm)
	if usual == 0 && len(days) >= 3 {
		var between []reconcile.Date
		for i := 1; i < len(days); i++ {
			between = append(between, days[i]-days[i-1])
		}
		slices.Sort(between)
		usual = between[min(len(between)*9/10, len(between)-1)]
	}
	if usual == 0 {
		return 0
	}
	silent := usual * b.limits.days("stale_statement_share") / 10000
	if a.Card.Kind == reconcile.SavingsAccount {
		silent = max(silent, b.limits.days("stale_savings_days"))
	}
	return silent
}
