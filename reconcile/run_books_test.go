package reconcile_test

import (
	"context"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A run at an earlier day than the last one leaves the figures to the store: what was decided
// since does not count by then, and the run has it in memory all the same.
func TestBooksOfAnEarlierDayAreTheStores(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("i.csv", invoice("F1", "100.00")),
		bankFile("b.csv", statement("S1", "0.00", line("2026-06-20", "100.00", "R1", "F1"))))
	o.run()
	for asOf, want := range map[string]bool{"2026-06-19": false, "2026-06-20": true} {
		o.call.AsOf = date(asOf)
		var f ending
		if _, err := o.ReconcileFor(t.Context(), o.call, &f); err != nil {
			t.Fatal(err)
		}
		if (f.books != nil) != want || (f.told > 0) != want {
			t.Errorf("%s: the run's books are used: %t, and %d payments told", asOf, f.books != nil, f.told)
		}
		o.run()
	}
}

// ending is told of a run and keeps how it ended.
type ending struct {
	books *reconcile.Books
	told  int
}

func (f *ending) Begin(context.Context, reconcile.Reader) error { return nil }
func (f *ending) Stands(reconcile.Standing)                     { f.told++ }

func (f *ending) End(_ context.Context, _ reconcile.Reader, b *reconcile.Books) error {
	f.books = b
	return nil
}
