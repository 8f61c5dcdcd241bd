package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Under one key an import is taken back once, also where no decision rested on it, where the file came
// again since, and where the call names other things besides.
func TestUndoImportUnderAKey(t *testing.T) {
	for name, then := range map[string]func(o *office){
		"without decisions": func(*office) {},
		"with decisions":    func(o *office) { o.run() },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			bank := bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
				line("2026-06-02", "50.00", "R2", "F2")))
			invoices := invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "50.00"))
			o.load(invoices, bank)
			then(o)
			call := o.call
			call.Key, call.Reason = "k", "wrong file"
			ids := []string{reconcile.ImportID(bank.Digest), reconcile.ImportID(invoices.Digest)}
			first, err := o.Undo(t.Context(), call, ids)
			if err != nil {
				t.Fatal(err)
			}
			o.verify()
			o.load(invoices, bank)
			then(o)
			before := o.state()
			again, err := o.Undo(t.Context(), call, ids)
			if err != nil || len(again) != len(first) {
				t.Fatalf("%d changes, then %d: %v", len(first), len(again), err)
			}
			for _, c := range again {
				if !c.Replayed {
					t.Errorf("done a second time: %+v", c)
				}
			}
			if o.state() != before {
				t.Errorf("a repeat changed something:\n%s", o.state())
			}
			if _, err := o.Undo(t.Context(), call, ids[1:]); !errors.Is(err, reconcile.ErrConflict) {
				t.Errorf("another request under the key: %v", err)
			}
			call.Key = "another"
			if c, err := o.Undo(t.Context(), call, ids); err != nil || c[len(c)-1].Replayed {
				t.Errorf("under another key: %+v, %v", c, err)
			}
			o.verify()
		})
	}
}

// breaking is a store in which the n-th decision cannot be written.
type breaking struct {
	reconcile.Store
	left *int
	err  error
}

func (s breaking) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	return s.Store.Update(ctx, company, func(w reconcile.Writer) error { return fn(breakingWriter{w, s}) })
}

type breakingWriter struct {
	reconcile.Writer
	s breaking
}

func (w breakingWriter) Apply(ctx context.Context, company string, d []reconcile.Decision) (int, error) {
	if *w.s.left--; *w.s.left == 0 {
		return 0, w.s.err
	}
	return w.Writer.Apply(ctx, company, d)
}

// A store that fails while many are taken back is asked no more: its error is the answer, not a
// decision that waits for its turn.
func TestUndoOfManyStopsAtAFailure(t *testing.T) {
	o := newOffice(t)
	bank := bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
		line("2026-06-02", "50.00", "R2", "F2"), line("2026-06-03", "20.00", "R3", "F3")))
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "50.00"), invoice("F3", "20.00")), bank)
	o.run()
	lost, left := fmt.Errorf("the connection is lost"), 2
	o.Store = breaking{o.Store, &left, lost}
	if _, err := o.Undo(t.Context(), o.call, []string{reconcile.ImportID(bank.Digest)}); !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
	if left != 0 {
		t.Errorf("the store was asked %d times more after it had failed", -left)
	}
}
