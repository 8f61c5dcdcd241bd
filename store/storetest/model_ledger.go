package storetest

import (
	"cmp"
	"context"
	"iter"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

func (r modelReader) Customers(_ context.Context, company string) ([]reconcile.Customer, error) {
	return listed(r.b.folder(company).customers, func(reconcile.Customer) bool { return true },
		func(a, b reconcile.Customer) int { return strings.Compare(a.ID, b.ID) }), nil
}

func byNumber(a, b heldInvoice) int {
	return cmp.Or(strings.Compare(a.Number, b.Number), a.Version-b.Version)
}

func (r modelReader) InvoiceVersions(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	q.AsOf = 0
	var out []reconcile.Invoice
	for _, v := range listed(r.b.folder(q.Company).invoices, func(v heldInvoice) bool {
		return in(q.Numbers, v.Number) && wanted(q.Customer, v.Customer) && wanted(q.Import, v.imp) &&
			during(v.IssueDate, q)
	}, byNumber) {
		if q.Figures {
			v.Owner, v.Terms, v.Project, v.PaymentReference, v.Line = "", "", "", "", 0
		}
		out = append(out, v.Invoice)
	}
	return sequence(out)
}

func (r modelReader) Invoices(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	f := r.b.folder(q.Company)
	newest := map[string]reconcile.Invoice{}
	var numbers []string
	for _, v := range listed(f.invoices, func(heldInvoice) bool { return true }, byNumber) {
		if _, ok := newest[v.Number]; !ok {
			numbers = append(numbers, v.Number)
		}
		newest[v.Number] = v.Invoice
	}
	closes := map[string][]heldAllocation{}
	for _, a := range f.allocations {
		if during(a.Effective, reconcile.Query{AsOf: q.AsOf}) {
			closes[a.Invoice] = append(closes[a.Invoice], a)
		}
	}
	var out []reconcile.Invoice
	for _, n := range numbers {
		v := newest[n]
		issued := reconcile.Query{From: q.From, To: q.To}
		if in(q.Numbers, n) && wanted(q.Customer, v.Customer) && during(v.IssueDate, issued) {
			out = append(out, settled(v, closes[n]))
		}
	}
	return sequence(out)
}

// settled computes what allocations closed of an invoice.
func settled(v reconcile.Invoice, closes []heldAllocation) reconcile.Invoice {
	v.Closed = reconcile.Money{Currency: v.Amount.Currency}
	v.Paid = v.Closed
	undone := map[reconcile.ID]bool{}
	for _, a := range closes {
		v.Closed.Minor += a.Closes.Minor
		if a.Kind == reconcile.Cash {
			v.Paid.Minor += a.Closes.Minor
		}
		if !a.undoes.IsZero() {
			undone[a.undoes] = true
		}
	}
	by := map[reconcile.PartKind]int64{}
	for _, a := range closes {
		if a.undoes.IsZero() && !undone[a.Decision] {
			v.Since = max(v.Since, a.Effective)
			by[a.Kind] += a.Closes.Minor
		}
	}
	sign := int64(1)
	if v.Amount.Minor < 0 {
		sign = -1
	}
	for _, kind := range reconcile.PartKinds() {
		if by[kind]*sign > 0 && by[kind]*sign > by[v.SettledBy]*sign {
			v.SettledBy = kind
		}
	}
	return v
}
