package storetest

import (
	"context"
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Benchmark measures the writing of the main job, in rows a second: an import of 100 000
// entries and their decisions on 100 000 invoices, each as one update on an empty store,
// then reading all of it back.
func Benchmark(b *testing.B, open Open) {
	const n = 100_000
	entries, invoices, decisions := month(n)
	ctx := context.Background()
	update := func(b *testing.B, s reconcile.Store, fn func(w reconcile.Writer) error) {
		b.Helper()
		if err := s.Update(ctx, company, fn); err != nil {
			b.Fatal(err)
		}
	}
	addEntries := func(w reconcile.Writer) error {
		_, err := w.AddEntries(ctx, company, "bank", entries)
		return err
	}
	addInvoices := func(w reconcile.Writer) error { return w.AddInvoices(ctx, company, "bills", invoices) }
	apply := func(w reconcile.Writer) error {
		_, err := w.Apply(ctx, company, decisions)
		return err
	}
	run := func(name string, rows int, before []func(reconcile.Writer) error, fn func(*testing.B, reconcile.Store)) {
		b.Run(name, func(b *testing.B) {
			b.StopTimer()
			for range b.N {
				s := open(b)
				for _, step := range before {
					update(b, s, step)
				}
				b.StartTimer()
				fn(b, s)
				b.StopTimer()
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
	type steps = []func(reconcile.Writer) error
	run("import", n, nil, func(b *testing.B, s reconcile.Store) { update(b, s, addEntries) })
	run("again", n, steps{addEntries}, func(b *testing.B, s reconcile.Store) { update(b, s, addEntries) })
	run("invoices", n, nil, func(b *testing.B, s reconcile.Store) { update(b, s, addInvoices) })
	run("apply", n, steps{addInvoices}, func(b *testing.B, s reconcile.Store) { update(b, s, apply) })
	run("read", 4*n, steps{addInvoices, addEntries, apply}, func(b *testing.B, s reconcile.Store) {
		q := reconcile.Query{Company: company}
		err := s.View(ctx, func(r reconcile.Reader) error {
			for _, err := range r.Payments(ctx, q) {
				if err != nil {
					return err
				}
			}
			for _, err := range r.Invoices(ctx, q) {
				if err != nil {
					return err
				}
			}
			for _, err := range r.Decisions(ctx, q) {
				if err != nil {
					return err
				}
			}
			for _, err := range r.Allocations(ctx, q) {
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	})
}

// month makes credits that each pay one invoice, with texts of the usual length.
func month(n int) ([]reconcile.Entry, []reconcile.Invoice, []reconcile.Decision) {
	entries := make([]reconcile.Entry, n)
	invoices := make([]reconcile.Invoice, n)
	for i := range n {
		number := fmt.Sprintf("FA-2026-%07d", i)
		cents := int64(1000 + i*7%500000)
		invoices[i] = bill(number, cents)
		invoices[i].Customer = fmt.Sprintf("C%05d", i%20000)
		e := reconcile.Entry{Account: "FR7630006000011234567890189", Amount: reconcile.EUR(cents),
			BookingDate: reconcile.Date(20000 + i*30/n), ValueDate: reconcile.Date(20000 + i*30/n),
			Reference: fmt.Sprintf("REF%09d", i), Code: "VIR", Line: i + 1,
			Text: "VIR SEPA RECU",
			Details: []reconcile.Detail{{Amount: reconcile.EUR(cents),
				Payer: reconcile.Party{Name: fmt.Sprintf("SOCIETE NUMERO %d SARL", i%20000)},
				Text:  []string{"REGLEMENT FACTURE " + number}}}}
		e.ID = reconcile.EntryKey(company, e, 1)
		entries[i] = e
	}
	sortEntries(entries)
	decisions := make([]reconcile.Decision, n)
	for i, e := range entries {
		number := invoices[e.Line-1].Number
		decisions[i] = decide(e.ID, e.BookingDate, 0, reconcile.CashOn(number, e.Amount))
		decisions[i].Evidence = []reconcile.Evidence{
			{Signal: "invoice_number", Field: reconcile.FieldText, Start: 18, End: 33, Quote: number,
				Invoice: number, Weight: 2700},
			{Signal: "amount", Field: reconcile.FieldAmount, Invoice: number, Weight: 900}}
		decisions[i].Run = "run"
	}
	return entries, invoices, decisions
}
