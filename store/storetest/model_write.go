package storetest

import (
	"context"
	"errors"
	"fmt"
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

func (w *modelWriter) AddStatements(_ context.Context, company, imp string, s []reconcile.Statement) error {
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
		w.statements = append(w.statements, heldStatement{st, n})
	}
	return nil
}

func (w *modelWriter) AddEntries(_ context.Context, company, imp string, entries []reconcile.Entry) (int, error) {
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

func (w *modelWriter) AddBatch(_ context.Context, company, imp string, e reconcile.Entry, version int) error {
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

func (w *modelWriter) DeleteImport(_ context.Context, company, imp string) error {
	if err := w.touch(company, false); err != nil {
		return err
	}
	before := len(w.statements) + len(w.invoices) + len(w.imports)
	w.statements = slices.DeleteFunc(w.statements, func(s heldStatement) bool { return s.Source.Import == imp })
	w.invoices = slices.DeleteFunc(w.invoices, func(v heldInvoice) bool { return v.imp == imp })
	w.imports = slices.DeleteFunc(w.imports, func(r reconcile.ImportRecord) bool { return r.ID == imp })
	w.changed = w.changed || before != len(w.statements)+len(w.invoices)+len(w.imports)
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
	return nil
}

func (w *modelWriter) PutCustomers(_ context.Context, company string, list []reconcile.Customer) error {
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

func (w *modelWriter) AddInvoices(_ context.Context, company, imp string, list []reconcile.Invoice) error {
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

func (w *modelWriter) Apply(_ context.Context, company string, list []reconcile.Decision) (int, error) {
	if err := w.touch(company, false); err != nil {
		return 0, err
	}
	known := map[reconcile.ID][32]byte{}
	last := map[string]int{}
	for _, d := range w.decisions {
		known[d.ID] = d.Content
		last[d.Source()] = max(last[d.Source()], d.Seq)
	}
	var fresh []reconcile.Decision
	for _, d := range list {
		if d.Content == ([32]byte{}) {
			d.Content = d.Hash()
		}
		if old, found := known[d.ID]; found && old != d.Content {
			return 0, reconcile.ErrConflict
		} else if found {
			continue
		}
		known[d.ID] = d.Content
		last[d.Source()]++
		d.Seq = last[d.Source()]
		fresh = append(fresh, d)
	}
	board := w.board()
	for _, d := range fresh {
		if err := w.allocate(d, board); err != nil {
			return 0, err
		}
		w.decisions = append(w.decisions, d)
		w.changed = true
	}
	return len(fresh), nil
}

// stand is an invoice's newest version and last allocation.
type stand struct {
	newest heldInvoice
	last   heldAllocation
}

func (w *modelWriter) board() map[string]*stand {
	b := map[string]*stand{}
	at := func(number string) *stand {
		if b[number] == nil {
			b[number] = &stand{}
		}
		return b[number]
	}
	for _, v := range w.invoices {
		if s := at(v.Number); v.Version > s.newest.Version {
			s.newest = v
		}
	}
	for _, a := range w.allocations {
		if s := at(a.Invoice); a.N > s.last.N {
			s.last = a
		}
	}
	return b
}

// allocate gives the parts of a decision places: again and again the first that fits.
func (w *modelWriter) allocate(d reconcile.Decision, board map[string]*stand) error {
	parts := slices.DeleteFunc(slices.Clone(d.Parts), func(p reconcile.Part) bool {
		return d.Kind == reconcile.Refused || !p.Kind.OnInvoice() || p.Invoice == ""
	})
	for len(parts) > 0 {
		taken := -1
		var reason error
		for i, p := range parts {
			s := board[p.Invoice]
			if s == nil {
				s = &stand{}
			}
			limit, err := s.room(p)
			if err != nil {
				reason = err
				continue
			}
			s.last = heldAllocation{reconcile.Allocation{Invoice: p.Invoice, N: s.last.N + 1,
				Decision: d.ID, Payment: d.Payment, Kind: p.Kind, Moves: p.Moves, Closes: p.Closes,
				After: s.last.After + p.Closes.Minor, Effective: d.Effective}, limit, d.Undoes}
			w.allocations = append(w.allocations, s.last)
			taken = i
			break
		}
		if taken < 0 {
			return reason
		}
		parts = slices.Delete(parts, taken, taken+1)
	}
	return nil
}

// room says whether a part fits next, and against which amount.
func (s *stand) room(p reconcile.Part) (limit int64, err error) {
	after, newest := s.last.After+p.Closes.Minor, s.newest
	between := func(bound int64) bool { return min(0, bound) <= after && after <= max(0, bound) }
	switch {
	case newest.Version > 0 && !p.Closes.IsZero() && p.Closes.Currency != newest.Amount.Currency:
		return 0, reconcile.ErrCurrency
	case newest.Version > 0 && between(newest.Amount.Minor):
		return newest.Amount.Minor, nil
	case s.last.N > 0 && between(s.last.After):
		return s.last.limit, nil
	case newest.Version == 0:
		return 0, fmt.Errorf("invoice %s: %w", p.Invoice, reconcile.ErrNotFound)
	}
	return 0, reconcile.ErrOverAllocated
}

func (w *modelWriter) PutProposals(_ context.Context, company string, payments []reconcile.ID,
	list []reconcile.Proposal) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	before := len(w.proposals)
	gone := map[reconcile.ID]bool{}
	for _, id := range payments {
		gone[id] = true
	}
	w.proposals = slices.DeleteFunc(w.proposals, func(p reconcile.Proposal) bool { return gone[p.Payment] })
	w.changed = w.changed || before != len(w.proposals)
	type key struct {
		payment reconcile.ID
		rank    int
	}
	stored := map[key]bool{}
	for _, p := range w.proposals {
		stored[key{p.Payment, p.Rank}] = true
	}
	for _, p := range list {
		if stored[key{p.Payment, p.Rank}] {
			w.broken = errors.New("two proposals of one rank")
			return w.broken
		}
		stored[key{p.Payment, p.Rank}] = true
		w.proposals = append(w.proposals, p)
	}
	return nil
}

func sameAnomaly(a reconcile.Anomaly) func(reconcile.Anomaly) bool {
	return func(o reconcile.Anomaly) bool { return o.Kind == a.Kind && o.Key == a.Key }
}

func (w *modelWriter) PutAnomalies(_ context.Context, company string, list []reconcile.Anomaly) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	for _, a := range list {
		w.anomalies = put(w.anomalies, a, sameAnomaly(a))
	}
	return nil
}

func (w *modelWriter) RemoveAnomalies(_ context.Context, company string, list []reconcile.Anomaly) error {
	if err := w.touch(company, false); err != nil {
		return err
	}
	for _, a := range list {
		before := len(w.anomalies)
		w.anomalies = slices.DeleteFunc(w.anomalies, sameAnomaly(a))
		w.changed = w.changed || before != len(w.anomalies)
	}
	return nil
}

func (w *modelWriter) PutImport(_ context.Context, company string, r reconcile.ImportRecord) error {
	w.imports = put(w.imports, r, func(o reconcile.ImportRecord) bool { return o.ID == r.ID })
	return w.touch(company, true)
}

func (w *modelWriter) PutRun(_ context.Context, company string, r reconcile.Run) error {
	w.runs = put(w.runs, r, func(o reconcile.Run) bool { return o.ID == r.ID })
	return w.touch(company, true)
}

func (w *modelWriter) AppendAudit(_ context.Context, company string, list []reconcile.AuditRecord) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	for _, r := range list {
		if r.Seq != int64(len(w.audit))+1 {
			return errors.New("a record that does not follow")
		}
		w.audit = append(w.audit, r)
	}
	return nil
}
