package reconcile_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

var updateRoles = flag.Bool("update-roles", false, "write the matrix of roles anew")

// TestRoleMatrix holds role x action x owner, and amount x second person, against a golden file:
// who changes a right sees it there.
func TestRoleMatrix(t *testing.T) {
	var b strings.Builder
	word := map[bool]string{true: "yes", false: "no"}
	fmt.Fprintf(&b, "%-11s %-10s %-4s %s\n", "role", "action", "own", "another's")
	for _, r := range append(reconcile.Roles(), "") {
		for _, a := range reconcile.Actions() {
			fmt.Fprintf(&b, "%-11s %-10s %-4s %s\n", r, a, word[r.May(a, true)], word[r.May(a, false)])
		}
	}
	p := reconcile.DefaultPolicy()
	fmt.Fprintf(&b, "\n%-10s %-9s %-12s %s\n", "action", "limit", "at the limit", "above")
	for _, a := range reconcile.Actions() {
		limit := p.FourEyesMinor
		if a == reconcile.ActDecide || a == reconcile.ActUndo {
			limit = p.FourEyesDecisionMinor
		}
		fmt.Fprintf(&b, "%-10s %-9d %-12s %s\n", a, limit, word[p.FourEyes(a, limit)], word[p.FourEyes(a, -limit-1)])
	}
	const golden = "testdata/roles.golden"
	if *updateRoles {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != b.String() {
		t.Errorf("the matrix is not that of %s (%v):\n%s", golden, err, b.String())
	}
}

// TestRoles acts through the service in every role, logged in and not.
func TestRoles(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	o.load(invoiceFile("invoices", invoice("F1", "900.00"), invoice("F2", "100.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "nothing"))))
	o.call.Policy.WriteOffMinor = 100_000
	var payment string
	if err := o.Read(ctx, func(r reconcile.Reader) error {
		for p, err := range r.Payments(ctx, reconcile.Query{Company: o.call.Company}) {
			payment = p.ID.String()
			return err
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	writeOff := reconcile.Assignment{Payment: payment, Invoices: []reconcile.AssignedAmount{{Name: "F1"}},
		Parts: []reconcile.AssignedPart{{Kind: reconcile.WriteOff, Invoice: "F1", Amount: "500.01"}}}
	as := func(role reconcile.Role, name string) reconcile.Call {
		c := o.call
		c.Login, c.Actor.Role, c.Actor.Name, c.Reason = true, role, name, "he is bankrupt"
		return c
	}
	second := func(c reconcile.Call, role reconcile.Role, name string) reconcile.Call {
		c.Second = reconcile.Actor{Kind: reconcile.Person, Name: name, Role: role}
		return c
	}
	assign := func(c reconcile.Call) error { _, err := o.Assign(ctx, c, writeOff); return err }
	undo := func(c reconcile.Call) error { _, err := o.Undo(ctx, c, []string{payment}); return err }
	for i, s := range []struct {
		do   func(reconcile.Call) error
		as   reconcile.Call
		want error
	}{
		{assign, as("", "paul"), reconcile.ErrRole},
		{assign, as(reconcile.Viewer, "paul"), reconcile.ErrRole},
		{assign, as(reconcile.Accountant, "paul"), reconcile.ErrFourEyes},
		{assign, as(reconcile.Admin, "eve"), reconcile.ErrFourEyes},
		{assign, second(as(reconcile.Admin, "eve"), reconcile.Admin, "eve"), reconcile.ErrFourEyes},
		{assign, second(as(reconcile.Accountant, "paul"), reconcile.Accountant, "marc"), reconcile.ErrFourEyes},
		{assign, second(as(reconcile.Accountant, "paul"), reconcile.Reviewer, "claire"), nil},
		{undo, as(reconcile.Viewer, "paul"), reconcile.ErrRole},
		{undo, as(reconcile.Accountant, "marc"), reconcile.ErrRole},
		{undo, as(reconcile.Accountant, "paul"), nil},
		{assign, o.call, nil}, // nobody logs in on a machine of one's own
		{undo, as(reconcile.Reviewer, "claire"), nil},
		{func(c reconcile.Call) error { _, err := o.Import(ctx, c, nil); return err }, as(reconcile.Viewer, "paul"), reconcile.ErrRole},
		{func(c reconcile.Call) error { _, err := o.Reconcile(ctx, c); return err }, as(reconcile.Viewer, "paul"), reconcile.ErrRole},
		{func(c reconcile.Call) error {
			_, err := o.AddRule(ctx, c, reconcile.CompanyRule{ID: "r", Text: "TAX", Kind: "tax"})
			return err
		}, as(reconcile.Accountant, "paul"), reconcile.ErrRole},
		{func(c reconcile.Call) error {
			_, err := o.FollowUp(ctx, c, reconcile.AnomalyAcknowledged, nil)
			return err
		}, as(reconcile.Viewer, "paul"), reconcile.ErrRole},
	} {
		if err := s.do(s.as); !errors.Is(err, s.want) || s.want == nil && err != nil {
			t.Errorf("step %d as %s: %v, want %v", i, s.as.Actor.Role, err, s.want)
		}
	}
	o.verify()
	said := ""
	if err := o.Read(ctx, func(r reconcile.Reader) error {
		for d, err := range r.Decisions(ctx, reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			said += fmt.Sprintln(d.Kind, d.Actor.Name, d.Actor.Role, d.Reason)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if want := "applied paul accountant he is bankrupt (approved by claire, reviewer)\n" +
		"undone paul accountant he is bankrupt\n"; !strings.HasPrefix(said, want) {
		t.Errorf("recorded:\n%swant\n%s", said, want)
	}
}

// Above its limit one decision of a person, whatever it is, takes a second one who did not make it; so
// does its undo. At the limit, and of who has not logged in, it does not.
func TestFourEyesOnOneDecision(t *testing.T) {
	ctx := t.Context()
	for _, limit := range []int64{7999, 8000} {
		o := busyOffice(t)
		o.run()
		o.call.Policy.FourEyesDecisionMinor = limit
		alone := o.call
		alone.Login, alone.Actor.Role = true, reconcile.Reviewer
		both, own := alone, alone
		both.Second = reconcile.Actor{Kind: reconcile.Person, Name: "marc", Role: reconcile.Reviewer}
		own.Second = alone.Actor
		accept := func(c reconcile.Call) error { _, err := o.Accept(ctx, c, []string{"R3"}); return err } // of 80.00
		undo := func(c reconcile.Call) error { _, err := o.Undo(ctx, c, []string{"R3"}); return err }
		assign := func(c reconcile.Call) error {
			_, err := o.Assign(ctx, c, reconcile.Assignment{Payment: "R3", NotForInvoices: "tax"})
			return err
		}
		for _, do := range []func(reconcile.Call) error{accept, undo, assign, undo} {
			if limit == 8000 {
				if err := do(alone); err != nil {
					t.Error(err)
				}
				continue
			}
			for _, c := range []reconcile.Call{alone, own} {
				if err := do(c); !errors.Is(err, reconcile.ErrFourEyes) {
					t.Errorf("alone, approved by %q: %v", c.Second.Name, err)
				}
			}
			if err := do(both); err != nil {
				t.Error(err)
			}
		}
		if err := assign(o.call); err != nil {
			t.Errorf("without a login: %v", err)
		}
		o.verify()
	}
}

// What takes back or gives up is not done without saying why, whoever does it; a dry run
// is asked like the decision that it shows.
func TestReasons(t *testing.T) {
	ctx := t.Context()
	o := busyOffice(t)
	o.run()
	silent := o.call
	silent.Reason = ""
	for what, do := range map[string]func(reconcile.Call) error{
		"undo": func(c reconcile.Call) error { _, err := o.Undo(ctx, c, []string{"R1"}); return err },
		"write-off": func(c reconcile.Call) error {
			_, err := o.Assign(ctx, c, reconcile.Assignment{Payment: "F2", Parts: []reconcile.AssignedPart{
				{Kind: reconcile.WriteOff, Invoice: "F2", Amount: "0.50"}}})
			return err
		},
		"override": func(c reconcile.Call) error { c.Override = true; _, err := o.Import(ctx, c, nil); return err },
	} {
		before := o.state()
		if err := do(silent); !errors.Is(err, reconcile.ErrNoReason) || o.state() != before {
			t.Errorf("%s without a reason: %v", what, err)
		}
		dry := silent
		dry.DryRun = true
		if err := do(dry); !errors.Is(err, reconcile.ErrNoReason) {
			t.Errorf("%s, tried without a reason: %v", what, err)
		}
		if err := do(o.call); err != nil {
			t.Errorf("%s with a reason: %v", what, err)
		}
	}
	if _, err := o.Accept(ctx, silent, []string{"R3"}); err != nil {
		t.Errorf("what is proposed explains itself: %v", err)
	}
}
