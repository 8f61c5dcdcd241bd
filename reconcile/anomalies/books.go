package anomalies

import (
	"cmp"
	"context"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// Examiner finds the kinds that are examined. It implements [reconcile.Examiner].
type Examiner struct{}

// Examine finds what holds on the as-of date of the call, in order of booking date, account, kind
// and key.
func (Examiner) Examine(ctx context.Context, r reconcile.Reader, c reconcile.Call) ([]reconcile.Anomaly, error) {
	b, err := load(ctx, r, c)
	if err != nil {
		return nil, err
	}
	return b.examine(), nil
}

func (b *books) examine() []reconcile.Anomaly {
	b.statementRhythm()
	b.waitingCredits()
	b.decidedPayments()
	b.transfers()
	b.payers()
	b.bookings()
	b.documents()
	b.twinDocuments()
	b.persons()
	slices.SortFunc(b.found, reconcile.Anomaly.Compare)
	return b.found
}

// books are a company's books as of a day, as far as examining asks.
type books struct {
	asOf       reconcile.Date
	policy     reconcile.Policy
	limits     limits
	accounts   map[string]reconcile.Account
	statements []reconcile.Statement
	customers  map[string]reconcile.Customer
	invoices   []reconcile.Invoice // in order of number
	place      map[string]int      // of an invoice by number
	payments   []reconcile.Payment // in order of booking date, account, id
	live       map[reconcile.ID][]reconcile.Decision
	proposals  map[reconcile.ID][]reconcile.Proposal
	// last is the last live decision that put something on an invoice.
	last map[string]reconcile.Decision
	all  []reconcile.Decision // with those undone and refused
	// stored are the anomalies that package reconcile wrote.
	stored []reconcile.Anomaly
	found  []reconcile.Anomaly
}

func load(ctx context.Context, r reconcile.Reader, c reconcile.Call) (*books, error) {
	b := &books{asOf: c.AsOf, policy: c.Policy, accounts: map[string]reconcile.Account{},
		customers: map[string]reconcile.Customer{}, place: map[string]int{},
		live: map[reconcile.ID][]reconcile.Decision{}, proposals: map[reconcile.ID][]reconcile.Proposal{},
		last: map[string]reconcile.Decision{}}
	var err error
	if b.limits, err = limitsOn(c.AsOf, c.Limits...); err != nil {
		return nil, err
	}
	q := reconcile.Query{Company: c.Company, AsOf: c.AsOf, Brief: true}
	accounts, err := r.Accounts(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		b.accounts[a.ID] = a
	}
	customers, err := r.Customers(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	for _, x := range customers {
		b.customers[x.ID] = x
	}
	list, err := r.Statements(ctx, reconcile.Query{Company: c.Company})
	if err != nil {
		return nil, err
	}
	b.statements = slices.DeleteFunc(list, func(s reconcile.Statement) bool { return s.From > c.AsOf })
	return b, cmp.Or(b.loadInvoices(ctx, r, q), b.loadPayments(ctx, r, q), b.loadDecisions(ctx, r, q))
}

func (b *books) loadInvoices(ctx context.Context, r reconcile.Reader, q reconcile.Query) error {
	for v, err := range r.Invoices(ctx, q) {
		if err != nil {
			return err
		}
		b.place[v.Number] = len(b.invoices)
		b.invoices = append(b.invoices, v)
	}
	return nil
}

func (b *books) loadPayments(ctx context.Context, r reconcile.Reader, q reconcile.Query) error {
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return err
		}
		p.EntryText, p.Detail.Text, p.Detail.AdditionalText = "", nil, "" // nothing here reads texts
		b.payments = append(b.payments, p)
	}
	return nil
}

func (b *books) loadDecisions(ctx context.Context, r reconcile.Reader, q reconcile.Query) error {
	for d, err := range r.Decisions(ctx, q) {
		if err != nil {
			return err
		}
		b.all = append(b.all, d)
		if !d.Live || d.Kind != reconcile.Applied {
			continue
		}
		if !d.Payment.IsZero() {
			b.live[d.Payment] = append(b.live[d.Payment], d)
		}
		for _, p := range d.Parts {
			if p.Kind.OnInvoice() {
				b.last[p.Invoice] = d
			}
		}
	}
	for o, err := range r.Proposals(ctx, q) {
		if err != nil {
			return err
		}
		b.proposals[o.Payment] = append(b.proposals[o.Payment], o)
	}
	for a, err := range r.Anomalies(ctx, reconcile.Query{Company: q.Company, AsOf: q.AsOf}) {
		if err != nil {
			return err
		}
		b.stored = append(b.stored, a)
	}
	return nil
}

// raise notes an anomaly with the severity of its kind.
func (b *books) raise(a reconcile.Anomaly) {
	if a.Severity == "" {
		k, _ := Find(a.Kind)
		a.Severity = k.Severity
	}
	b.found = append(b.found, a)
}

// onPayment notes an anomaly of a payment. Its key is the payment's id, because a bank's reference
// is not always one payment's alone.
func (b *books) onPayment(kind reconcile.AnomalyKind, p reconcile.Payment, a reconcile.Anomaly) {
	a.Kind, a.Key, a.Payment = kind, p.ID.String(), p.ID
	a.Account, a.BookingDate, a.Amount = p.Account, p.BookingDate, p.Amount
	b.raise(a)
}

// onInvoice notes an anomaly of a document.
func (b *books) onInvoice(kind reconcile.AnomalyKind, v reconcile.Invoice, day reconcile.Date, m reconcile.Money) {
	b.raise(reconcile.Anomaly{Kind: kind, Key: v.Number, BookingDate: day, Amount: m,
		Invoice: v.Number, Customer: v.Customer})
}

// invoice finds a document by number.
func (b *books) invoice(number string) (reconcile.Invoice, bool) {
	i, ok := b.place[number]
	if !ok {
		return reconcile.Invoice{}, false
	}
	return b.invoices[i], true
}

// customerOf is the customer that live decisions say a payment is of, empty for none.
func (b *books) customerOf(p reconcile.Payment) string {
	for _, d := range b.live[p.ID] {
		if d.Customer != "" {
			return d.Customer
		}
	}
	return ""
}

// bankDays counts the weekdays after one day up to a later one. Holidays count: what waits over
// Christmas is told a day early rather than late.
func bankDays(from, to reconcile.Date) int64 {
	if to <= from {
		return 0
	}
	weeks, n := int64(to-from)/7, int64(0)
	for d := from + 1 + reconcile.Date(7*weeks); d <= to; d++ {
		if !weekend(d) {
			n++
		}
	}
	return 5*weeks + n
}

// weekend says whether a day is a Saturday or a Sunday: day 1 was a Thursday.
func weekend(d reconcile.Date) bool { return (d+2)%7 >= 5 }
