package reconcile_test

import (
	"context"
	"errors"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func busyOffice(t *testing.T) *office {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "50.00"), invoice("F3", "80.00"),
		invoice("AV1", "-20.00")),
		bankFile("bank", statement("S1", "0.00",
			line("2026-06-01", "100.00", "R1", "F1"),
			line("2026-06-01", "30.00", "R2", "F2"),
			line("2026-06-02", "80.00", "R3", "MAYBE F3"),
			line("2026-06-03", "7.00", "R4", "F1"),
			line("2026-06-04", "9.00", "R5", "who knows"),
			line("2026-06-05", "33.00", "R6", "TAX REFUND"))))
	return o
}

func TestRun(t *testing.T) {
	o := busyOffice(t)
	r := o.run()
	if r.Automatic != 3 || r.OnAccount != 1 || r.Proposed != 2 || r.Unmatched != 1 {
		t.Errorf("%+v", r)
	}
	state := `
		R1 auto F1 100.00 number_exact
		R2 auto F2 30.00 number_exact
		R3 proposed F3 80.00 number_exact
		R3 proposed  80.00 
		R4 auto  7.00 on_account
		R5 proposed  9.00 
		R6 proposed  33.00 
		AV1 open outstanding -20.00
		F1 paid outstanding 0.00
		F2 partially_paid outstanding 20.00
		F3 overdue outstanding 80.00
		! payment_on_paid_invoice R4
		`
	o.want(state)
	if again := o.run(); again.Automatic != 0 || again.Anomalies != 0 || again.NewToDecide != 0 {
		t.Errorf("a second run on unchanged data did something: %+v", again)
	}
	o.want(state)
}

// The export comes a day late: money on account finds its invoice in a later run.
func TestOnAccountStaysACandidate(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
			line("2026-06-02", "40.00", "R2", "F1 and F9"))))
	o.run()
	o.load(invoiceFile("inv2", invoice("F9", "40.00")))
	o.run()
	// byNumber looks for the first number it knows, and F1 is paid: only a person can move it.
	if _, err := o.Assign(context.Background(), o.call, reconcile.Assignment{Payment: "R2",
		Invoices: []reconcile.AssignedAmount{{Name: "F9"}}}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.want(`
		R1 auto F1 100.00 number_exact
		R2 manual F9 40.00 
		F1 paid outstanding 0.00
		F9 paid outstanding 0.00
		`)
}

func TestAcceptRefuse(t *testing.T) {
	o := busyOffice(t)
	o.run()
	ctx := context.Background()
	first, err := o.Accept(ctx, o.call, []string{"R3"})
	if err != nil || len(first) != 1 || first[0].Replayed {
		t.Fatalf("%+v %v", first, err)
	}
	if c := first[0].Invoices[0]; c.Before != reconcile.StatusOverdue || c.After != reconcile.StatusPaid ||
		c.Outstanding != eur("80.00") || !c.Leaves.IsZero() {
		t.Errorf("change %+v", c)
	}
	if again, err := o.Accept(ctx, o.call, []string{"R3"}); err != nil || !again[0].Replayed {
		t.Errorf("a double click decided twice: %+v %v", again, err)
	}
	if _, err := o.Accept(ctx, o.call, []string{"R1"}); err == nil {
		t.Error("a decided payment was accepted again")
	}
	if _, err := o.Undo(ctx, o.call, []string{"R3"}); err != nil {
		t.Fatal(err)
	}
	o.run()
	if r := o.run(); r.Proposed != 1 {
		t.Errorf("an undone proposal came back: %+v", r)
	}
}

func TestRefusedDoesNotComeBack(t *testing.T) {
	o := busyOffice(t)
	o.run()
	if _, err := o.Refuse(context.Background(), o.call, []string{"R3#1"}); err != nil {
		t.Fatal(err)
	}
	if r := o.run(); r.Proposed != 1 { // R6 alone
		t.Errorf("%+v", r)
	}
	if _, err := o.Refuse(context.Background(), o.call, []string{"R3"}); !errors.Is(err, reconcile.ErrNotFound) {
		t.Errorf("nothing is left to refuse: %v", err)
	}
}

// A refusal is a decision, and is taken back alone: once, and the next run may propose the same again.
func TestRefusalTakenBack(t *testing.T) {
	o := busyOffice(t)
	o.run()
	ctx := t.Context()
	before := o.state()
	refused, err := o.Refuse(ctx, o.call, []string{"R3#1"})
	if err != nil {
		t.Fatal(err)
	}
	name := refused[0].Decision.ID.String()
	back, err := o.Undo(ctx, o.call, []string{name})
	if err != nil || len(back) != 1 || back[0].Decision.Undoes != refused[0].Decision.ID || len(back[0].Invoices) != 0 {
		t.Fatalf("%+v %v", back, err)
	}
	o.verify()
	if r := o.run(); r.Proposed != 2 || o.state() != before {
		t.Errorf("it was not proposed again: %+v", r)
	}
	if _, err := o.Undo(ctx, o.call, []string{name}); err == nil {
		t.Error("taken back twice")
	}
	if _, err := o.Undo(ctx, o.call, []string{back[0].Decision.ID.String()}); err == nil {
		t.Error("what took it back was taken back")
	}
	if _, err := o.Refuse(ctx, o.call, []string{"R3#1"}); err != nil {
		t.Fatal(err)
	}
	if r := o.run(); r.Proposed != 1 {
		t.Errorf("refused once more it came back: %+v", r)
	}
	o.verify()
}

func TestKeys(t *testing.T) {
	o := busyOffice(t)
	o.run()
	ctx := context.Background()
	o.call.Key = "k1"
	a := reconcile.Assignment{Payment: "R5", Invoices: []reconcile.AssignedAmount{{Name: "F2", Amount: "9.00"}}}
	if c, err := o.Assign(ctx, o.call, a); err != nil || c[0].Replayed {
		t.Fatalf("%+v %v", c, err)
	}
	if _, err := o.Accept(ctx, o.call, []string{"R3"}); !errors.Is(err, reconcile.ErrConflict) {
		t.Errorf("the key of another decision was taken: %v", err)
	}
	o.call.Key = "k2"
	if _, err := o.Undo(ctx, o.call, []string{"R1"}); err != nil {
		t.Fatal(err)
	}
	if c, err := o.Undo(ctx, o.call, []string{"R1"}); err == nil && !c[0].Replayed {
		t.Errorf("undone twice: %+v", c)
	}
	o.verify()
}

func TestAssign(t *testing.T) {
	o := busyOffice(t)
	o.run()
	ctx := context.Background()
	for name, bad := range map[string]reconcile.Assignment{
		"too much":         {Payment: "R5", Invoices: []reconcile.AssignedAmount{{Name: "F3", Amount: "9.01"}}},
		"over the invoice": {Payment: "R5", Invoices: []reconcile.AssignedAmount{{Name: "F1", Amount: "9.00"}}},
		"no such invoice":  {Payment: "R5", Invoices: []reconcile.AssignedAmount{{Name: "F404"}}},
		"nothing":          {Payment: "R5"},
		"no such customer": {Payment: "R5", Accounts: []reconcile.AssignedAmount{{Name: "C404"}}},
		"no such payment":  {Payment: "R404", Invoices: []reconcile.AssignedAmount{{Name: "F3"}}},
		"decided":          {Payment: "R1", Invoices: []reconcile.AssignedAmount{{Name: "F3"}}},
		"both":             {Payment: "R5", Invoices: []reconcile.AssignedAmount{{Name: "F3"}}, NotForInvoices: "tax"},
	} {
		before := o.state()
		if c, err := o.Assign(ctx, o.call, bad); err == nil {
			t.Errorf("%s: %+v", name, c)
		}
		if o.state() != before {
			t.Errorf("%s: a refused decision changed something", name)
		}
	}
	dry := o.call
	dry.DryRun = true
	before := o.state()
	full := reconcile.Assignment{Payment: "R3", Invoices: []reconcile.AssignedAmount{{Name: "F3", Amount: "78.00"}},
		Parts:    []reconcile.AssignedPart{{Kind: reconcile.Discount, Invoice: "F3", Amount: "2.00"}},
		Accounts: []reconcile.AssignedAmount{{Name: "C1", Amount: "2.00"}}}
	if c, err := o.Assign(ctx, dry, full); err != nil || len(c) != 1 || o.state() != before {
		t.Fatalf("dry run: %+v %v", c, err)
	}
	if _, err := o.Assign(ctx, o.call, full); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Assign(ctx, o.call, reconcile.Assignment{Payment: "R6", NotForInvoices: "tax"}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.want(`
		R1 auto F1 100.00 number_exact
		R2 auto F2 30.00 number_exact
		R3 manual F3 78.00 
		R3 manual  2.00 
		R4 auto  7.00 on_account
		R5 proposed  9.00 
		R6 manual  33.00 
		AV1 open outstanding -20.00
		F1 paid outstanding 0.00
		F2 partially_paid outstanding 20.00
		F3 paid outstanding 0.00
		! payment_on_paid_invoice R4
		`)
}

func TestReturnReopens(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
			line("2026-06-09", "-100.00", "D1", "RETURN F1"))))
	o.run()
	state := `
		R1 auto F1 100.00 number_exact
		F1 overdue outstanding 100.00
		! returned_payment D1
		`
	o.want(state)
	o.run()
	o.want(state)
	if _, err := o.Undo(context.Background(), o.call, []string{"R1"}); err == nil {
		t.Error("the credit was undone under its return")
	}
	if _, err := o.Undo(context.Background(), o.call, []string{"D1", "R1"}); err != nil {
		t.Error(err)
	}
	o.verify()
}

// Undoing a run, then an import, gives back the state before, and both can be done again.
func TestUndoRunAndImport(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	inv := invoiceFile("inv", invoice("F1", "100.00"))
	bank := bankFile("bank", statement("S1", "0.00", line("2026-06-01", "60.00", "R1", "F1"),
		line("2026-06-02", "40.00", "R2", "F1")))
	o.load(inv)
	start := o.state()
	r := o.load(bank)
	imported := o.state()
	run := o.run()
	done := o.state()
	if _, err := o.Undo(ctx, o.call, []string{run.Run}); err != nil {
		t.Fatal(err)
	}
	if got := o.state(); got != imported {
		t.Errorf("after undo of the run:\n%s", got)
	}
	o.verify()
	o.run()
	if got := o.state(); got != done {
		t.Errorf("undo of a run refused something:\n%s", got)
	}
	if _, err := o.Undo(ctx, o.call, []string{r[0].ID}); err != nil {
		t.Fatal(err)
	}
	if got := o.state(); got != start {
		t.Errorf("after undo of the import:\n%s", got)
	}
	o.verify()
	if again := o.load(bank); again[0].Outcome != reconcile.OutcomeRead || again[0].NewEntries != 2 {
		t.Errorf("an undone file is not free: %+v", again[0])
	}
	o.run()
	if got := o.state(); got != done {
		t.Errorf("after importing again:\n%s", got)
	}
}

// What another file has seen too stays when one file is taken back.
func TestUndoImportKeepsWhatAnotherFileSaw(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00")))
	one := statement("S1", "0.00", line("2026-06-01", "60.00", "R1", "F1"))
	two := statement("P1", "0.00", line("2026-06-01", "60.00", "R1", "F1"), line("2026-06-02", "40.00", "R2", "F1"))
	r := o.load(bankFile("one", one), bankFile("two", two))
	o.run()
	if _, err := o.Undo(context.Background(), o.call, []string{r[0].ID}); err != nil {
		t.Fatal(err)
	}
	if n := o.entries(); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	o.verify()
}

// The repeat of a statement takes its place when the file that brought it is taken back.
func TestUndoImportPromotesTheRepeat(t *testing.T) {
	o := newOffice(t)
	s := statement("S1", "0.00", line("2026-06-01", "60.00", "R1", "x"))
	r := o.load(bankFile("one", s), bankFile("two", s))
	if got := o.anomalies(); got != "duplicate_statement S1" {
		t.Errorf("anomalies %q", got)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{r[0].ID}); err != nil {
		t.Fatal(err)
	}
	if got := o.anomalies(); got != "" || o.entries() != 1 {
		t.Errorf("anomalies %q, %d entries", got, o.entries())
	}
	o.verify()
}
