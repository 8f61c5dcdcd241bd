package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Batches does on an empty store what an import and a run do for each of their batches, for n
// payments, each step in the writer of a new transaction: a test of plans looks at what they ask.
func Batches(t *testing.T, n int, writer func() reconcile.Writer) {
	t.Helper()
	ctx := context.Background()
	var invoices []reconcile.Invoice
	var entries []reconcile.Entry
	var decisions []reconcile.Decision
	for i := range n {
		v := bill(fmt.Sprintf("F%06d", i), 200)
		v.Version = 1
		day := reconcile.Date(1000 + 20*i/n)
		e := reconcile.Entry{Account: "FR1", BookingDate: day, Amount: reconcile.EUR(100), Line: i,
			Reference: v.Number, Stable: true}
		e.ID = reconcile.EntryKey(company, e, 1)
		d := reconcile.Decision{Kind: reconcile.Applied, Payment: e.ID, Effective: day,
			Parts: []reconcile.Part{reconcile.CashOn(v.Number, e.Amount)}}
		d.ID = reconcile.AutomaticKey(company, e.ID, "", d.Parts, 0)
		invoices, entries = append(invoices, v), append(entries, e)
		decisions = append(decisions, d)
	}
	sortEntries(entries)
	ids := make([]reconcile.ID, n)
	for i := range entries {
		ids[i] = entries[i].ID
	}
	proposals := make([]reconcile.Proposal, n)
	for i, id := range ids {
		proposals[i] = reconcile.Proposal{Payment: id, Rank: 1}
	}
	half, some := n/2, slices.Clone(ids[:min(n, 1000)])
	for _, step := range []func(w reconcile.Writer) error{
		func(w reconcile.Writer) error { return w.AddInvoices(ctx, company, "f", invoices) },
		func(w reconcile.Writer) error { _, err := w.AddEntries(ctx, company, "f", entries); return err },
		func(w reconcile.Writer) error {
			_, err := w.EntryIDs(ctx, reconcile.Query{Company: company, Account: "FR1", Payments: some})
			return err
		},
		func(w reconcile.Writer) error {
			_, err := w.AddEntries(ctx, company, "g", entries[:len(some)])
			return err
		},
		func(w reconcile.Writer) error {
			for _, err := range w.Payments(ctx, reconcile.Query{Company: company, Account: "FR1",
				From: 1003, To: 1004}) {
				if err != nil {
					return err
				}
			}
			return nil
		},
		func(w reconcile.Writer) error { _, err := w.Apply(ctx, company, decisions[:half]); return err },
		func(w reconcile.Writer) error {
			_, err := w.Apply(ctx, company, decisions[half-1:][:len(some)/2])
			return err
		},
		func(w reconcile.Writer) error { return w.PutProposals(ctx, company, nil, proposals) },
		func(w reconcile.Writer) error { return w.PutProposals(ctx, company, some, nil) },
	} {
		if err := step(writer()); err != nil {
			t.Fatal(err)
		}
	}
}
