package storetest

import (
	"bytes"
	"cmp"
	"context"
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

func (r modelReader) Statements(_ context.Context,
	q reconcile.Query) ([]reconcile.Statement, error) {
	list := listed(r.b.folder(q.Company).statements, func(s heldStatement) bool {
		return wanted(q.Account, s.Account) && wanted(q.Import, s.Source.Import) &&
			(q.From == 0 || s.To >= q.From) && (q.To == 0 || s.From <= q.To)
	}, func(a, b heldStatement) int {
		return cmp.Or(strings.Compare(a.Account, b.Account), cmp.Compare(a.From, b.From),
			cmp.Compare(a.To, b.To), strings.Compare(a.Reference, b.Reference), compareIDs(a.ID, b.ID),
			strings.Compare(string(a.State), string(b.State)), strings.Compare(a.Source.Import, b.Source.Import), a.n-b.n)
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
	imp := q.Import
	q.AsOf, q.Import = 0, ""
	var out []reconcile.ID
	for _, h := range r.entries(q) {
		if in(q.Payments, h.entry.ID) && (wanted(imp, h.imp) || slices.Contains(h.seen, imp)) {
			out = append(out, h.entry.ID)
		}
	}
	return out, nil
}

func (r modelReader) Entries(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Entry, error] {
	var out []reconcile.Entry
	for _, h := range r.entries(q) {
		e := h.entry
		if !q.Detailed || len(e.Details) != 1 {
			e.Details = nil
		}
		e.Lump = e.Lump && len(h.batches) == 0
		out = append(out, e)
	}
	return sequence(out)
}

func (r modelReader) Payments(_ context.Context,
	q reconcile.Query) iter.Seq2[reconcile.Payment, error] {
	var all []reconcile.Payment
	for _, h := range r.b.folder(q.Company).entries {
		payments, brought := h.entry.Payments(), false
		if n := len(h.batches); n > 0 {
			payments, brought = h.batches[n-1].payments, h.batches[n-1].imp == q.Import
		}
		if q.Import != "" && !brought && (h.imp != q.Import || len(h.seen) > 0) {
			continue
		}
		for _, p := range payments {
			if q.Figures {
				p = reconcile.Payment{ID: p.ID, Entry: p.Entry, Account: p.Account,
					BookingDate: p.BookingDate, Amount: p.Amount, Code: p.Code, Lump: p.Lump}
			}
			all = append(all, p)
		}
	}
	return sequence(listed(all, func(p reconcile.Payment) bool {
		return wanted(q.Account, p.Account) && during(p.BookingDate, q) && in(q.Payments, p.ID) &&
			(q.Named == "" || p.ID.HasPrefix(q.Named) || p.Reference == q.Named)
	}, func(a, b reconcile.Payment) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), strings.Compare(a.Account, b.Account),
			compareIDs(a.ID, b.ID))
	}))
}

func (r modelReader) Batches(_ context.Context, q reconcile.Query) ([]reconcile.Batch, error) {
	q.AsOf = 0
	return listed(r.b.folder(q.Company).lumps, func(b reconcile.Batch) bool {
		return wanted(q.Account, b.Account) && wanted(q.Import, b.Import) && during(b.Date, q) &&
			(!q.Waiting || b.Entry.IsZero() && b.Reason == "")
	}, func(a, b reconcile.Batch) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), strings.Compare(a.Account, b.Account),
			compareIDs(a.ID, b.ID), strings.Compare(a.Import, b.Import))
	}), nil
}
