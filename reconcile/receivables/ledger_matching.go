package receivables

import (
	"cmp"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Tally counts credits and sums them.
type Tally struct {
	Count  int
	Amount reconcile.Money
}

func (t *Tally) add(minor int64) {
	t.Count++
	t.Amount.Minor += minor
}

// Matching says what became of the customers' credits that were booked in a window (DOMAIN 1.14).
//
//	Eligible = Automatic + Partly + Manual + OnAccount + Proposed + Ambiguous + Unmatched
type Matching struct {
	Currency  reconcile.Currency
	Eligible  Tally // all credits that are, or may be, a customer's
	Automatic Tally // put on invoices in full by rules alone
	Partly    Tally // put on invoices by rules alone, and on account for the rest
	Manual    Tally // a person decided
	OnAccount Tally // by rules, nothing of it on an invoice
	Proposed  Tally // waits with one proposal
	Ambiguous Tally // waits with several
	Unmatched Tally // waits with none
	// Allocations are what rules put on invoices in the window, each payment on each invoice counting
	// one each time that it was decided, later undone or not; Undone are those of them that a person undid.
	Allocations, Undone int
}

type creditKey struct {
	day      reconcile.Date
	currency reconcile.Currency
}

type waitKey struct {
	creditKey
	days int32
}

func newMatching(c reconcile.Currency) *Matching {
	m := &Matching{Currency: c}
	for _, t := range m.tallies() {
		t.Amount.Currency = c
	}
	return m
}

func (m *Matching) tallies() []*Tally {
	return []*Tally{&m.Eligible, &m.Automatic, &m.Partly, &m.Manual, &m.OnAccount, &m.Proposed,
		&m.Ambiguous, &m.Unmatched}
}

// byDay is what became of the credits of each day and currency.
type byDay map[creditKey]*Matching

func (b byDay) at(k creditKey) *Matching {
	m := b[k]
	if m == nil {
		m = newMatching(k.currency)
		b[k] = m
	}
	return m
}

// credit counts a customer's credit, or what may be one, by what became of it.
func (l *Ledger) credit(p *reconcile.Payment, s settled, gross int64) {
	k := creditKey{p.BookingDate, p.Amount.Currency}
	m := l.credits.at(k)
	m.Eligible.add(gross)
	full := s.live && s.applied == gross && s.onAccount == 0
	switch {
	case !s.live && s.offers > 1:
		m.Ambiguous.add(gross)
	case !s.live && s.offers == 1:
		m.Proposed.add(gross)
	case !s.live:
		m.Unmatched.add(gross)
	case s.person:
		m.Manual.add(gross)
	case full:
		m.Automatic.add(gross)
	case s.applied != 0:
		m.Partly.add(gross)
	default:
		m.OnAccount.add(gross)
	}
	if full {
		l.waits[waitKey{k, int32(max(0, s.recorded-p.BookingDate))}]++
	}
}

// Matching sums up a window, in order of currency.
func (l *Ledger) Matching(w Window) []Matching {
	by := map[reconcile.Currency]*Matching{}
	for k, m := range l.credits {
		if !w.holds(k.day) {
			continue
		}
		sum := by[k.currency]
		if sum == nil {
			sum = newMatching(k.currency)
			by[k.currency] = sum
		}
		for i, t := range m.tallies() {
			to := sum.tallies()[i]
			to.Count += t.Count
			to.Amount.Minor += t.Amount.Minor
		}
		sum.Allocations += m.Allocations
		sum.Undone += m.Undone
	}
	var out []Matching
	for _, m := range by {
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b Matching) int { return cmp.Compare(a.Currency, b.Currency) })
	return out
}

// waited is the number of days within which so many hundredths of the credits of a window that are
// on invoices in full got there, by nearest rank; false without any.
func (l *Ledger) waited(c reconcile.Currency, w Window, percent int) (days, credits int, ok bool) {
	by := map[int32]int{}
	for k, n := range l.waits {
		if k.currency == c && w.holds(k.day) {
			by[k.days] += n
			credits += n
		}
	}
	rank := (credits*percent + 99) / 100
	for _, d := range sortedKeys(by, func(a, b int32) int { return cmp.Compare(a, b) }) {
		if rank -= by[d]; rank <= 0 {
			return int(d), credits, true
		}
	}
	return 0, 0, false
}
