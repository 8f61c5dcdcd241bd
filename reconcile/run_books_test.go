package reconcile_test

import (
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
		_, err := o.ReconcileThen(t.Context(), o.call, func(_ reconcile.Reader, b *reconcile.Books) error {
			if (b != nil) != want {
				t.Errorf("%s: the run's books are used: %t", asOf, b != nil)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		o.run()
	}
}
