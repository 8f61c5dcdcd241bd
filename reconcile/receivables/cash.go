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
}

type monthKey struct {
	month    string
	currency reconcile.Currency
}

func readCash(ctx context.Context, r reconcile.Reader, q reconcile.Query) (*cash, error) {
	c := &cash{months: map[monthKey]*MonthReceipts{}, days: map[dayKey]int64{}, unapplied: sums{},
		waiting: sums{}, held: sums{}, waits: sums{}}
	accounts, err := r.Accounts(ctx, q.Company)
	if err != nil {
		return nil, err
	}
	counted := map[string]bool{}
	for _, a := range accounts {
		counted[a.ID] = a.Counted()
	}
	q.Brief = true
	state, err := reconcile.LoadDecided(ctx, r, q)
	if err != nil {
		return nil, err
	}
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return nil, err
		}
		if p.Amount.Minor < 0 {
			c.debit(p, state)
		} else {
			c.credit(p, state, counted[p.Account])
		}
	}
	return c, nil
}

// credit counts a credit. What a decision or the best proposal calls no customer's payment
// is no encaissement, unless it is customers' money in one sum.
func (c *cash) credit(p reconcile.Payment, state reconcile.Decided, counted bool) {
	live := state.Live[p.ID]
	parts := state.Parts(p.ID)
	proposals := state.Proposals[p.ID]
	if len(live) == 0 && len(proposals) > 0 && proposals[0].Rule == reconcile.RuleNotForInvoices {
		parts = proposals[0].Parts
	}
	applied, notOurs, onAccount := split(parts)
	c.count(live, parts, proposals, p.Amount)
	if !onAccount.IsZero() {
		c.unapplied.add(onAccount)
		c.held[p.Amount.Currency]++
	}
	if len(live) == 0 {
		c.waits[p.Amount.Currency]++
	}
	gross := reconcile.Money{Minor: p.Amount.Minor - notOurs.Minor, Currency: p.Amount.Currency}
	if !counted || gross.Minor <= 0 {
		return
	}
	m := c.month(p)
	c.days[dayOf(p)] += gross.Minor
	m.Gross.Minor += gross.Minor
	m.Net.Minor += gross.Minor
	m.Applied.Minor += applied.Minor
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

func (c *cash) count(live []reconcile.Decision, parts []reconcile.Part,
	proposals []reconcile.Proposal, amount reconcile.Money) {
	switch applied, notOurs, _ := split(parts); {
	case len(live) == 0 && len(proposals) > 0:
		c.counts.Proposed++
		c.waiting.add(amount)
	case len(live) == 0:
		c.counts.Unmatched++
		c.waiting.add(amount)
	case !notOurs.IsZero():
		c.counts.NotForInvoices++
	case applied.IsZero():
		c.counts.OnAccount++
	case live[len(live)-1].Automatic():
		c.counts.Automatic++
	default:
		c.counts.Manual++
	}
}

// debit counts money taken back: a debit that a decision put against earlier credits.
func (c *cash) debit(p reconcile.Payment, state reconcile.Decided) {
	applied, notOurs, onAccount := split(state.Parts(p.ID))
	if len(state.Live[p.ID]) == 0 || !notOurs.IsZero() {
		return
	}
	c.counts.Returns++
	c.unapplied.add(reconcile.Money{Minor: onAccount.Minor, Currency: p.Amount.Currency})
	m := c.month(p)
	c.days[dayOf(p)] += p.Amount.Minor
	m.Returned.Minor += p.Amount.Minor
	m.Net.Minor += p.Amount.Minor
	m.Applied.Minor += applied.Minor
}

func (c *cash) month(p reconcile.Payment) *MonthReceipts {
	key := monthKey{p.BookingDate.Month(), p.Amount.Currency}
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
