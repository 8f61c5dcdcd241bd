package receivables

import "github.com/rappro/rappro/reconcile"

// mostMonths is how far the count-back method walks back.
const mostMonths = 24

// countBack is DSO by exhaustion (DOMAIN 1.2): receivables are set against the sales of the current
// month, then of the one before, as long as they cover them. A month without net sales adds its days
// and covers nothing; more credit notes than sales in it make what is left larger.
type countBack struct {
	days      int64          // of the months covered whole
	rest      int64          // what is left of the receivables for the last month
	sold      int64          // sales of the last month
	month     int64          // days of the last month, of the current one those that passed
	last      reconcile.Date // first day of the last month
	truncated bool           // the history or the 24 months ended first
}

// exhaust walks back from the as-of date. It is false without any sale.
func exhaust(receivables int64, sold sales, c reconcile.Currency, asOf reconcile.Date) (b countBack, ok bool) {
	first := sold.first(c)
	if first == 0 {
		return b, false
	}
	months := sold.months(c)
	b.rest = max(0, receivables)
	from, to := asOf.MonthStart(), asOf
	for range mostMonths {
		if b.rest == 0 {
			return b, true
		}
		b.last, b.sold, b.month = from, months[from], int64(to-from)+1
		if b.sold > 0 && b.rest <= b.sold {
			return b, true
		}
		b.days += b.month
		b.rest -= b.sold
		if from <= first {
			break
		}
		from, to = (from - 1).MonthStart(), from-1
	}
	b.rest, b.truncated = 0, true
	return b, true
}

// months are the sales of a currency by the first day of the month.
func (s sales) months(c reconcile.Currency) map[reconcile.Date]int64 {
	out := map[reconcile.Date]int64{}
	for of, minor := range s {
		if of.currency == c {
			out[of.day.MonthStart()] += minor
		}
	}
	return out
}

// value is the number of days.
func (b countBack) value() Figure {
	if b.rest == 0 {
		return Whole(b.days)
	}
	return plus(Whole(b.days), times(quotient(Whole(b.rest), Whole(b.sold)), Whole(b.month)))
}
