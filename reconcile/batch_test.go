package reconcile_test

import (
	"context"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// lump is a collection of direct debits as one entry, without its details.
func lump(details ...reconcile.Detail) reconcile.Entry {
	e := line("2026-06-02", "150.00", "B1", "")
	e.Details = details
	e.Lump, e.BatchCount = len(details) == 0, 2
	return e
}

func (o *office) payments() []reconcile.Payment {
	o.t.Helper()
	var out []reconcile.Payment
	err := o.Read(context.Background(), func(r reconcile.Reader) error {
		for p, err := range r.Payments(context.Background(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return out
}

// A lump is replaced by its payments when a file brings them, while nothing is decided on
// it; afterwards the first word stands and a person is told.
func TestLumpIsReplacedByItsDetails(t *testing.T) {
	details := []reconcile.Detail{
		{Amount: eur("100.00"), Reference: "T1", Text: []string{"F1"}},
		{Amount: eur("50.00"), Reference: "T2", Text: []string{"F2"}}}
	for _, decided := range []bool{false, true} {
		o := newOffice(t)
		o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "50.00")),
			bankFile("day", statement("S1", "0.00", lump())))
		o.run()
		if list := o.payments(); len(list) != 1 || !list[0].Lump {
			t.Fatalf("before: %+v", list)
		}
		if decided {
			a := reconcile.Assignment{Payment: "B1", Accounts: []reconcile.AssignedAmount{{Name: "C1"}}}
			if _, err := o.Assign(context.Background(), o.call, a); err != nil {
				t.Fatal(err)
			}
		}
		r := o.load(bankFile("period", statement("P1", "0.00", lump(details...))))
		o.run()
		list := o.payments()
		if decided {
			if len(list) != 1 || len(r[0].Messages) == 0 {
				t.Errorf("a decided lump was replaced in silence: %+v %q", list, r[0].Messages)
			}
			continue
		}
		if len(list) != 2 || list[0].Version != 2 || list[0].Lump {
			t.Fatalf("after: %+v", list)
		}
		o.want(`
			T1 auto F1 100.00 number_exact
			T2 auto F2 50.00 number_exact
			F1 paid outstanding 0.00
			F2 paid outstanding 0.00
			! statement_overlap FR1420041010050500013M02606|P1
			`)
		o.load(bankFile("third", statement("P2", "0.00", lump()))) // the lump again changes nothing
		if again := o.payments(); len(again) != 2 {
			t.Errorf("the details were lost: %+v", again)
		}
	}
}

// Money is entered once even when a batch comes with its details twice.
func TestBatchTwice(t *testing.T) {
	o := newOffice(t)
	details := []reconcile.Detail{{Amount: eur("75.00"), Text: []string{"x"}}, {Amount: eur("75.00"), Text: []string{"x"}}}
	o.load(bankFile("a", statement("S1", "0.00", lump(details...))),
		bankFile("b", statement("S2", "0.00", lump(details...))))
	if list := o.payments(); len(list) != 2 || list[0].ID == list[1].ID {
		t.Errorf("twins of a batch: %+v", list)
	}
	o.verify()
}
