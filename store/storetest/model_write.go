package storetest

import (
	"context"
	"errors"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// modelWriter changes a copy of the model's state for one company.
type modelWriter struct {
	modelReader
	company string
	*folder
	changed bool
	broken  error // a rule of the database was broken: nothing can be committed
}

// touch checks the company and notes that something changes.
func (w *modelWriter) touch(company string, changes bool) error {
	if company != w.company {
		return errors.New("another company")
	}
	w.changed = w.changed || changes
	return nil
}

// put replaces the element with the same key or appends.
func put[T any](list []T, v T, same func(T) bool) []T {
	if i := slices.IndexFunc(list, same); i >= 0 {
		list[i] = v
		return list
	}
	return append(list, v)
}

func (w *modelWriter) PutCompany(_ context.Context, c reconcile.Company) error {
	if err := w.touch(c.ID, true); err != nil {
		return err
	}
	w.b.companies = put(w.b.companies, c, func(o reconcile.Company) bool { return o.ID == c.ID })
	return nil
}

func (w *modelWriter) PutAccounts(_ context.Context, accounts []reconcile.Account) error {
	for _, a := range accounts {
		if err := w.touch(a.Company, true); err != nil {
			return err
		}
		if !slices.ContainsFunc(w.b.companies, func(c reconcile.Company) bool { return c.ID == a.Company }) {
			return errors.New("no such company")
		}
		for _, o := range w.b.accounts {
			if o.ID == a.ID && o.Company != a.Company {
				return errors.New("the account belongs to another company")
			}
		}
		w.b.accounts = put(w.b.accounts, a, func(o reconcile.Account) bool { return o.ID == a.ID })
	}
	return nil
}

func (w *modelWriter) AddStatements(_ context.Context,
	company, imp string, s []reconcile.Statement) error {
	if err := w.touch(company, len(s) > 0); err != nil {
		return err
	}
	n := 0
	for _, old := range w.statements {
		if old.Source.Import == imp {
			n = max(n, old.n)
		}
	}
	for _, st := range s {
		n++
		st.Entries, st.Owner, st.Source.Import = nil, "", imp
		st.Doubt, st.PendingFrom, st.PendingTo, st.Announced = "", 0, 0, nil // said at import, not kept
		st.FirstBooked, st.LastBooked, st.Undated = 0, 0, 0
		w.statements = append(w.statements, heldStatement{st, n})
	}
	return nil
}

func (w *modelWriter) AddEntries(_ context.Context,
	company, imp string, entries []reconcile.Entry) (int, error) {
	if err := w.touch(company, false); err != nil {
		return 0, err
	}
	at := map[reconcile.ID]int{}
	for i, h := range w.folder.entries {
		at[h.entry.ID] = i
	}
	added := 0
	for _, e := range entries {
		i, found := at[e.ID]
		switch {
		case !found:
			at[e.ID] = len(w.folder.entries)
			w.folder.entries = append(w.folder.entries, heldEntry{entry: e, imp: imp})
			added++
			w.changed = true
		case w.folder.entries[i].imp != imp:
			h := w.folder.entries[i]
			if !slices.Contains(h.seen, imp) {
				h.seen = append(slices.Clone(h.seen), imp)
			}
			w.folder.entries[i] = h
			w.changed = true
		}
	}
	return added, nil
}

func (w *modelWriter) AddBatch(_ context.Context,
	company, imp string, e reconcile.Entry, version int) error {
	if err := w.touch(company, false); err != nil {
		return err
	}
	i := slices.IndexFunc(w.folder.entries, func(h heldEntry) bool { return h.entry.ID == e.ID })
	if i < 0 {
		return reconcile.ErrNotFound
	}
	h := w.folder.entries[i]
	stored := 1
	if n := len(h.batches); n > 0 {
		stored = h.batches[n-1].version
	}
	if version <= stored {
		return errors.New("a version that does not follow")
	}
	// The entry is a fact of the statement and stays; the batch gives amounts and details.
	whole := h.entry
	whole.Lump, whole.Details = e.Lump, e.Details
	payments := whole.Payments()
	for k := range payments {
		payments[k].Version = version
	}
	h.batches = append(slices.Clone(h.batches), heldBatch{imp, version, payments})
	w.folder.entries[i], w.changed = h, true
	return nil
}

func (w *modelWriter) DropBatch(_ context.Context,
	company string, entry reconcile.ID, version int) error {
	if err := w.touch(company, false); err != nil {
		return err
	}
	for i, h := range w.folder.entries {
		if h.entry.ID != entry {
			continue
		}
		w.changed = w.changed || version > 1 // the version that counts is written again
		h.batches = slices.DeleteFunc(slices.Clone(h.batches),
			func(b heldBatch) bool { return b.version == version })
		w.folder.entries[i] = h
	}
	return nil
}

func (w *modelWriter) PutBatches(_ context.Context, company string, list []reconcile.Batch) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	for _, b := range list {
		w.lumps = put(w.lumps, b, func(o reconcile.Batch) bool { return o.ID == b.ID && o.Import == b.Import })
	}
	return nil
}

func (w *modelWriter) DeleteImport(_ context.Context, company, imp string) error {
	if err := w.touch(company, false); err != nil {
		return err
	}
	before := len(w.statements) + len(w.invoices) + len(w.imports)
	w.statements = slices.DeleteFunc(w.statements, func(s heldStatement) bool { return s.Source.Import == imp })
	w.invoices = slices.DeleteFunc(w.invoices, func(v heldInvoice) bool { return v.imp == imp })
	w.imports = slices.DeleteFunc(w.imports, func(r reconcile.ImportRecord) bool { return r.ID == imp })
	before += len(w.lumps)
	w.lumps = slices.DeleteFunc(w.lumps, func(b reconcile.Batch) bool { return b.Import == imp })
	w.changed = w.changed || before != len(w.statements)+len(w.invoices)+len(w.imports)+len(w.lumps)
	var kept []heldEntry
	for _, h := range w.folder.entries {
		batches := slices.DeleteFunc(slices.Clone(h.batches), func(b heldBatch) bool { return b.imp == imp })
		seen := slices.DeleteFunc(slices.Clone(h.seen), func(s string) bool { return s == imp })
		w.changed = w.changed || len(batches) != len(h.batches) || len(seen) != len(h.seen) || h.imp == imp
		h.batches, h.seen = batches, seen
		if h.imp != imp {
			kept = append(kept, h)
		} else if len(seen) > 0 {
			slices.Sort(h.seen)
			h.imp, h.seen = h.seen[0], h.seen[1:]
			kept = append(kept, h)
		}
	}
	w.folder.entries = kept
	for i, b := range w.lumps {
		there := func(h heldEntry) bool { return h.entry.ID == b.Entry }
		if !b.Entry.IsZero() && !slices.ContainsFunc(kept, there) {
			w.lumps[i].Entry, w.changed = reconcile.ID{}, true
		}
	}
	w.promote()
	return nil
}

// promote lets a repeat take the place of the statement that is gone: the one of the first
// file by name.
func (w *modelWriter) promote() {
	entered := map[reconcile.ID]bool{}
	first := map[reconcile.ID]int{}
	for i, s := range w.statements {
		switch s.State {
		case reconcile.StatementEntered:
			entered[s.ID] = true
		case reconcile.StatementDuplicate:
			if at, ok := first[s.ID]; !ok || s.Source.Import < w.statements[at].Source.Import {
				first[s.ID] = i
			}
		}
	}
	for id, i := range first {
		if !entered[id] {
			w.statements[i].State = reconcile.StatementEntered
		}
	}
}

func (w *modelWriter) PutCustomers(_ context.Context,
	company string, list []reconcile.Customer) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	at := map[string]int{}
	for i, c := range w.customers {
		at[c.ID] = i
	}
	for _, c := range list {
		if i, found := at[c.ID]; found {
			w.customers[i] = c
			continue
		}
		at[c.ID] = len(w.customers)
		w.customers = append(w.customers, c)
	}
	return nil
}

func (w *modelWriter) AddInvoices(_ context.Context,
	company, imp string, list []reconcile.Invoice) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	type key struct {
		number  string
		version int
	}
	stored := map[key]bool{}
	for _, v := range w.invoices {
		stored[key{v.Number, v.Version}] = true
	}
	for _, v := range list {
		if stored[key{v.Number, v.Version}] {
			w.broken = errors.New("this version is stored")
			return w.broken
		}
		stored[key{v.Number, v.Version}] = true
		v.Closed, v.Paid, v.Since, v.SettledBy = reconcile.Money{}, reconcile.Money{}, 0, ""
		w.invoices = append(w.invoices, heldInvoice{v, imp})
	}
	return nil
}
