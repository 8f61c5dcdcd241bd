package anomalies

import "github.com/rappro/rappro/reconcile"

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
