package receivables

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// documentSums are what the documents of a currency add to the indicators of a window.
type documentSums struct {
	openLate    weight // Σ open × days late
	openOverdue int64
	over90      int64  // of openOverdue, for more than 90 days
	disputed    int64  // open, and contested
	contract    weight // Σ amount × days from issue to due, of those issued in the window
	invoiced    int64
	paidDays    int64 // Σ days from issue to last receipt, of those paid in full in the window
	paidCount   int64
	yearCount   int64 // issued in the last twelve months
	yearAmount  int64
	due60       unpaid60 // of these, open more than 60 days after the due date
	issued60    unpaid60 // and after the issue date
	toCollect   int64    // overdue at the opening, or due in the window
	receivedDue int64    // received of that in the window
}

// unpaid60 are the invoices open for more than 60 days.
type unpaid60 struct{ count, open int64 }

func (u *unpaid60) add(open int64, days reconcile.Date) {
	if open > 0 && days > 60 {
		u.count++
		u.open += open
	}
}

// sumDocuments goes over invoices and deposits; credit notes count nowhere here.
func (l *Ledger) sumDocuments(c reconcile.Currency, w Window) (s documentSums) {
	year := twelveMonths(l.asOf)
	for i := range l.documents {
		d := &l.documents[i]
		if d.currency != c || !d.asks() {
			continue
		}
		open, days := d.open(), late(l.asOf, d.due)
		if days > 0 {
			s.openOverdue += open
			s.openLate.add(open, int64(days))
		}
		if days > 90 {
			s.over90 += open
		}
		if d.disputed {
			s.disputed += open
		}
		if w.holds(d.issue) && d.due != 0 {
			s.invoiced += d.amount
			s.contract.add(d.amount, int64(d.due-d.issue))
		}
		if open == 0 && d.paid > 0 && w.holds(d.since) {
			s.paidCount++
			s.paidDays += int64(d.since - d.issue)
		}
		if year.holds(d.issue) {
			s.yearCount++
			s.yearAmount += d.amount
			s.due60.add(open, days)
			s.issued60.add(open, l.asOf-d.issue)
		}
	}
	l.collect(&s, c, w)
	return s
}

// collect sums what was to be collected in the window: of what is due by its end, what was open
// when it began or was issued since; and what came in of it.
func (l *Ledger) collect(s *documentSums, c reconcile.Currency, w Window) {
	asked := func(d *document) bool {
		return d.currency == c && d.asks() && d.due != 0 && d.due <= w.To
	}
	closed, _ := l.closedBy(w.From - 1)
	for i := range l.documents {
		if d := &l.documents[i]; asked(d) {
			s.toCollect += max(0, d.amount-closed[i])
		}
	}
	for i := range l.movements {
		m := &l.movements[i]
		if m.means == byCash && w.holds(m.day) && asked(&l.documents[m.document]) {
			s.receivedDue += m.closes
		}
	}
}

type customerKey struct {
	customer string
	currency reconcile.Currency
}

// compareKeys orders by customer, then currency.
func compareKeys(a, b customerKey) int {
	return cmp.Or(cmp.Compare(a.customer, b.customer), cmp.Compare(a.currency, b.currency))
}

// topFive is what the five customers who owe the most owe together, credit notes apart.
func (l *Ledger) topFive() map[reconcile.Currency]int64 {
	by := map[customerKey]int64{}
	for i := range l.documents {
		if d := &l.documents[i]; d.asks() {
			if open := d.open(); open != 0 {
				by[customerKey{d.customer, d.currency}] += open
			}
		}
	}
	open := map[reconcile.Currency][]int64{}
	for k, v := range by {
		open[k.currency] = append(open[k.currency], v)
	}
	out := map[reconcile.Currency]int64{}
	for c, list := range open {
		slices.Sort(list)
		for _, v := range list[max(0, len(list)-5):] {
			out[c] += v
		}
	}
	return out
}
