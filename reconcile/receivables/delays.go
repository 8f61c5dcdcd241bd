package receivables

import (
	"github.com/rappro/rappro/reconcile"
)

// Delay says how one customer pays, over the receipts of a window, in one currency (DOMAIN 1.5 and
// 1.6). Its figures are those of the indicators of the same name.
type Delay struct {
	Customer string
	Name     string
	Currency reconcile.Currency
	Received reconcile.Money // put on his invoices in the window, less what the bank took back
	Paid     Figure          // days from issue to receipt
	Signed   Figure          // days from due date to receipt
	Late     Figure          // the same, early as 0
	Share    Figure          // of what was received, late
	// Habitual says that he pays late as a rule: of at least three invoices that were paid or
	// overdue in the last 180 days, 60 % by amount were more than 5 days late.
	Habitual bool
}

// delaySums are weighted days of receipts on invoices and deposits. Documents without a due date
// count from their issue only.
type delaySums struct {
	received, receivedDue, receivedLate int64
	fromIssue, fromDue, late            weight
}

func (s *delaySums) add(d *document, m *movement) {
	s.received += m.closes
	s.fromIssue.add(m.closes, int64(m.receipt-d.issue))
	if d.due == 0 {
		return
	}
	s.receivedDue += m.closes
	days := int64(m.receipt - d.due)
	s.fromDue.add(m.closes, days)
	if days > 0 {
		s.receivedLate += m.closes
		s.late.add(m.closes, days)
	}
}

// settledOn goes over what was put on invoices and deposits by some means on the days of a window.
// What went back with money that the bank took back is taken out of the day on which it had come:
// that was no receipt, and no discount was granted on it.
func (l *Ledger) settledOn(w Window, by means, each func(d *document, m *movement)) {
	for i := range l.movements {
		m := &l.movements[i]
		if d := &l.documents[m.document]; m.means == by && w.holds(m.receipt) && d.asks() {
			each(d, m)
		}
	}
}

// delays sums the receipts of a currency.
func (l *Ledger) delays(c reconcile.Currency, w Window) (s delaySums) {
	l.settledOn(w, byCash, func(d *document, m *movement) {
		if d.currency == c {
			s.add(d, m)
		}
	})
	return s
}

// discounted sums the discount (escompte) granted in a currency.
func (l *Ledger) discounted(c reconcile.Currency, w Window) (sum int64) {
	l.settledOn(w, byDiscount, func(d *document, m *movement) {
		if d.currency == c {
			sum += m.closes
		}
	})
	return sum
}

// payers sums the receipts of each customer.
func (l *Ledger) payers(w Window) map[customerKey]*delaySums {
	sums := map[customerKey]*delaySums{}
	l.settledOn(w, byCash, func(d *document, m *movement) {
		k := customerKey{d.customer, d.currency}
		s := sums[k]
		if s == nil {
			s = &delaySums{}
			sums[k] = s
		}
		s.add(d, m)
	})
	return sums
}

// signed is the days from due date to receipt.
func (s *delaySums) signed() Figure { return quotient(s.fromDue.figure(), Whole(s.receivedDue)) }

// Delays are the habits of every customer who paid in a window or is habitually late, in order of
// customer and currency.
func (l *Ledger) Delays(w Window) []Delay {
	sums := l.payers(w)
	habits := l.habits()
	for k, h := range habits {
		if h.late() && sums[k] == nil {
			sums[k] = &delaySums{}
		}
	}
	var out []Delay
	for _, k := range sortedKeys(sums, compareKeys) {
		s := sums[k]
		received, due := Whole(s.received), Whole(s.receivedDue)
		out = append(out, Delay{Customer: k.customer, Name: l.names[k.customer], Currency: k.currency,
			Received: reconcile.Money{Minor: s.received, Currency: k.currency},
			Paid:     quotient(s.fromIssue.figure(), received), Signed: s.signed(),
			Late: quotient(s.late.figure(), due), Share: quotient(Whole(s.receivedLate), due),
			Habitual: habits[k].late()})
	}
	return out
}

// habit is what the last 180 days say of a customer.
type habit struct{ invoices, amount, slow int64 }

// late is the rule of DOMAIN 1.6.
func (h habit) late() bool { return h.invoices >= 3 && 5*h.slow >= 3*h.amount }

func (l *Ledger) habits() map[customerKey]habit {
	w := Rolling(l.asOf, 180)
	out := map[customerKey]habit{}
	for i := range l.documents {
		d := &l.documents[i]
		if !d.asks() || d.due == 0 {
			continue
		}
		settled := d.open() == 0
		day := l.asOf // until which an open one is late
		if settled {
			day = d.since
		}
		if settled && (d.paid <= 0 || !w.holds(d.since)) || !settled && day <= d.due {
			continue
		}
		k := customerKey{d.customer, d.currency}
		h := out[k]
		h.invoices++
		h.amount += d.amount
		if day-d.due > 5 {
			h.slow += d.amount
		}
		out[k] = h
	}
	return out
}
