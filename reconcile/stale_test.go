package reconcile_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A proposal is accepted as it was shown: whatever changed about its invoices or its payment since,
// it is refused with a clear message, and nothing is written. What nothing changed is accepted.
func TestStaleIsRefused(t *testing.T) {
	changes := map[string]func(o *office) error{
		"nothing": func(*office) error { return nil },
		"another payment took some of it": func(o *office) error {
			_, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "R2",
				Invoices: []reconcile.AssignedAmount{{Name: "F1", Amount: "5.00"}}})
			return err
		},
		"some was written off": func(o *office) error {
			_, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "F1",
				Parts: []reconcile.AssignedPart{{Kind: reconcile.WriteOff, Invoice: "F1", Amount: "0.40"}}})
			return err
		},
		"its amount was raised": func(o *office) error { o.load(invoiceFile("2", invoice("F1", "120.00"))); return nil },
		"it was cancelled": func(o *office) error {
			v := invoice("F1", "100.00")
			v.State = reconcile.StateCancelled
			o.load(invoiceFile("3", v))
			return nil
		},
		"it is called paid": func(o *office) error {
			v := invoice("F1", "100.00")
			v.State = reconcile.StatePaid
			o.load(invoiceFile("4", v))
			return nil
		},
		"the proposal was refused": func(o *office) error {
			_, err := o.Refuse(t.Context(), o.call, []string{"R1"})
			return err
		},
		"the payment was decided": func(o *office) error {
			_, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "R1", NotForInvoices: "tax"})
			return err
		},
	}
	d := rand.New(rand.NewPCG(1, 1))
	for what, change := range changes {
		for range 1 + 14*bit(what != "nothing") { // 1 000 in all passed once, at 142
			o := newOffice(t)
			paid := fmt.Sprintf("%d.00", 20+d.IntN(80))
			o.load(invoiceFile("1", invoice("F1", "100.00"), invoice("F2", "40.00")), bankFile("b", statement("S1", "0.00",
				line("2026-06-01", paid, "R1", "MAYBE F1"), line("2026-06-02", "9.00", "R2", "who knows"))))
			o.run()
			if err := change(o); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			before := o.state()
			_, err := o.Accept(t.Context(), o.call, []string{"R1#1"})
			switch refused := errors.Is(err, reconcile.ErrStale) || errors.Is(err, reconcile.ErrDecided) ||
				errors.Is(err, reconcile.ErrNotFound); {
			case what == "nothing" && err != nil:
				t.Errorf("%s: %v", what, err)
			case what != "nothing" && (!refused || o.state() != before):
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Two proposals on one invoice that are accepted in one call are what the caller saw.
func TestOneCallIsNotStale(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("1", invoice("F1", "100.00")), bankFile("b", statement("S1", "0.00",
		line("2026-06-01", "30.00", "R1", "MAYBE F1"), line("2026-06-02", "70.00", "R2", "MAYBE F1"))))
	o.run()
	if _, err := o.Accept(t.Context(), o.call, []string{"R1", "R2"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	if _, err := o.Undo(t.Context(), o.call, []string{"R1", "R2"}); err != nil {
		t.Fatal(err)
	}
}
