package receivables

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/rappro/rappro/reconcile"
)

// Ledger is what the indicators of a company need to know of it, read from one snapshot. It takes
// some 200 bytes of memory for an invoice with its payment. Nothing changes it.
type Ledger struct {
	company   string
	asOf      reconcile.Date
	names     map[string]string // of customers
	accounts  map[string]reconcile.Account
	documents []document // in order of number
	movements []movement
	held      []held
	receipts  map[receiptKey]*Receipt
	credits   byDay
	waits     map[waitKey]int // credits by how long they took to be allocated
	made      map[madeKey]*Made
	sales     sales
	summary   Summary
	closing   map[reconcile.Currency]*position // at the as-of date
	largest   map[reconcile.Currency]int64     // what the five largest customers owe
	gone      map[reconcile.Currency]int64     // what is open of documents that are ceded or discounted
	free      []Unapplied
}

// movement is a live part on a document.
type movement struct {
	document int32
	day      reconcile.Date // from which it counts
	receipt  reconcile.Date // the day of the money: of money that came back, that on which it had come
	closes   int64
	means    means
}

// held is money on a customer's account; negative where it was taken back.
type held struct {
	payment  reconcile.ID // that brought it
	customer string
	money    reconcile.Money
	day      reconcile.Date
}

// Read reads what the indicators of a company as of a day are made of. It goes once over the
// company's documents, decisions, proposals and payments.
func Read(ctx context.Context, r reconcile.Reader, company string, asOf reconcile.Date) (*Ledger, error) {
	return ReadAside(ctx, r, nil, company, asOf)
}

// ReadAside reads the same, and its long lists at once: documents from the reader, the two halves of
// the decisions and the payments each from a snapshot of its own where aside gives one; it is the same
// that a store gives with [reconcile.Service.Read].
func ReadAside(ctx context.Context, r reconcile.Reader, aside Snapshot, company string,
	asOf reconcile.Date) (*Ledger, error) {
	l := newLedger(company, asOf)
	q := reconcile.Query{Company: company, AsOf: asOf, Figures: true}
	early, late, err := halves(ctx, r, q)
	if err != nil {
		return nil, err
	}
	var d, later *decided
	var p *paid
	err = together(ctx, r, aside, company,
		func(ctx context.Context, r reconcile.Reader) error { return l.read(ctx, r, q) },
		func(ctx context.Context, r reconcile.Reader) (err error) {
			d, err = readDecided(ctx, r, early)
			return err
		},
		func(ctx context.Context, r reconcile.Reader) (err error) {
			later, err = readDecided(ctx, r, late)
			return err
		},
		func(ctx context.Context, r reconcile.Reader) error {
			if err := l.people(ctx, r); err != nil {
				return err
			}
			var err error
			p, err = readPaid(ctx, r, q)
			return err
		})
	if err != nil {
		return nil, err
	}
	cash, err := newCash(ctx, r, company)
	if err != nil {
		return nil, err
	}
	d.join(later)
	l.held, l.made, l.credits = d.held, d.made, d.credits
	var money sync.WaitGroup
	money.Go(func() { l.pay(d, p, cash) })
	l.move(d.moves)
	owed := l.owed()
	money.Wait()
	l.finish(owed.sales)
	l.summary, err = summary(ctx, r, q, owed, cash)
	return l, err
}

// pay counts what became of each payment.
func (l *Ledger) pay(d *decided, p *paid, c *cash) {
	p.each(func(p *reconcile.Payment) {
		s := d.settled.of(p.ID)
		c.add(p, s)
		l.payment(p, s, c.counted[p.Account])
	})
}

func newLedger(company string, asOf reconcile.Date) *Ledger {
	return &Ledger{company: company, asOf: asOf, names: map[string]string{},
		accounts: map[string]reconcile.Account{}, receipts: map[receiptKey]*Receipt{}, waits: map[waitKey]int{}}
}

// owed works out what the documents say once they are closed, in two walks at once.
func (l *Ledger) owed() *owed {
	var all sync.WaitGroup
	all.Go(func() { l.closing, l.largest, l.gone = l.positions(l.asOf), l.topFive(), l.ceded() })
	o := newOwed(l.asOf)
	for i := range l.documents {
		d := &l.documents[i]
		o.add(d.invoice(d.closed, d.paid))
	}
	all.Wait()
	return o
}

// finish works out what does not depend on a window, once everything is counted.
func (l *Ledger) finish(sold sales) {
	l.sales = sold
	for _, c := range l.Currencies() {
		if u := l.unapplied(c); u.Identified.Count+u.Unidentified.Count > 0 {
			l.free = append(l.free, u)
		}
	}
}

// read reads the newest versions of documents. What closes them is told by the decisions.
func (l *Ledger) read(ctx context.Context, r reconcile.Reader, q reconcile.Query) error {
	var last reconcile.Invoice
	for v, err := range r.InvoiceVersions(ctx, q) {
		if err != nil {
			return err
		}
		if v.Number != last.Number {
			l.document(&last)
		}
		last = v
	}
	l.document(&last)
	return nil
}

// people reads the names of customers and the accounts.
func (l *Ledger) people(ctx context.Context, r reconcile.Reader) error {
	customers, err := r.Customers(ctx, l.company)
	if err != nil {
		return err
	}
	for _, c := range customers {
		l.names[c.ID] = c.Name
	}
	accounts, err := r.Accounts(ctx, l.company)
	for _, a := range accounts {
		l.accounts[a.ID] = a
	}
	return err
}

// Company and AsOf are whose figures these are, and of which day.
func (l *Ledger) Company() string { return l.company }

// AsOf is the day of the figures.
func (l *Ledger) AsOf() reconcile.Date { return l.asOf }

// Summary is what [Summarise] gives.
func (l *Ledger) Summary() Summary { return l.summary }

// Currencies are those of documents, of receipts and of money on account, in order of code.
func (l *Ledger) Currencies() []reconcile.Currency {
	found := map[reconcile.Currency]bool{}
	var last *class
	for i := range l.documents {
		d := &l.documents[i]
		if c := d.class; c != last && (d.issue <= l.asOf || d.paid > 0) {
			found[c.currency], last = true, c
		}
	}
	for i := range l.held {
		found[l.held[i].money.Currency] = true
	}
	for k := range l.receipts {
		found[k.currency] = true
	}
	for k := range l.credits {
		found[k.currency] = true
	}
	return sortedKeys(found, func(a, b reconcile.Currency) int { return cmp.Compare(a, b) })
}

// sortedKeys are the keys of a map in order.
func sortedKeys[K comparable, V any](m map[K]V, compare func(a, b K) int) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	return keys
}
