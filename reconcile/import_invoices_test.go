package reconcile_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// An export of more invoices than are stored at once, in any order: every number enters once, and
// of the next export only what it says otherwise or says for the first time.
func TestExportsOfManyInvoices(t *testing.T) {
	o := newOffice(t)
	var bills []reconcile.Invoice
	for i := range 20_000 {
		bills = append(bills, invoice(fmt.Sprintf("F%05d", i*7919%20_000), "100.00"))
	}
	first := slices.Clone(bills[:18_000])
	if r := o.load(invoiceFile("a.csv", first...))[0]; r.NewInvoices != 18_000 || r.NewVersions != 0 {
		t.Errorf("the first export: %d new and %d changed", r.NewInvoices, r.NewVersions)
	}
	slices.Reverse(bills)
	for i := range bills {
		if bills[i].Number < "F00010" {
			bills[i].Owner = "Zoé"
		}
	}
	changed := 0
	for _, v := range first {
		if v.Number < "F00010" {
			changed++
		}
	}
	r := o.load(invoiceFile("b.csv", bills...))[0]
	if r.NewInvoices != 2_000 || r.NewVersions != changed {
		t.Errorf("the next export: %d new and %d changed, want 2000 and %d", r.NewInvoices, r.NewVersions,
			changed)
	}
	n := 0
	err := o.Store.View(t.Context(), func(r reconcile.Reader) error {
		for v, err := range r.Invoices(t.Context(), reconcile.Query{Company: o.call.Company}) {
			if err != nil {
				return err
			}
			if n++; (v.Owner == "Zoé") != (v.Number < "F00010") {
				t.Errorf("%s is %q's", v.Number, v.Owner)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n != len(bills) {
		t.Errorf("%d invoices, want %d", n, len(bills))
	}
}

// Exports that contradict each other, given together: the same files once more, as after a crash, say
// nothing new; the older one alone says that the seller's books went back.
func TestExportsOfOneCallTwice(t *testing.T) {
	early, late := invoice("F1", "100.00"), invoice("F1", "120.00")
	a, b := invoiceFile("a.csv", early), invoiceFile("b.csv", late, invoice("F2", "50.00"))
	for _, died := range []bool{false, true} { // after the first file of the call
		o := newOffice(t)
		if died {
			o.load(a)
		}
		o.load(a, b)
		for _, r := range o.load(b, a) {
			if r.Outcome != reconcile.OutcomeKnown || r.NewVersions != 0 {
				t.Errorf("died %v: %s again: %s, %d changed", died, r.File, r.Outcome, r.NewVersions)
			}
		}
		if got := o.stored("F1").Amount.String(); got != "120.00 EUR" {
			t.Errorf("died %v: F1 of %s", died, got)
		}
		if r := o.load(a)[0]; r.Outcome != reconcile.OutcomeRead || r.NewVersions != 1 {
			t.Errorf("died %v: the books went back: %s, %d changed", died, r.Outcome, r.NewVersions)
		}
	}
}
