package reconcile

import (
	"slices"
)

// invoices stores the invoice lines of a file: new numbers, and new versions of numbers
// that came back changed. A number that disappears changes nothing.
func (in *importing) invoices() error {
	if len(in.f.Invoices) == 0 {
		return nil
	}
	if err := in.customers(); err != nil {
		return err
	}
	stored := map[string]Invoice{}
	for v, err := range in.w.Invoices(in.ctx, Query{Company: in.c.Company}) {
		if err != nil {
			return err
		}
		stored[v.Number] = v
	}
	var add []Invoice
	for i, v := range in.f.Invoices {
		old, ok := stored[v.Number]
		switch {
		case !ok:
			v.Version = 1
			in.r.NewInvoices++
		case sameInvoice(old, v):
			continue
		default:
			v.Version = old.Version + 1
			in.r.NewVersions++
		}
		if add == nil { // mostly all are new or none is
			add = make([]Invoice, 0, len(in.f.Invoices)-i)
		}
		add = append(add, v)
	}
	return in.w.AddInvoices(in.ctx, in.c.Company, ImportID(in.f.Digest), add)
}

// sameInvoice compares what a file says, not what decisions made of it.
func sameInvoice(a, b Invoice) bool {
	a.Version, a.Line, a.Closed, a.Paid, a.Since, a.SettledBy = 0, 0, Money{}, Money{}, 0, ""
	b.Version, b.Line, b.Closed, b.Paid, b.Since, b.SettledBy = 0, 0, Money{}, Money{}, 0, ""
	return a == b
}

// customers inserts and completes customers; IBANs of all files are kept, in order.
func (in *importing) customers() error {
	stored, err := in.w.Customers(in.ctx, in.c.Company)
	if err != nil {
		return err
	}
	by := make(map[string]Customer, len(stored))
	for _, c := range stored {
		by[c.ID] = c
	}
	var put []Customer
	for _, c := range in.f.Customers {
		old, ok := by[c.ID]
		merged := c
		if ok {
			merged.Alias = old.Alias
			merged.Name = cmpOr(c.Name, old.Name)
			merged.Email = cmpOr(c.Email, old.Email)
			merged.IBANs = append(slices.Clone(old.IBANs), c.IBANs...)
		} else {
			in.r.NewCustomers++
		}
		merged.IBANs = slices.Clone(merged.IBANs)
		slices.Sort(merged.IBANs)
		merged.IBANs = slices.Compact(merged.IBANs)
		if ok && old.Name == merged.Name && old.Email == merged.Email &&
			slices.Equal(old.IBANs, merged.IBANs) {
			continue
		}
		by[c.ID] = merged
		put = append(put, merged)
	}
	return in.w.PutCustomers(in.ctx, in.c.Company, put)
}
