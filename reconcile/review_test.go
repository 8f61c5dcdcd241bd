package reconcile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// assign is short for an assignment that must work.
func (o *office) assign(a reconcile.Assignment) []reconcile.Change {
	o.t.Helper()
	c, err := o.Assign(o.t.Context(), o.call, a)
	if err != nil {
		o.t.Fatal(err)
	}
	o.verify()
	return c
}

func on(payment string, amounts ...string) reconcile.Assignment {
	a := reconcile.Assignment{Payment: payment}
	for i := 0; i+1 < len(amounts); i += 2 {
		a.Invoices = append(a.Invoices, reconcile.AssignedAmount{Name: amounts[i], Amount: amounts[i+1]})
	}
	return a
}

// Money has a direction: a credit pays and never takes off, whatever the sum says.
func TestAssignKeepsTheDirection(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "500.00"), invoice("F2", "500.00"), invoice("AV1", "-50.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "400.00", "R1", "F1"),
			line("2026-06-02", "100.00", "R2", "?"), line("2026-06-03", "-80.00", "R3", "?"))))
	o.run()
	before := o.state()
	for name, a := range map[string]reconcile.Assignment{
		"takes another's money off": on("R2", "F1", "-400.00", "F2", "500.00"),
		"more than there is": {Payment: "R2", Invoices: on("", "F2", "150.00").Invoices,
			Accounts: []reconcile.AssignedAmount{{Name: "C1", Amount: "-50.00"}}},
		"a debit pays":               on("R3", "F2", "500.00"),
		"a negative discount":        {Payment: "R2", Invoices: on("", "F2", "100.00").Invoices, Parts: []reconcile.AssignedPart{{Kind: reconcile.Discount, Invoice: "F1", Amount: "-200.00"}}},
		"money onto a credit note":   on("R2", "AV1", "10.00", "F2", "90.00"),
		"more than the invoice open": on("R2", "F1", "100.01"),
	} {
		if _, err := o.Assign(t.Context(), o.call, a); err == nil {
			t.Errorf("%s: was accepted", name)
		}
		if o.state() != before {
			t.Fatalf("%s: changed something", name)
		}
	}
	o.assign(on("R2", "F1", "100.00"))
}

// A credit on account that the bank took back pays nothing later.
func TestReturnedMoneyOnAccountPaysNothing(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "10.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "10.00", "R0", "F1"),
			line("2026-06-02", "500.00", "R1", "F1"), line("2026-06-05", "-500.00", "D1", "RETURN"))))
	o.run() // R1 goes on account: F1 is paid
	o.assign(reconcile.Assignment{Payment: "D1", Accounts: []reconcile.AssignedAmount{{Name: "C1"}}})
	o.verify()
}

func TestReturnOfMoneyOnAccount(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "10.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "10.00", "R0", "F1"),
			line("2026-06-02", "10.00", "R1", "F1"), line("2026-06-05", "-10.00", "D1", "RETURN F1"))))
	o.run()
	o.verify()
	if r := o.run(); r.Automatic != 0 {
		t.Errorf("a second run decided %d", r.Automatic)
	}
}

// "Open" in the export never reopens what a credit closed in the place of "settled
// elsewhere".
func TestOpenAfterTheMoneyTookItsPlace(t *testing.T) {
	o := newOffice(t)
	v := invoice("F2", "50.00")
	v.State = reconcile.StatePaid
	o.load(invoiceFile("day 1", v), bankFile("bank", statement("S1", "0.00", line("2026-06-03", "50.00", "R1", "F2"))))
	o.run()
	if _, err := o.Accept(t.Context(), o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	o.load(invoiceFile("day 2", invoice("F2", "50.00")))
	o.run()
	o.want(`
		R1 manual F2 50.00 replaces_settled_elsewhere
		F2 paid outstanding 0.00
		`)
}

// "Paid" in the export does not hide that the bank took the money back.
func TestPaidAfterAReturnStaysOpen(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("day 1", invoice("F1", "100.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
			line("2026-06-09", "-100.00", "D1", "RETURN F1"))))
	o.run()
	v := invoice("F1", "100.00")
	v.State = reconcile.StatePaid
	o.load(invoiceFile("day 2", v))
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 overdue outstanding 100.00
		! returned_payment D1
		`)
}

// Undoing a credit under its return would leave the invoice paid by nobody.
func TestUndoUnderAReturn(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
			line("2026-06-09", "-100.00", "D1", "RETURN F1"), line("2026-06-12", "100.00", "R2", "F1"))))
	o.run()
	if _, err := o.Undo(t.Context(), o.call, []string{"R1"}); err == nil {
		t.Error("the credit was undone under its return")
	}
	o.verify()
}

func TestEqualInstalments(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "400.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "300.00", "R1", "?"))))
	o.assign(reconcile.Assignment{Payment: "R1", Accounts: []reconcile.AssignedAmount{{Name: "C1"}}})
	for range 3 {
		o.assign(on("R1", "F1", "100.00"))
	}
	o.want(`
		R1 manual F1 300.00 
		F1 partially_paid outstanding 100.00
		`)
}

// The same request under one key is replayed whatever it is; another is a conflict.
func TestEveryDecisionReplays(t *testing.T) {
	o := busyOffice(t)
	o.run()
	ctx := t.Context()
	twice := func(name, key string, fn func() ([]reconcile.Change, error)) {
		t.Helper()
		o.call.Key = key
		if c, err := fn(); err != nil || c[0].Replayed {
			t.Fatalf("%s: %v", name, err)
		}
		state := o.state()
		if c, err := fn(); err != nil || !c[0].Replayed || o.state() != state {
			t.Errorf("%s again: %v", name, err)
		}
	}
	twice("accept", "a", func() ([]reconcile.Change, error) { return o.Accept(ctx, o.call, []string{"R3"}) })
	twice("assign", "b", func() ([]reconcile.Change, error) { return o.Assign(ctx, o.call, on("R5", "F2", "9.00")) })
	twice("undo", "c", func() ([]reconcile.Change, error) { return o.Undo(ctx, o.call, []string{"R5"}) })
	twice("refuse", "d", func() ([]reconcile.Change, error) { return o.Refuse(ctx, o.call, []string{"R6"}) })
	o.call.Key = "b"
	if _, err := o.Assign(ctx, o.call, on("R5", "F2", "8.00")); !errors.Is(err, reconcile.ErrConflict) {
		t.Errorf("another request under a key: %v", err)
	}
	if _, err := o.Assign(ctx, o.call, on("R5", "F2", "9.00"), on("R1", "F1", "1.00")); !errors.Is(err, reconcile.ErrConflict) {
		t.Errorf("a longer request under a key: %v", err)
	}
	o.verify()
}

// What one call assigns is taken together, each on the books that those before it leave, also in a dry
// run; where one does not fit nothing is decided.
func TestAssignmentsOfOneCallAreOne(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "50.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "90.00", "R1", "?"),
			line("2026-06-01", "60.00", "R2", "?"))))
	before := o.state()
	for _, bad := range []reconcile.Assignment{on("R2", "F1", "10.01"), on("R2", "NONE", ""), on("R1", "F2", "1.00")} {
		for _, dry := range []bool{true, false} {
			c := o.call
			c.DryRun = dry
			_, err := o.Assign(t.Context(), c, on("R1", "F1", "90.00"), bad)
			if err == nil || !strings.HasPrefix(err.Error(), bad.Payment+": ") || o.state() != before {
				t.Errorf("%+v, dry %v: %v\n%s", bad, dry, err, o.state())
			}
		}
	}
	c := o.call
	c.Key = "k"
	for i := range 2 {
		done, err := o.Assign(t.Context(), c, on("R1", "F1", "90.00"), on("R2", "F1", "10.00"))
		if err != nil || len(done) != 2 || done[1].Replayed != (i == 1) {
			t.Fatalf("round %d: %+v, %v", i, done, err)
		}
	}
	o.want(`
		R1 manual F1 90.00 
		R2 manual F1 10.00 
		R2 manual  50.00 
		F1 paid outstanding 0.00
		F2 overdue outstanding 50.00
		`)
	o.verify()
}

func TestUndoneSettledElsewhereStaysUndone(t *testing.T) {
	o := newOffice(t)
	v := invoice("F2", "50.00")
	v.State = reconcile.StatePaid
	o.load(invoiceFile("day 1", v))
	o.run()
	if _, err := o.Undo(t.Context(), o.call, []string{"F2"}); err != nil {
		t.Fatal(err)
	}
	o.run()
	o.want("F2 overdue outstanding 50.00\n")
}

// A proposal on an invoice that was cancelled since is stale.
func TestAcceptOnACancelledInvoice(t *testing.T) {
	o := busyOffice(t)
	o.run()
	v := invoice("F3", "80.00")
	v.State = reconcile.StateCancelled
	o.load(invoiceFile("inv2", v))
	if _, err := o.Accept(t.Context(), o.call, []string{"R3"}); !errors.Is(err, reconcile.ErrStale) {
		t.Errorf("accepted: %v", err)
	}
}

// Taking an export back takes back what only its amounts could hold, and nothing else.
func TestUndoAnInvoiceImport(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("v1", invoice("F1", "100.00"), invoice("F2", "70.00")))
	two := invoice("F2", "70.00")
	two.Owner = "Anna"
	r := o.load(invoiceFile("v2", invoice("F1", "120.00"), two))
	o.load(bankFile("bank", statement("S1", "0.00", line("2026-06-01", "120.00", "R1", "F1"),
		line("2026-06-02", "70.00", "R2", "F2"))))
	o.run()
	if _, err := o.Undo(t.Context(), o.call, []string{r[0].ID}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.want(`
		R1 proposed  120.00 
		R2 auto F2 70.00 number_exact
		F1 overdue outstanding 100.00
		F2 paid outstanding 0.00
		`)
}

// An invoice reduced below what closes it is settled; the surplus reduces nobody's debt.
func TestReducedBelowPaid(t *testing.T) {
	o := paidOffice(t)
	o.load(invoiceFile("day 2", invoice("F1", "60.00")))
	o.run()
	o.want(`
		R1 auto F1 100.00 number_exact
		F1 paid outstanding -40.00
		F2 overdue outstanding 50.00
		! invoice_altered F1
		`)
}

// Two findings under one bank reference are two anomalies.
func TestAnomaliesOfOneReference(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "10.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "10.00", "R0", "F1"),
			line("2026-06-02", "11.00", "SAME", "F1"), line("2026-06-03", "12.00", "SAME", "F1"))))
	o.run()
	n := 0
	err := o.Read(t.Context(), func(r reconcile.Reader) error {
		for a, err := range r.Anomalies(t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			if a.Kind == reconcile.PaymentOnPaidInvoice {
				n++
			}
		}
		return nil
	})
	if err != nil || n != 2 {
		t.Errorf("%d anomalies, want 2: %v", n, err)
	}
}

// One document that came back as another kind never stops the run of the others.
func TestATypeThatChangedStopsNobody(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("day 1", invoice("F1", "100.00"), invoice("F2", "50.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"))))
	o.run()
	o.load(invoiceFile("day 2", invoice("F1", "-100.00")),
		bankFile("bank 2", statement("S2", "100.00", line("2026-06-09", "-100.00", "D1", "RETURN F1"),
			line("2026-06-09", "50.00", "R2", "F2"))))
	r, err := o.Reconcile(t.Context(), o.call)
	if err != nil || r.Automatic != 1 {
		t.Errorf("%+v %v", r, err)
	}
}

// A reference that says what the caller saw is refused when the proposal says something
// else by now.
func TestExpectedProposal(t *testing.T) {
	o := busyOffice(t)
	o.run()
	for _, bad := range [][]string{{"F2\x0080.00"}, {"F3\x0079.00"}, {"F3\x0080.00", "F2\x001.00"}, {}} {
		if _, err := o.Accept(t.Context(), o.call, []string{reconcile.Expecting("R3#1", bad)}); !errors.Is(err, reconcile.ErrStale) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := o.Accept(t.Context(), o.call, []string{reconcile.Expecting("R3#1", []string{"F3\x0080.00"})}); err != nil {
		t.Error(err)
	}
}
