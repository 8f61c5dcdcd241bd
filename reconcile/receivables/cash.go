package receivables

import (
	"cmp"
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// MonthReceipts are the encaissements of a month in one currency (DOMAIN 1.12).
type MonthReceipts struct {
	Month    string // YYYY-MM of booking
	Currency reconcile.Currency
	Gross    reconcile.Money // credits that are customers' money, applied or not
	Returned reconcile.Money // taken back, negative
	Net      reconcile.Money
	Applied  reconcile.Money // of Gross, put on invoices
}

// cash is what payments say at the as-of date.
type cash struct {
	months    map[monthKey]*MonthReceipts
	days      map[dayKey]int64
	unapplied sums
	waiting   sums
	counts    PaymentCounts
	held      sums // number of credits of which something lies on account
	waits     sums // number of credits that wait
	day       reconcile.Date
	name      string          // of the day's month
	counted   map[string]bool // accounts
}

// monthOf remembers the month of the last day asked for: payments come in order of booking.
func (c *cash) monthOf(day reconcile.Date) string {
	if day != c.day || c.name == "" {
		c.day, c.name = day, day.Month()
	}
	return c.name
}

type monthKey struct {
	month    string
	currency reconcile.Currency
}

func newCash(ctx context.Context, r reconcile.Reader, company string) (*cash, error) {
	c := &cash{months: map[monthKey]*MonthReceipts{}, days: map[dayKey]int64{}, unapplied: sums{},
		waiting: sums{}, held: sums{}, waits: sums{}, counted: map[string]bool{}}
	accounts, err := r.Accounts(ctx, company)
	for _, a := range accounts {
		c.counted[a.ID] = a.Counted()
	}
	return c, err
}

func readCash(ctx context.Context, r reconcile.Reader, q reconcile.Query) (*cash, error) {
	c, err := newCash(ctx, r, q.Company)
	if err != nil {
		return nil, err
	}
	state, err := readSettled(ctx, r, q, func(*reconcile.Decision) {})
	if err != nil {
		return nil, err
	}
	q.Figures = true
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return nil, err
		}
		c.add(&p, state.of(p.ID))
	}
	return c, nil
}

func (c *cash) add(p *reconcile.Payment, s settled) {
	if p.Amount.Minor < 0 {
		c.debit(p, s)
	} else {
		c.credit(p, s)
	}
}

// credit counts a credit. What a decision or the best proposal calls no customer's payment
// is no encaissement, unless it is customers' money in one sum.
func (c *cash) credit(p *reconcile.Payment, s settled) {
	c.count(s, p.Amount)
	if s.onAccount != 0 {
		c.unapplied.add(reconcile.Money{Minor: s.onAccount, Currency: p.Amount.Currency})
		c.held[p.Amount.Currency]++
	}
	if !s.live {
		c.waits[p.Amount.Currency]++
	}
	gross := p.Amount.Minor - s.notOurs
	if !c.counted[p.Account] || gross <= 0 {
		return
	}
	m := c.month(p)
	c.days[dayOf(p)] += gross
	m.Gross.Minor += gross
	m.Net.Minor += gross
	m.Applied.Minor += s.applied
}

// split sums the parts of a payment: on invoices, not ours, on account.
func split(parts []reconcile.Part) (applied, notOurs, onAccount reconcile.Money) {
	for _, part := range parts {
		switch part.Kind {
		case reconcile.Cash:
			applied = reconcile.Money{Minor: applied.Minor + part.Moves.Minor, Currency: part.Moves.Currency}
		case reconcile.OnAccount:
			onAccount = reconcile.Money{Minor: onAccount.Minor + part.Moves.Minor, Currency: part.Moves.Currency}
		case reconcile.NotForInvoices, reconcile.OwnTransfer:
			notOurs = reconcile.Money{Minor: notOurs.Minor + part.Moves.Minor, Currency: part.Moves.Currency}
		}
	}
	return applied, notOurs, onAccount
}

func (c *cash) count(s settled, amount reconcile.Money) {
	switch {
	case !s.live && s.proposed:
		c.counts.Proposed++
		c.waiting.add(amount)
	case !s.live:
		c.counts.Unmatched++
		c.waiting.add(amount)
	case s.notOurs != 0:
		c.counts.NotForInvoices++
	case s.applied == 0:
		c.counts.OnAccount++
	case s.automatic:
		c.counts.Automatic++
	default:
		c.counts.Manual++
	}
}

// debit counts money taken back: what a decision put of a debit against earlier credits. The bank's fee on
// top is no money of a customer's.
func (c *cash) debit(p *reconcile.Payment, s settled) {
	back := p.Amount.Minor - s.notOurs
	if !s.live || back == 0 {
		return
	}
	c.counts.Returns++
	c.unapplied.add(reconcile.Money{Minor: s.onAccount, Currency: p.Amount.Currency})
	m := c.month(p)
	c.days[dayOf(p)] += back
	m.Returned.Minor += back
	m.Net.Minor += back
	m.Applied.Minor += s.applied
}

func (c *cash) month(p *reconcile.Payment) *MonthReceipts {
	key := monthKey{c.monthOf(p.BookingDate), p.Amount.Currency}
	if m := c.months[key]; m != nil {
		return m
	}
	zero := reconcile.Money{Currency: key.currency}
	m := &MonthReceipts{key.month, key.currency, zero, zero, zero, zero}
	c.months[key] = m
	return m
}

func (c *cash) fill(s *Summary) {
	for _, m := range c.months {
		s.Receipts = append(s.Receipts, *m)
	}
	slices.SortFunc(s.Receipts, func(a, b MonthReceipts) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Currency, b.Currency))
	})
	s.Periods = periods(c.days, s.AsOf)
	s.Unapplied = c.unapplied.list()
	s.Payments = c.counts
	s.Payments.Waiting = c.waiting.list()
	s.Payments.HeldCount, s.Payments.WaitingCount = c.held.counts(), c.waits.counts()
}
