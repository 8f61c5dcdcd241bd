package matcher

import "github.com/rappro/rappro/reconcile"

// Most is paid right after its due date, little before it, and what is long overdue mostly stays
// so. These weights were fitted to the companies of two generators that have no author in common
// (fixtures/world, seeds 6000 to 6013 of each profile, and fixtures/outside, seeds 700 to 704),
// which have this in common too.
const (
	saidEarly     = -200
	saidSoon      = -100
	saidLate      = -100
	saidLater     = -160
	saidOverdue   = -210
	saidForgotten = -450
)

// What a customer paid before tells more than what all do: one pays on the day, another always a
// month late. Each payment of his speaks for the days around its lateness, the nearest most, and
// all that is known of others speaks as loud as twelve of his.
const (
	usualDays = 9  // so far from its lateness a payment no longer speaks for a day
	usualOwn  = 16 // what it says of a day, for each day that it is nearer than that
	usualEach = 52 // what is expected of it: a 25th of all that it says, usualOwn·usualDays²
	usualAll  = 12 * usualEach
	usualMost = 64 // payments of his that are counted, of the newest documents
)

// manner is when a customer paid what was due, in days after the due date.
type manner struct {
	customer int32
	lateness []int
}

// mannerOf gathers when a customer paid before a day.
func (b *book) mannerOf(c int32, day reconcile.Date) manner {
	m := manner{customer: c}
	if c < 0 {
		return m
	}
	docs := b.customers[c].docs
	for k := len(docs) - 1; k >= 0 && len(m.lateness) < usualMost; k-- {
		if d := &b.docs[docs[k]]; d.paidOn != 0 && d.paidOn < day && d.due != 0 {
			m.lateness = append(m.lateness, int(d.paidOn-d.due))
		}
	}
	return m
}

// weight is that of a lateness, against what would be as usual with all.
func (m *manner) weight(p *powers, late int) int {
	have := usualAll * p.of(saidOf(late)) >> 40
	for _, l := range m.lateness {
		have += usualOwn * uint64(max(0, usualDays-max(l-late, late-l)))
	}
	return log2x100(have) - log2x100(usualAll+usualEach*uint64(len(m.lateness)))
}

// timely takes from proposals that nothing else tells apart what their days say: who pays one of
// several equal documents mostly pays what has just become due, or what is as late as his last
// ones were. The timeliest keeps its weight.
func (w *work) timely(weights []int) {
	if len(weights) < 2 {
		return
	}
	best := 0
	usual := manner{customer: -2}
	for k := range weights {
		h := &w.hyps[k]
		if h.customer != usual.customer {
			usual = w.view.book.mannerOf(h.customer, w.p.BookingDate)
		}
		days := 0
		for _, l := range h.set.lines {
			if due := w.view.book.docs[l.doc].due; due != 0 {
				days += usual.weight(&w.view.book.powers, int(w.p.BookingDate-due))
			} else {
				days += saidLate
			}
		}
		weights[k] += days
		if k == 0 || days > best {
			best = days
		}
	}
	for k := range weights {
		weights[k] -= best
	}
}

// saidOf is the weight that a document is paid on a day, against one that is just due.
func saidOf(late int) int {
	switch {
	case late < -5:
		return saidEarly
	case late < 0:
		return saidSoon
	case late <= 7:
		return 0
	case late <= 30:
		return saidLate
	case late <= 60:
		return saidLater
	case late <= 180:
		return saidOverdue
	}
	return saidForgotten
}
