package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// What closes an invoice without money is a decision whose source is the invoice: a credit note set
// against it, a difference written off, a retention. Each is undone alone.
func TestAssignInvoice(t *testing.T) {
	o := newOffice(t)
	other := invoice("F9", "70.00")
	other.Customer = "C2"
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "30.00"), invoice("AV1", "-120.00"), other))
	start := o.state()
	say := func(a reconcile.Assignment) error {
		_, err := o.Assign(t.Context(), o.call, a)
		return err
	}
	on := func(source string, list ...string) reconcile.Assignment {
		a := reconcile.Assignment{Payment: source}
		for _, s := range list {
			name, amount, _ := strings.Cut(s, "=")
			if kind, rest, ok := strings.Cut(name, ":"); ok {
				a.Parts = append(a.Parts, reconcile.AssignedPart{Kind: reconcile.PartKind(kind), Invoice: rest,
					Amount: amount})
			} else {
				a.Invoices = append(a.Invoices, reconcile.AssignedAmount{Name: name, Amount: amount})
			}
		}
		return a
	}
	for why, bad := range map[string]reconcile.Assignment{
		"is of customer":         on("AV1", "F9"),
		"no invoice and credit":  on("F1", "F2"),
		"above the limit of 50":  on("F1", "write_off:F1=50.01"),
		"beyond its amount":      on("AV1", "F2=30.01"),
		"say what closes it":     on("F1"),
		"no money to put":        {Payment: "F1", Accounts: []reconcile.AssignedAmount{{Name: "C1"}}},
		"want a kind that close": on("F1", "cash:F1=1.00"),
	} {
		if err := say(bad); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
	}
	for _, a := range []reconcile.Assignment{on("AV1", "F1", "F2=15.00"), on("F2", "write_off:F2=10.00"),
		on("F2", "write_off:F2=4.00"), on("F2", "rounding:F2=0.50", "retention:F2=0.50"),
		on("F9", "deduction:F9=70.00")} {
		if err := say(a); err != nil {
			t.Errorf("%+v: %v", a, err)
		}
		o.verify()
	}
	o.want(`
		AV1 open outstanding -5.00
		F1 paid outstanding 0.00
		F2 paid outstanding 0.00
		F9 paid outstanding 0.00
		`)
	for _, number := range []string{"F9", "F2", "F2", "F2", "F1"} { // the credit note's decision is found by F1
		if _, err := o.Undo(t.Context(), o.call, []string{number}); err != nil {
			t.Errorf("undo %s: %v", number, err)
		}
		o.verify()
	}
	if got := o.state(); got != start {
		t.Errorf("after all is undone:\n%s", got)
	}
}

// The limit counts all that is written off on an invoice, and the policy sets it.
func TestWriteOffLimit(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00")))
	give := func(kind reconcile.PartKind, amount string) error {
		_, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "F1",
			Parts: []reconcile.AssignedPart{{Kind: kind, Invoice: "F1", Amount: amount}}})
		return err
	}
	if err := give(reconcile.WriteOff, "30.00"); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []reconcile.PartKind{reconcile.WriteOff, reconcile.Rounding} { // by any name
		if err := give(kind, "20.01"); err == nil || !strings.Contains(err.Error(), "50.01 EUR written off on F1") {
			t.Errorf("%s above the limit in two steps: %v", kind, err)
		}
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"F1"}); err != nil {
		t.Fatal(err)
	}
	if err := give(reconcile.WriteOff, "20.01"); err != nil {
		t.Errorf("what is undone counts no more: %v", err)
	}
	o.call.Policy.WriteOffMinor = 10_000
	if err := give(reconcile.WriteOff, "70.00"); err != nil {
		t.Error(err)
	}
}

// A person who says what a debit takes back ties it to the credit it came from, where only one is
// there: it is not undone under the return.
func TestAssignedReturnIsTied(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "100.00")), bankFile("bank",
		statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"), line("2026-06-02", "100.00", "R2", "F2"),
			line("2026-06-09", "-40.00", "D1", "nobody knows"))))
	o.run()
	if _, err := o.Assign(t.Context(), o.call, reconcile.Assignment{Payment: "D1",
		Invoices: []reconcile.AssignedAmount{{Name: "F2"}}}); err != nil {
		t.Fatal(err)
	}
	o.verify()
	if _, err := o.Undo(t.Context(), o.call, []string{"R2"}); err == nil ||
		!strings.Contains(err.Error(), "the bank took this payment back") {
		t.Errorf("the credit was undone under its return: %v", err)
	}
	if _, err := o.Undo(t.Context(), o.call, []string{"R1", "D1", "R2"}); err != nil {
		t.Error(err)
	}
	o.verify()
}

// A sum that takes several payments back, with the bank's fee on top: each part is tied to its credit.
func TestAssignedReturnOfSeveral(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "30.00")), bankFile("bank",
		statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"), line("2026-06-02", "30.00", "R2", "F2"),
			line("2026-06-09", "-142.50", "D1", "nobody knows"))))
	o.run()
	a := reconcile.Assignment{Payment: "D1", Invoices: []reconcile.AssignedAmount{{Name: "F1"}, {Name: "F2"}}}
	if _, err := o.Assign(t.Context(), o.call, a); err == nil {
		t.Error("nobody said where the fee belongs")
	}
	a.NotForInvoices = "charges"
	if _, err := o.Assign(t.Context(), o.call, a); err != nil {
		t.Fatal(err)
	}
	o.verify()
	o.want(`
		R1 auto F1 100.00 number_exact
		R2 auto F2 30.00 number_exact
		F1 overdue outstanding 100.00
		F2 overdue outstanding 30.00
		`)
	for _, ref := range []string{"R1", "R2"} {
		if _, err := o.Undo(t.Context(), o.call, []string{ref}); err == nil {
			t.Errorf("%s was undone under its return", ref)
		}
	}
}
