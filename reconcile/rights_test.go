package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// TestRights asks the service for everything that a person can ask, small and large, his own and
// others', in every role, alone and with every kind of second person, and holds what is refused against
// a golden file. Nobody is refused who has not logged in.
func TestRights(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "Each column is a role, each letter a second person: nobody, oneself, an accountant, a reviewer.\n"+
		"y it is done, r the role does not allow it, e it takes four eyes.\n\n%-28s", "")
	roles := append(reconcile.Roles(), "")
	for _, role := range roles {
		fmt.Fprintf(&b, " %-10s", cmpOr(string(role), "none"))
	}
	for _, x := range commands() {
		fmt.Fprintf(&b, "\n%-28s", x.name)
		for _, role := range roles {
			cell := ""
			for _, second := range []reconcile.Actor{{}, {Kind: reconcile.Person, Name: "paul", Role: role},
				{Kind: reconcile.Person, Name: "marc", Role: reconcile.Accountant},
				{Kind: reconcile.Person, Name: "marc", Role: reconcile.Reviewer}} {
				cell += asked(t, x, role, second)
			}
			fmt.Fprintf(&b, " %-10s", cell)
		}
		if got := asked(t, x, "", reconcile.Actor{Name: "no login"}); got != "y" {
			t.Errorf("%s without a login: %s", x.name, got)
		}
	}
	const golden = "testdata/rights.golden"
	got := strings.ReplaceAll(b.String()+"\n", " \n", "\n")
	for strings.Contains(got, " \n") {
		got = strings.ReplaceAll(got, " \n", "\n")
	}
	if *updateRoles {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != got {
		t.Errorf("the rights are not those of %s (%v):\n%s", golden, err, got)
	}
}

// command is something that a person asks of the service.
type command struct {
	name string
	do   func(*office, reconcile.Call) error
}

// commands are all that change something. Small is below what takes four eyes, large above.
func commands() []command {
	ctx := context.Background()
	decide := func(what func(*reconcile.Service, context.Context, reconcile.Call, []string) ([]reconcile.Change, error),
		id string) func(*office, reconcile.Call) error {
		return func(o *office, c reconcile.Call) error { _, err := what(o.Service, ctx, c, []string{id}); return err }
	}
	accept, refuse, undo := (*reconcile.Service).Accept, (*reconcile.Service).Refuse, (*reconcile.Service).Undo
	assign := func(a reconcile.Assignment) func(*office, reconcile.Call) error {
		return func(o *office, c reconcile.Call) error { _, err := o.Assign(ctx, c, a); return err }
	}
	off := func(amounts ...string) func(*office, reconcile.Call) error {
		return func(o *office, c reconcile.Call) error {
			for i, amount := range amounts {
				kind := []reconcile.PartKind{reconcile.WriteOff, reconcile.Rounding}[i%2]
				if err := assign(reconcile.Assignment{Payment: "F9", Parts: []reconcile.AssignedPart{
					{Kind: kind, Invoice: "F9", Amount: amount}}})(o, c); err != nil {
					return err
				}
			}
			return nil
		}
	}
	enter := func(closing string) func(*office, reconcile.Call) error {
		return func(o *office, c reconcile.Call) error {
			c.Override = true
			s := statement("S2", "999.00", line("2026-06-20", "1.00", "X", ""))
			s.Closing.Amount = eur(closing)
			r, err := o.Import(ctx, c, []reconcile.File{bankFile("wrong", s)})
			if err == nil && r[0].Held > 0 { // the file is stored, and the statement waits for somebody who may
				return errors.New(strings.Join(r[0].Messages, " "))
			}
			return err
		}
	}
	return []command{
		{"import", func(o *office, c reconcile.Call) error { _, err := o.Import(ctx, c, nil); return err }},
		{"import override small", enter("1001.00")},
		{"import override large", enter("9000.00")},
		{"reconcile", func(o *office, c reconcile.Call) error { _, err := o.Reconcile(ctx, c); return err }},
		{"accept small", decide(accept, "R1")},
		{"accept large", decide(accept, "R2")},
		{"refuse", decide(refuse, "R2")},
		{"assign small", assign(reconcile.Assignment{Payment: "R1", NotForInvoices: "tax"})},
		{"assign large", assign(reconcile.Assignment{Payment: "R2", NotForInvoices: "tax"})},
		{"write off small", off("500.00")},
		{"write off large", off("500.01")},
		{"write off in two", off("300.00", "200.01")},
		{"undo of a rule's small", decide(undo, "R3")},
		{"undo of a rule's large", decide(undo, "R4")},
		{"undo of one's own small", decide(undo, "R5")},
		{"undo of one's own large", decide(undo, "R6")},
		{"undo of another's small", decide(undo, "R7")},
		{"undo of another's large", decide(undo, "R8")},
		{"undo another's import", func(o *office, c reconcile.Call) error {
			_, err := o.Undo(ctx, c, []string{o.imports()[0]})
			return err
		}},
		{"anomaly", func(o *office, c reconcile.Call) error {
			_, err := o.FollowUp(ctx, c, reconcile.AnomalyAcknowledged, nil)
			return err
		}},
		{"rules add", func(o *office, c reconcile.Call) error {
			_, err := o.AddRule(ctx, c, reconcile.CompanyRule{ID: "r", Text: "TAX", Kind: "tax"})
			return err
		}},
		{"rules remove", func(o *office, c reconcile.Call) error { _, err := o.RemoveRule(ctx, c, "old"); return err }},
	}
}

// asked tells what paul is answered in a role, on books where he, claire and a rule have decided.
func asked(t *testing.T, x command, role reconcile.Role, second reconcile.Actor) string {
	t.Helper()
	o := newOffice(t)
	o.call.Policy.WriteOffMinor = 100_000
	var lines []reconcile.Entry
	var owed []reconcile.Invoice
	for i, text := range []string{"MAYBE F1", "MAYBE F2", "F3", "F4", "", "", "", ""} {
		amount := []string{"100.00", "20000.00"}[i%2]
		lines = append(lines, line("2026-06-01", amount, fmt.Sprintf("R%d", i+1), text))
		owed = append(owed, invoice(fmt.Sprintf("F%d", i+1), amount))
	}
	o.load(invoiceFile("inv", append(owed, invoice("F9", "700.00"))...), bankFile("bank", statement("S1", "0.00", lines...)))
	o.run()
	for i, name := range []string{"paul", "paul", "claire", "claire"} {
		c := o.call
		c.Actor.Name = name
		if _, err := o.Assign(t.Context(), c, reconcile.Assignment{Payment: fmt.Sprintf("R%d", i+5),
			NotForInvoices: "tax"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.AddRule(t.Context(), o.call, reconcile.CompanyRule{ID: "old", Text: "FEE", Kind: "charges"}); err != nil {
		t.Fatal(err)
	}
	c := o.call
	c.Actor.Name, c.Actor.Role, c.Second, c.Login = "paul", role, second, second.Name != "no login"
	if !c.Login {
		c.Second = reconcile.Actor{}
	}
	err := x.do(o, c)
	o.verify()
	switch {
	case err == nil:
		return "y"
	case strings.Contains(err.Error(), reconcile.ErrFourEyes.Error()):
		return "e"
	case strings.Contains(err.Error(), reconcile.ErrRole.Error()):
		return "r"
	}
	t.Errorf("%s as %s: %v", x.name, role, err)
	return "?"
}

// imports are the ids of the files in the books.
func (o *office) imports() (out []string) {
	err := o.Read(context.Background(), func(r reconcile.Reader) error {
		list, err := r.Imports(context.Background(), o.call.Company)
		for _, f := range list {
			out = append(out, f.ID)
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return out
}
