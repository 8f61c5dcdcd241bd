package reconcile

import (
	"slices"
	"strings"
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
	order := byNumber(in.f.Invoices)
	versions, err := in.versions(order)
	if err != nil {
		return err
	}
	var add []Invoice // a copy: the transaction may run again, and the file must be as it was read
	for k, i := range order {
		if versions[k] > 0 {
			v := in.f.Invoices[i]
			v.Version = int(versions[k])
			in.brought.invoice(v)
			add = append(add, v)
		}
		if len(add) == invoiceRows || k == len(order)-1 {
			if err := in.w.AddInvoices(in.ctx, in.c.Company, ImportID(in.f.Digest), add); err != nil {
				return err
			}
			add = add[:0]
		}
	}
	return nil
}

// invoiceRows is how many invoices are stored at once: an export of a million is in memory once.
const invoiceRows = 8192

// byNumber gives the places of invoices in the order of their numbers.
func byNumber(list []Invoice) []int32 {
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(list[a].Number, list[b].Number) })
	return order
}

// versions says as which version each invoice of the file is stored, in the order given: 0 for
// those that are stored as they are. What is stored comes in the same order.
func (in *importing) versions(order []int32) ([]int32, error) {
	versions := make([]int32, len(order))
	k := 0
	fresh := func() {
		versions[k] = 1
		in.r.NewInvoices++
		k++
	}
	for old, err := range in.w.Invoices(in.ctx, Query{Company: in.c.Company}) {
		if err != nil {
			return nil, err
		}
		for k < len(order) && in.f.Invoices[order[k]].Number < old.Number {
			fresh()
		}
		for ; k < len(order) && in.f.Invoices[order[k]].Number == old.Number; k++ {
			if !sameInvoice(old, in.f.Invoices[order[k]]) {
				versions[k] = int32(old.Version) + 1
				in.r.NewVersions++
			}
		}
	}
	for k < len(order) {
		fresh()
	}
	return versions, nil
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
