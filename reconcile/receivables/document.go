package receivables

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/rappro/rappro/reconcile"
)

// document is an invoice, deposit or credit note as the as-of date knows it.
type document struct {
	*class
	number, customer string
	issue, due       reconcile.Date
	since            reconcile.Date // of the last live part, zero without any
	amount           int64
	closed, paid     int64
	retained         int64 // of closed, kept back by the customer
}

// class is what nearly all documents have in common.
type class struct {
	currency reconcile.Currency
	kind     reconcile.InvoiceType
	state    reconcile.InvoiceState
	claim    reconcile.Claim
	disputed bool
}

// document keeps a document. One that is issued after the as-of date is a draft until then: nobody owes
// it, and money on it is the customer's. They come in order of number.
func (l *Ledger) document(v *reconcile.Invoice) {
	if v.Number == "" {
		return
	}
	if v.IssueDate > l.asOf {
		v.State = reconcile.StateDraft
	}
	l.documents = append(doubled(l.documents), document{class: l.class(v), number: v.Number,
		customer: v.Customer, issue: v.IssueDate, due: v.DueDate, amount: v.Amount.Minor})
}

// class is that of a document, mostly the one of the document before.
func (l *Ledger) class(v *reconcile.Invoice) *class {
	c := class{v.Amount.Currency, v.Type, v.State, v.Claim, v.Disputed}
	if n := len(l.documents); n > 0 && *l.documents[n-1].class == c {
		return l.documents[n-1].class
	}
	return &c
}

// doubled makes room for one more. To a long list append adds a quarter at a time, which copies
// each of a million elements some four times.
func doubled[T any](list []T) []T {
	if len(list) == cap(list) {
		return slices.Grow(list, len(list)+1)
	}
	return list
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

// find is the place of a document, or -1. Documents lie in order: an index of a million numbers
// takes longer to make than they take to be found.
func (l *Ledger) find(number string) int32 {
	at, found := sort.Find(len(l.documents), func(i int) int {
		return strings.Compare(number, l.documents[i].number)
	})
	if !found {
		return -1
	}
	return int32(at)
}

// move lets parts close their documents. Parts on documents that are not there yet are left out.
func (l *Ledger) move(list []move) {
	var all sync.WaitGroup
	for some := range slices.Chunk(list, 1<<16) {
		all.Go(func() {
			for i := range some {
				some[i].document = l.find(some[i].number)
			}
		})
	}
	all.Wait()
	l.movements = make([]movement, 0, len(list))
	for i := range list {
		m := &list[i].movement
		if m.document < 0 {
			continue
		}
		l.movements = append(l.movements, *m)
		d := &l.documents[m.document]
		d.closed += m.closes
		switch m.means {
		case byCash:
			d.paid += m.closes
		case byRetention:
			d.retained += m.closes
		}
		d.since = max(d.since, m.day)
	}
}
