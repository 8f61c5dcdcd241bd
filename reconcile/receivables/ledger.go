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
	documents []document
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
	index     map[string]int32 // documents by number, while the ledger is read
}

// document is an invoice, deposit or credit note as the as-of date knows it.
type document struct {
	number, customer string
	currency         reconcile.Currency
	kind             reconcile.InvoiceType
	state            reconcile.InvoiceState
	claim            reconcile.Claim
	issue, due       reconcile.Date
	since            reconcile.Date // of the last live part, zero without any
	amount           int64
	closed, paid     int64
}

// movement is a live part on a document.
type movement struct {
	document int32
	day      reconcile.Date // from which it counts
	receipt  reconcile.Date // the day of the money: of money that came back, that on which it had come
	closes   int64
	cash     bool
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

// ReadAside reads the same, and its long lists at once: documents from the reader, decisions and
// payments each from a snapshot of its own where aside gives one; it is the same that a store gives
// with [reconcile.Service.Read].
func ReadAside(ctx context.Context, r reconcile.Reader, aside Snapshot, company string,
	asOf reconcile.Date) (*Ledger, error) {
	l := newLedger(company, asOf)
	q := reconcile.Query{Company: company, AsOf: asOf, Figures: true}
	var d *decided
	var p *paid
	err := together(ctx, r, aside, company,
		func(ctx context.Context, r reconcile.Reader) error { return l.read(ctx, r, q) },
		func(ctx context.Context, r reconcile.Reader) (err error) { d, err = readDecided(ctx, r, q); return err },
		func(ctx context.Context, r reconcile.Reader) (err error) { p, err = readPaid(ctx, r, q); return err })
	if err != nil {
		return nil, err
	}
	if err := l.people(ctx, r); err != nil {
		return nil, err
	}
	cash, err := newCash(ctx, r, company)
	if err != nil {
		return nil, err
	}
	l.held, l.made, l.credits = d.held, d.made, d.credits
	var money sync.WaitGroup
	money.Go(func() { l.pay(d, p, cash) })
	l.move(d.moves)
	owed := newOwed(asOf)
	for i := range l.documents {
		d := &l.documents[i]
		owed.add(d.invoice(d.closed, d.paid))
	}
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
	return &Ledger{company: company, asOf: asOf, names: map[string]string{}, index: map[string]int32{},
		accounts: map[string]reconcile.Account{}, receipts: map[receiptKey]*Receipt{}, waits: map[waitKey]int{}}
}

// finish works out what does not depend on a window, once everything is read.
func (l *Ledger) finish(sold sales) {
	l.sales, l.index = sold, nil
	l.closing, l.largest, l.gone = l.positions(l.asOf), l.topFive(), l.ceded()
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
			l.document(last)
		}
		last = v
	}
	l.document(last)
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

// document keeps a document that was issued by the as-of date.
func (l *Ledger) document(v reconcile.Invoice) {
	if v.Number == "" || v.IssueDate > l.asOf {
		return
	}
	l.index[v.Number] = int32(len(l.documents))
	l.documents = append(l.documents, document{number: v.Number, customer: v.Customer, currency: v.Amount.Currency,
		kind: v.Type, state: v.State, claim: v.Claim, issue: v.IssueDate, due: v.DueDate, amount: v.Amount.Minor})
}

// invoice is the document as the domain knows it, with what closed it by some day.
func (d *document) invoice(closed, paid int64) reconcile.Invoice {
	money := func(minor int64) reconcile.Money { return reconcile.Money{Minor: minor, Currency: d.currency} }
	return reconcile.Invoice{Number: d.number, Customer: d.customer, Type: d.kind, State: d.state,
		IssueDate: d.issue, DueDate: d.due, Amount: money(d.amount), Closed: money(closed),
		Paid: money(paid), Since: d.since}
}

// counts says whether the document is one that asks, or gives back, money.
func (d *document) counts() bool {
	return d.state != reconcile.StateCancelled && d.state != reconcile.StateDraft
}

// open is what is outstanding at the as-of date, with the sign of the amount.
func (d *document) open() int64 { return d.left(d.closed) }

// left is what is outstanding once so much of the document is closed.
func (d *document) left(closed int64) int64 {
	left := d.amount - closed
	if !d.counts() || (left > 0) != (d.amount > 0) {
		return 0
	}
	return left
}

// surplus is the money on the document that it does not ask for.
func (d *document) surplus(closed, paid int64) int64 {
	if paid <= 0 {
		return 0
	}
	return surplus(d.invoice(closed, paid))
}

// asks says whether the document is an invoice or deposit of the seller's: no credit note.
func (d *document) asks() bool { return d.counts() && d.kind != reconcile.CreditNote }

// move lets parts close their documents. Parts on documents that are not there yet are left out.
func (l *Ledger) move(list []move) {
	l.movements = make([]movement, 0, len(list))
	for i := range list {
		m := list[i].movement
		n, ok := l.index[list[i].number]
		if !ok {
			continue
		}
		m.document = n
		l.movements = append(l.movements, m)
		d := &l.documents[n]
		d.closed += m.closes
		if m.cash {
			d.paid += m.closes
		}
		d.since = max(d.since, m.day)
	}
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
	for i := range l.documents {
		found[l.documents[i].currency] = true
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
