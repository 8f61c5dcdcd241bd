package matcher

import "github.com/rappro/rappro/reconcile"

// Between documents that nothing else tells apart the days choose: each is as likely to be the one
// that is paid as documents so late are to be paid on such a day. That is a rate: of those that
// were still open so many days after their due date, how many were paid on that day. It is learned
// from what the company was paid before, and from what the customer himself paid.
const (
	lateFrom = -60 // days after the due date that are told apart
	lateTo   = 240
	lateDays = lateTo - lateFrom + 1

	latePeriod = 30 // days: what a company was paid speaks for those after its period
	lateShare  = 5  // one document in so many is taken never to be paid
	lateUnit   = 100

	usualDays = 9  // so far from its lateness a payment of the customer's no longer speaks for a day
	usualAll  = 12 // what is known of all customers speaks as loud as so many of his payments
	usualMost = 64 // payments of his that are counted, of the newest documents
)

// delays counts payments by their days after the due date, each as lateUnit.
type delays [lateDays]uint32

// late is the place of a count of days among the delays.
func late(days int) int { return min(max(days, lateFrom), lateTo) - lateFrom }

// expected are the delays before a company has shown its own: eighty payments, as they came in
// companies of two generators that have no author in common (fixtures/world and fixtures/outside)
// and in sets of others.
func expected() (d delays) {
	from := lateFrom
	for _, span := range [...]struct {
		to   int
		each uint32
	}{{-31, 8}, {-16, 25}, {-8, 55}, {-4, 150}, {-1, 230}, {3, 330}, {7, 250}, {14, 110}, {30, 70},
		{60, 25}, {90, 15}, {120, 9}, {180, 4}, {lateTo, 2}} {
		for ; from <= span.to; from++ {
			d[late(from)] = span.each
		}
	}
	return d
}

// payBy is when a document is due: thirty days after its date where it does not say (article 3 of
// Directive 2011/7/EU).
func (d *doc) payBy() reconcile.Date {
	if d.due != 0 {
		return d.due
	}
	return d.issue + 30
}

// punctuality is when the documents of a company were paid.
type punctuality struct {
	periods map[reconcile.Date]*delays // by when they were paid
	before  reconcile.Date             // the period until which these are summed up
	counts  delays
	open    delays // of counts, those as late or later; nothing is summed up where it is empty
}

// paid notes that a document was settled on a day.
func (p *punctuality) paid(day, due reconcile.Date) {
	period := day / latePeriod
	d := p.periods[period]
	if d == nil {
		d = &delays{}
		p.periods[period] = d
	}
	d[late(int(day)-int(due))] += lateUnit
	if period < p.before {
		p.open = delays{}
	}
}

// until sums up what was paid in the periods before that of a day.
func (p *punctuality) until(day reconcile.Date) {
	if p.open[0] > 0 && p.before == day/latePeriod {
		return
	}
	p.before, p.counts = day/latePeriod, expected()
	for period, d := range p.periods {
		if period < p.before {
			for i, n := range d {
				p.counts[i] += n
			}
		}
	}
	sum := uint32(0)
	for i := lateDays - 1; i >= 0; i-- {
		sum += p.counts[i]
		p.open[i] = sum
	}
}

// share is how many of all payments come so late, in shares of a day, and how many so late or
// later; both times 2^20. Neighbouring days speak for each other, the farther from the due date
// the more of them.
func (p *punctuality) share(days int) (paid, open uint64) {
	at, reach := late(days), 3+max(days, -days)/6
	sum := uint64(0)
	for i := max(0, at-reach+1); i < min(lateDays, at+reach); i++ {
		sum += uint64(p.counts[i]) * uint64(reach-max(i-at, at-i))
	}
	all := uint64(p.open[0])
	return sum << 20 / (all * uint64(reach*reach)), uint64(p.open[at]) << 20 / all
}

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
		if d := &b.docs[docs[k]]; d.paidOn != 0 && d.paidOn < day {
			m.lateness = append(m.lateness, int(d.paidOn)-int(d.payBy()))
		}
	}
	return m
}

// weight is that of a document being paid so many days after it was due.
func (m *manner) weight(p *punctuality, days int) int {
	paid, open := p.share(days)
	paid, open = usualAll*paid, usualAll*open+uint64(usualAll+len(m.lateness))<<20/lateShare
	for _, l := range m.lateness {
		paid += uint64(max(0, usualDays-max(l-days, days-l))) << 20 / (usualDays * usualDays)
		if l >= days {
			open += 1 << 20
		}
	}
	return log2x100(paid) - log2x100(open)
}

// timely takes from proposals that nothing else tells apart what their days say. The timeliest
// keeps its weight. Who pays several at once pays them all on the one day: each says as much as
// one of them.
func (w *work) timely(weights []int) {
	if len(weights) < 2 {
		return
	}
	p := &w.s.punctuality
	p.until(w.p.BookingDate)
	best := 0
	usual := manner{customer: -2}
	for k := range weights {
		h := &w.hyps[k]
		if h.customer != usual.customer {
			usual = w.view.book.mannerOf(h.customer, w.p.BookingDate)
		}
		sum := 0
		for _, l := range h.set.lines {
			sum += usual.weight(p, int(w.p.BookingDate)-int(w.view.book.docs[l.doc].payBy()))
		}
		sum /= len(h.set.lines)
		weights[k] += sum
		if k == 0 || sum > best {
			best = sum
		}
	}
	for k := range weights {
		weights[k] -= best
	}
}
