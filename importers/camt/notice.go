package camt

import (
	"context"
	"io"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// Notices reads camt.054, the bank's notice of single entries. It books nothing: each entry
// with transactions is a batch that says what the entry of the camt.053 with the same
// account and AcctSvcrRef is made of. Several that name one entry of a day are its details together
// where they sum to it. Entries are the same as in a statement and are read by
// the same code.
type Notices struct{}

// Format is "camt.054".
func (Notices) Format() string { return notices().format }

// Claims says whether the head holds a camt.054.
func (Notices) Claims(head []byte) bool { return Importer{notices()}.Claims(head) }

// ReadBatches gives a batch for each entry. Those that are pending or have no transactions
// say nothing new: they have no details.
func (Notices) ReadBatches(ctx context.Context, r io.Reader,
	opt importers.Options) (importers.Batches, error) {
	var n notified
	if err := (Importer{notices()}).Read(ctx, r, opt, &n); err != nil {
		return importers.Batches{}, err
	}
	return importers.Batches{Batches: n.batches, Needs: n.Needs, Messages: n.Remarks()}, nil
}

// notified is a sink that makes batches of entries. Its remarks are a collector's.
type notified struct {
	importers.Collector
	account string
	batches []reconcile.Batch
}

// Begin notes whose entries follow.
func (n *notified) Begin(s reconcile.Statement) error {
	n.account = s.Account
	return nil
}

// Entry makes a batch.
func (n *notified) Entry(e reconcile.Entry) error {
	if len(n.batches) == importers.MaxEntries {
		return importers.TooManyEntries(e.Line)
	}
	b := reconcile.Batch{Source: "camt.054", Account: n.account, Reference: e.Reference,
		Group: e.BatchRef, Date: e.BookingDate, Amount: e.Amount, Line: e.Line}
	if !e.Lump {
		b.Details = e.Details
	}
	if e.Reference != "" && e.BatchCount > len(e.Details) {
		b.Amount = partOf(e)
	}
	n.batches = append(n.batches, b)
	return nil
}

// partOf is what the transactions of an entry sum to where the bank counts more than it shows: other
// notices tell of the rest, and the reference of the entry joins them. It is the entry's amount where
// that cannot be, and then they do not prove.
func partOf(e reconcile.Entry) reconcile.Money {
	sum := reconcile.Money{Currency: e.Amount.Currency}
	for _, d := range e.Details {
		next, err := sum.Add(d.Amount)
		if err != nil {
			return e.Amount
		}
		sum = next
	}
	if sum.IsZero() || sum.Minor < 0 != (e.Amount.Minor < 0) || sum.Abs().Minor > e.Amount.Abs().Minor {
		return e.Amount
	}
	return sum
}

// Pending counts an announced entry.
func (n *notified) Pending(m reconcile.Money) error {
	n.batches = append(n.batches, reconcile.Batch{Source: "camt.054", Account: n.account, Amount: m})
	return nil
}

// End is nothing: a notice has no balances.
func (n *notified) End(reconcile.Statement) error { return nil }

var (
	_ importers.BatchImporter = Notices{}
	_ importers.Sink          = (*notified)(nil)
)
