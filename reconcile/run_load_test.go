package reconcile_test

import (
	"context"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What comes into the books between the reading and the transaction of a run is matched with the
// rest: the run sees that what it read is no longer what is stored.
func TestRunSeesWhatCameMeanwhile(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("i.csv", invoice("F1", "100.00"), invoice("F2", "50.00")),
		bankFile("a.csv", statement("S1", "0.00", line("2026-06-10", "100.00", "R1", "F1"))))
	plain := o.Store
	o.Store = &meanwhile{Store: plain, do: func() {
		o.Store = plain
		o.load(bankFile("b.csv", statement("S2", "100.00", line("2026-06-11", "50.00", "R2", "F2"))))
	}}
	if r := o.run(); r.Automatic != 2 {
		t.Errorf("the run decides %d credits, want both", r.Automatic)
	}
	if r := o.run(); r.Automatic != 0 {
		t.Errorf("another run decides %d more", r.Automatic)
	}
}

// meanwhile lets something happen before the first update.
type meanwhile struct {
	reconcile.Store
	do func()
}

func (s *meanwhile) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	if do := s.do; do != nil {
		s.do = nil
		do()
	}
	return s.Store.Update(ctx, company, fn)
}
