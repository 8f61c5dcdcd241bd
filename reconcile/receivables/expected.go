package receivables

import (
	"cmp"

	"github.com/rappro/rappro/reconcile"
)

// Horizon is when money is expected. Each day belongs to the first that holds it, so that the
// horizons add up to what is outstanding (DOMAIN 1.12).
type Horizon string

// The horizons: weeks begin on Monday, and the months hold what the two weeks leave.
const (
	Overdue   Horizon = "overdue"
	ThisWeek  Horizon = "this_week"
	NextWeek  Horizon = "next_week"
	ThisMonth Horizon = "this_month"
	NextMonth Horizon = "next_month"
	Later     Horizon = "later" // and without a due date
)

// Horizons lists them in order of time.
func Horizons() []Horizon {
	return []Horizon{Overdue, ThisWeek, NextWeek, ThisMonth, NextMonth, Later}
}

// HorizonOf says in which horizon a day lies, seen from the as-of date.
func HorizonOf(day, asOf reconcile.Date) Horizon {
	sunday := asOf + 6 - weekday(asOf)
	month := asOf.MonthEnd()
	switch {
	case day == 0:
		return Later
	case day < asOf:
		return Overdue
	case day <= sunday:
		return ThisWeek
	case day <= sunday+7:
		return NextWeek
	case day <= month:
		return ThisMonth
	case day <= (month + 1).MonthEnd():
		return NextMonth
	}
	return Later
}

// weekday counts from Monday, 0, to Sunday, 6. Day 1 of [reconcile.Date], 1970-01-01, was a
// Thursday.
func weekday(d reconcile.Date) reconcile.Date { return (d + 2) % 7 }

// Expected is what invoices and deposits wait for within a horizon.
type Expected struct {
	Currency reconcile.Currency
	Horizon  Horizon
	Due      reconcile.Money // by due date
	// Likely shifts each due date by the days that its customer was late on average over the last
	// 365 days ([Delay].Signed, rounded to a day, half away from zero). What is not due yet is at the
	// earliest expected on the as-of date, however early the customer pays as a rule.
	Likely reconcile.Money
}

// Expected is in order of currency and horizon, every horizon of every currency in which something
// is outstanding.
func (l *Ledger) Expected() []Expected {
	shift := l.shifts()
	due, likely := map[expectedKey]int64{}, map[expectedKey]int64{}
	found := map[reconcile.Currency]bool{}
	for i := range l.documents {
		d := &l.documents[i]
		open := d.open()
		if !d.asks() || open == 0 {
			continue
		}
		found[d.currency] = true
		due[expectedKey{d.currency, HorizonOf(d.due, l.asOf)}] += open
		day := l.likely(d, shift[customerKey{d.customer, d.currency}])
		likely[expectedKey{d.currency, HorizonOf(day, l.asOf)}] += open
	}
	var out []Expected
	for _, c := range sortedKeys(found, func(a, b reconcile.Currency) int { return cmp.Compare(a, b) }) {
		for _, h := range Horizons() {
			k := expectedKey{c, h}
			out = append(out, Expected{c, h, reconcile.Money{Minor: due[k], Currency: c},
				reconcile.Money{Minor: likely[k], Currency: c}})
		}
	}
	return out
}

// likely is the day on which a document is expected to be paid, zero without a due date.
func (l *Ledger) likely(d *document, shift reconcile.Date) reconcile.Date {
	switch {
	case d.due == 0:
		return 0
	case d.due < l.asOf:
		return max(1, d.due+shift)
	}
	return max(l.asOf, d.due+shift)
}

type expectedKey struct {
	currency reconcile.Currency
	horizon  Horizon
}

// shifts are the days by which customers pay after the due date.
func (l *Ledger) shifts() map[customerKey]reconcile.Date {
	out := map[customerKey]reconcile.Date{}
	for k, s := range l.payers(Rolling(l.asOf, 365)) {
		if days := s.signed(); days.Defined() {
			out[k] = reconcile.Date(days.rounded())
		}
	}
	return out
}
