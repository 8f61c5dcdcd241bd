package storetest

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func testInvoices(t *testing.T, open Open) {
	f := newFixture(t, open)
	first := bill("F1", 1000)
	first.Owner, first.Terms, first.Project, first.PaymentReference, first.Claim, first.Disputed = "Zoë", "30 j", "p", "RF18", reconcile.ClaimCeded, true
	second := first
	second.Version, second.Amount, second.Customer, second.IssueDate = 2, reconcile.EUR(1500), "C2", 200
	other := bill("f1", -300)
	f.update(func(w reconcile.Writer) error {
		return w.AddInvoices(f.ctx, company, "a", []reconcile.Invoice{other, first})
	})
	f.update(func(w reconcile.Writer) error {
		return w.AddInvoices(f.ctx, company, "b", []reconcile.Invoice{second})
	})
	list := func(q reconcile.Query) (out []string) {
		q.Company = company
		f.view(func(r reconcile.Reader) error {
			for v, err := range r.Invoices(f.ctx, q) {
				if err != nil {
					return err
				}
				out = append(out, v.Number)
			}
			return nil
		})
		return out
	}
	check(t, "in order of bytes", text(list(reconcile.Query{})), `["F1","f1"]`)
	check(t, "by the newest customer", text(list(reconcile.Query{Customer: "C1"})), `["f1"]`)
	check(t, "by the newest date", text(list(reconcile.Query{From: 150})), `["F1"]`)
	check(t, "until a date", text(list(reconcile.Query{To: 150})), `["f1"]`)
	check(t, "by number", text(list(reconcile.Query{Numbers: []string{"f1", "no"}})), `["f1"]`)
	got := f.invoice("F1", 0)
	want := second
	want.Closed, want.Paid = reconcile.EUR(0), reconcile.EUR(0)
	check(t, "the newest version", got, want)
	versions := func(q reconcile.Query) (n int) {
		q.Company = company
		f.view(func(r reconcile.Reader) error {
			for v, err := range r.InvoiceVersions(f.ctx, q) {
				if err != nil {
					return err
				}
				check(t, "a version without what closes it", v.Closed, reconcile.Money{})
				n++
			}
			return nil
		})
		return n
	}
	check(t, "versions", versions(reconcile.Query{}), 3)
	check(t, "versions of a file", versions(reconcile.Query{Import: "b"}), 1)
	f.update(func(w reconcile.Writer) error { return w.DeleteImport(f.ctx, company, "b") })
	check(t, "the version before", f.invoice("F1", 0).Amount, reconcile.EUR(1000))
	testCustomers(f)
}

func testCustomers(f *fixture) {
	put := func(c ...reconcile.Customer) {
		f.update(func(w reconcile.Writer) error { return w.PutCustomers(f.ctx, company, c) })
	}
	put(reconcile.Customer{ID: "b", Name: "old"}, reconcile.Customer{ID: "b", Name: "Ünïcode",
		Email: "a@b", IBANs: []string{"FR76", `"`}, Alias: "a"}, reconcile.Customer{ID: "B"})
	put(reconcile.Customer{ID: "a", IBANs: []string{"x"}})
	put(reconcile.Customer{ID: "a"})
	f.view(func(r reconcile.Reader) error {
		list, err := r.Customers(f.ctx, company)
		check(f, "customers", text(list), text([]reconcile.Customer{{ID: "B"}, {ID: "a"},
			{ID: "b", Name: "Ünïcode", Email: "a@b", IBANs: []string{"FR76", `"`}, Alias: "a"}}))
		return err
	})
}
