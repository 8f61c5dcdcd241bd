package storetest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// modelReader reads one state of the model, which nothing changes any more.
type modelReader struct{ b *books }

// listed filters, sorts and iterates.
func listed[T any](from []T, keep func(T) bool, order func(a, b T) int) []T {
	var out []T
	for _, v := range from {
		if keep(v) {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, order)
	return out
}

// sequence iterates a list.
func sequence[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func compareIDs(a, b reconcile.ID) int { return bytes.Compare(a[:], b[:]) }

// in says whether a list names a value; an empty list names all.
func in[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// wanted says whether a text is the one asked for; an empty question asks for all.
func wanted(asked, v string) bool { return asked == "" || asked == v }

func during(d reconcile.Date, q reconcile.Query) bool {
	return (q.From == 0 || d >= q.From) && (q.To == 0 || d <= q.To) && (q.AsOf == 0 || d <= q.AsOf)
}

// ofAccount says whether a payment is of the account asked for, by its first four bytes.
func ofAccount(id reconcile.ID, q reconcile.Query) bool {
	if q.Account == "" {
		return true
	}
	some := reconcile.EntryKey(q.Company, reconcile.Entry{Account: q.Account, BookingDate: 1}, 1)
	return bytes.Equal(id[:4], some[:4])
}

func (r modelReader) Companies(context.Context) ([]reconcile.Company, error) {
	return listed(r.b.companies, func(reconcile.Company) bool { return true },
		func(a, b reconcile.Company) int { return strings.Compare(a.ID, b.ID) }), nil
}

func (r modelReader) Accounts(_ context.Context, company string) ([]reconcile.Account, error) {
	return listed(r.b.accounts, func(a reconcile.Account) bool { return wanted(company, a.Company) },
		func(a, b reconcile.Account) int {
			return cmp.Or(strings.Compare(a.Company, b.Company), strings.Compare(a.ID, b.ID))
		}), nil
}

func (r modelReader) Statements(_ context.Context, q reconcile.Query) ([]reconcile.Statement, error) {
	list := listed(r.b.folder(q.Company).statements, func(s heldStatement) bool {
		return wanted(q.Account, s.Account) && wanted(q.Import, s.Source.Import) &&
			(q.From == 0 || s.To >= q.From) && (q.To == 0 || s.From <= q.To)
	}, func(a, b heldStatement) int {
		return cmp.Or(strings.Compare(a.Account, b.Account), cmp.Compare(a.From, b.From),
			cmp.Compare(a.To, b.To), strings.Compare(a.Reference, b.Reference), compareIDs(a.ID, b.ID),
			strings.Compare(a.Source.Import, b.Source.Import), a.n-b.n)
	})
	var out []reconcile.Statement
	for _, s := range list {
		out = append(out, s.Statement)
	}
	return out, nil
}

func (r modelReader) entries(q reconcile.Query) []heldEntry {
	return listed(r.b.folder(q.Company).entries, func(h heldEntry) bool {
		return wanted(q.Account, h.entry.Account) && during(h.entry.BookingDate, q) &&
			wanted(q.Import, h.imp)
	}, func(a, b heldEntry) int {
		return cmp.Or(strings.Compare(a.entry.Account, b.entry.Account),
			cmp.Compare(a.entry.BookingDate, b.entry.BookingDate), compareIDs(a.entry.ID, b.entry.ID))
	})
}

func (r modelReader) EntryIDs(_ context.Context, q reconcile.Query) ([]reconcile.ID, error) {
	q.AsOf, q.Import = 0, ""
	var out []reconcile.ID
	for _, h := range r.entries(q) {
		out = append(out, h.entry.ID)
	}
	return out, nil
}

func (r modelReader) Entries(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Entry, error] {
	var out []reconcile.Entry
	for _, h := range r.entries(q) {
		e := h.entry
		e.Details = nil
		e.Lump = e.Lump && len(h.batches) == 0
		out = append(out, e)
	}
	return sequence(out)
}

func (r modelReader) Payments(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Payment, error] {
	var all []reconcile.Payment
	for _, h := range r.b.folder(q.Company).entries {
		if q.Import != "" && (h.imp != q.Import || len(h.seen) > 0) {
			continue
		}
		payments := h.entry.Payments()
		if n := len(h.batches); n > 0 {
			payments = h.batches[n-1].payments
		}
		all = append(all, payments...)
	}
	return sequence(listed(all, func(p reconcile.Payment) bool {
		return wanted(q.Account, p.Account) && during(p.BookingDate, q) && in(q.Payments, p.ID)
	}, func(a, b reconcile.Payment) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), strings.Compare(a.Account, b.Account),
			compareIDs(a.ID, b.ID))
	}))
}

func (r modelReader) Customers(_ context.Context, company string) ([]reconcile.Customer, error) {
	return listed(r.b.folder(company).customers, func(reconcile.Customer) bool { return true },
		func(a, b reconcile.Customer) int { return strings.Compare(a.ID, b.ID) }), nil
}

func byNumber(a, b heldInvoice) int {
	return cmp.Or(strings.Compare(a.Number, b.Number), a.Version-b.Version)
}

func (r modelReader) InvoiceVersions(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
	q.AsOf = 0
	var out []reconcile.Invoice
	for _, v := range listed(r.b.folder(q.Company).invoices, func(v heldInvoice) bool {
		return in(q.Numbers, v.Number) && wanted(q.Customer, v.Customer) && wanted(q.Import, v.imp) &&
			during(v.IssueDate, q)
	}, byNumber) {
		out = append(out, v.Invoice)
	}
	return sequence(out)
}

func (r modelReader) Invoices(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Invoice, error] {
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

func day(d reconcile.Decision) reconcile.Date {
	if d.Payment.IsZero() {
		return d.Effective
	}
	return d.Payment.Day()
}

func (r modelReader) Decisions(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Decision, error] {
	f := r.b.folder(q.Company)
	asOf := reconcile.Query{AsOf: q.AsOf}
	list := listed(f.decisions, func(d reconcile.Decision) bool {
		on := len(q.Numbers) == 0 || d.Payment.IsZero() && slices.Contains(q.Numbers, d.Invoice) ||
			slices.ContainsFunc(f.allocations, func(a heldAllocation) bool {
				return a.Decision == d.ID && slices.Contains(q.Numbers, a.Invoice)
			})
		return on && wanted(q.Customer, d.Customer) && in(q.Payments, d.Payment) &&
			ofAccount(d.Payment, q) && during(d.Effective, asOf) &&
			during(day(d), reconcile.Query{From: q.From, To: q.To})
	}, func(a, b reconcile.Decision) int {
		return cmp.Or(cmp.Compare(day(a), day(b)), compareIDs(a.Payment, b.Payment),
			strings.Compare(a.Invoice, b.Invoice), a.Seq-b.Seq)
	})
	undone := map[reconcile.ID]bool{}
	for _, u := range f.decisions {
		if during(u.Effective, asOf) {
			undone[u.Undoes] = true
		}
	}
	for i := range list {
		list[i].Live = list[i].Kind == reconcile.Applied && !undone[list[i].ID]
	}
	return sequence(list)
}

func (r modelReader) Decision(ctx context.Context, company string, id reconcile.ID) (reconcile.Decision, error) {
	for d := range r.Decisions(ctx, reconcile.Query{Company: company}) {
		if d.ID == id {
			return d, nil
		}
	}
	return reconcile.Decision{}, fmt.Errorf("decision %s: %w", id, reconcile.ErrNotFound)
}

func (r modelReader) Allocations(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Allocation, error] {
	f := r.b.folder(q.Company)
	var out []reconcile.Allocation
	for _, a := range listed(f.allocations, func(a heldAllocation) bool {
		of := q.Customer == "" || slices.ContainsFunc(f.decisions, func(d reconcile.Decision) bool {
			return d.ID == a.Decision && d.Customer == q.Customer
		})
		return of && in(q.Numbers, a.Invoice) && in(q.Payments, a.Payment) && ofAccount(a.Payment, q) &&
			during(a.Effective, q)
	}, func(a, b heldAllocation) int {
		return cmp.Or(strings.Compare(a.Invoice, b.Invoice), a.N-b.N)
	}) {
		out = append(out, a.Allocation)
	}
	return sequence(out)
}

func (r modelReader) Proposals(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Proposal, error] {
	return sequence(listed(r.b.folder(q.Company).proposals, func(p reconcile.Proposal) bool {
		return wanted(q.Customer, p.Customer) && in(q.Payments, p.Payment) && ofAccount(p.Payment, q) &&
			during(p.Payment.Day(), q)
	}, func(a, b reconcile.Proposal) int {
		return cmp.Or(compareIDs(a.Payment, b.Payment), a.Rank-b.Rank)
	}))
}

func (r modelReader) Anomalies(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Anomaly, error] {
	return sequence(listed(r.b.folder(q.Company).anomalies, func(a reconcile.Anomaly) bool {
		return wanted(q.Account, a.Account) && wanted(q.Customer, a.Customer) &&
			in(q.Payments, a.Payment) && in(q.Numbers, a.Invoice) && during(a.BookingDate, q)
	}, func(a, b reconcile.Anomaly) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), strings.Compare(a.Account, b.Account),
			strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Key, b.Key))
	}))
}

func (r modelReader) Imports(_ context.Context, company string) ([]reconcile.ImportRecord, error) {
	return listed(r.b.folder(company).imports, func(reconcile.ImportRecord) bool { return true },
		func(a, b reconcile.ImportRecord) int {
			return cmp.Or(a.Recorded.Compare(b.Recorded), strings.Compare(a.ID, b.ID))
		}), nil
}

func (r modelReader) Runs(_ context.Context, company string) ([]reconcile.Run, error) {
	return listed(r.b.folder(company).runs, func(reconcile.Run) bool { return true },
		func(a, b reconcile.Run) int {
			return cmp.Or(a.Recorded.Compare(b.Recorded), strings.Compare(a.ID, b.ID))
		}), nil
}

func (r modelReader) Audit(_ context.Context, company string) iter.Seq2[reconcile.AuditRecord, error] {
	return sequence(r.b.folder(company).audit)
}

func (r modelReader) AuditHead(_ context.Context, company string) (reconcile.AuditRecord, error) {
	list := r.b.folder(company).audit
	if len(list) == 0 {
		return reconcile.AuditRecord{}, nil
	}
	return list[len(list)-1], nil
}

func (r modelReader) StateVersion(_ context.Context, company string) (int64, error) {
	return r.b.folder(company).version, nil
}
