// Package storetest is the conformance suite that every store must pass, and the reference
// model that says what passing means.
package storetest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/rappro/rappro/reconcile"
)

// Model is a reconcile.Store in memory, written to be obviously right and nothing else: maps
// and slices, copied whole before every transaction.
type Model struct {
	mu    sync.Mutex
	state *modelState
}

// NewModel makes an empty model.
func NewModel() *Model {
	return &Model{state: &modelState{companies: map[string]reconcile.Company{},
		accounts: map[string]reconcile.Account{}, books: map[string]*book{}}}
}

// View implements reconcile.Store.
func (m *Model) View(_ context.Context, fn func(reconcile.Reader) error) error {
	m.mu.Lock()
	state := m.state.clone()
	m.mu.Unlock()
	return fn(&modelTx{state})
}

// Update implements reconcile.Store.
func (m *Model) Update(_ context.Context, company string, fn func(reconcile.Writer) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	state := m.state.clone()
	if err := fn(&modelTx{state}); err != nil {
		return err
	}
	state.book(company).version++
	m.state = state
	return nil
}

// Close implements reconcile.Store.
func (m *Model) Close() error { return nil }

var _ reconcile.Store = (*Model)(nil)

type modelState struct {
	companies map[string]reconcile.Company
	accounts  map[string]reconcile.Account
	books     map[string]*book
}

// book is what one company has stored.
type book struct {
	version    int64
	statements []stored[reconcile.Statement]
	entries    map[reconcile.ID]stored[reconcile.Entry]
	versions   map[reconcile.ID]int // of the batch of an entry
	sightings  map[reconcile.ID][]string
	customers  map[string]reconcile.Customer
	invoices   []stored[reconcile.Invoice]
	decisions  []reconcile.Decision
	allocs     []reconcile.Allocation
	proposals  map[reconcile.ID][]reconcile.Proposal
	anomalies  map[[2]string]reconcile.Anomaly
	imports    []reconcile.ImportRecord
	runs       []reconcile.Run
	audit      []reconcile.AuditRecord
}

// stored is a thing and the import that brought it.
type stored[T any] struct {
	it  T
	imp string
}

func (s *modelState) book(company string) *book {
	b := s.books[company]
	if b == nil {
		b = &book{entries: map[reconcile.ID]stored[reconcile.Entry]{}, versions: map[reconcile.ID]int{},
			sightings: map[reconcile.ID][]string{}, customers: map[string]reconcile.Customer{},
			proposals: map[reconcile.ID][]reconcile.Proposal{}, anomalies: map[[2]string]reconcile.Anomaly{}}
		s.books[company] = b
	}
	return b
}

func (s *modelState) clone() *modelState {
	out := &modelState{maps.Clone(s.companies), maps.Clone(s.accounts), map[string]*book{}}
	for name, b := range s.books {
		c := *b
		c.statements, c.invoices = slices.Clone(b.statements), slices.Clone(b.invoices)
		c.entries, c.versions, c.sightings = maps.Clone(b.entries), maps.Clone(b.versions), maps.Clone(b.sightings)
		c.customers, c.proposals, c.anomalies = maps.Clone(b.customers), maps.Clone(b.proposals), maps.Clone(b.anomalies)
		c.decisions, c.allocs = slices.Clone(b.decisions), slices.Clone(b.allocs)
		c.imports, c.runs, c.audit = slices.Clone(b.imports), slices.Clone(b.runs), slices.Clone(b.audit)
		out.books[name] = &c
	}
	return out
}

type modelTx struct{ *modelState }

var _ reconcile.Writer = (*modelTx)(nil)

// each turns a list into the iterator of a reader, in the order of compare.
func each[T any](list []T, compare func(a, b T) int) iter.Seq2[T, error] {
	slices.SortStableFunc(list, compare)
	return func(yield func(T, error) bool) {
		for _, it := range list {
			if !yield(it, nil) {
				return
			}
		}
	}
}

func ids(a, b reconcile.ID) int { return bytes.Compare(a[:], b[:]) }

func (t *modelTx) Companies(context.Context) ([]reconcile.Company, error) {
	return slices.SortedFunc(maps.Values(t.companies), func(a, b reconcile.Company) int {
		return cmp.Compare(a.ID, b.ID)
	}), nil
}

func (t *modelTx) PutCompany(_ context.Context, c reconcile.Company) error {
	t.companies[c.ID] = c
	return nil
}

func (t *modelTx) Accounts(_ context.Context, company string) ([]reconcile.Account, error) {
	var out []reconcile.Account
	for _, a := range t.accounts {
		if company == "" || a.Company == company {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b reconcile.Account) int {
		return cmp.Or(cmp.Compare(a.Company, b.Company), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func (t *modelTx) PutAccounts(_ context.Context, accounts []reconcile.Account) error {
	for _, a := range accounts {
		t.accounts[a.ID] = a
	}
	return nil
}

func (t *modelTx) Statements(_ context.Context, q reconcile.Query) ([]reconcile.Statement, error) {
	var out []reconcile.Statement
	for _, s := range t.book(q.Company).statements {
		if (q.Account == "" || s.it.Account == q.Account) && (q.From == 0 || s.it.To >= q.From) &&
			(q.To == 0 || s.it.From <= q.To) {
			out = append(out, s.it)
		}
	}
	slices.SortFunc(out, func(a, b reconcile.Statement) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To),
			cmp.Compare(a.Reference, b.Reference), ids(a.ID, b.ID), cmp.Compare(a.Source.Import, b.Source.Import))
	})
	return out, nil
}

func (t *modelTx) AddStatements(_ context.Context, company, imp string, list []reconcile.Statement) error {
	b := t.book(company)
	for _, s := range list {
		s.Entries, s.Owner, s.Source.Import = nil, "", imp
		b.statements = append(b.statements, stored[reconcile.Statement]{s, imp})
	}
	return nil
}

// sought says whether a list that is narrowed to some ids wants this one.
func sought(list []reconcile.ID, id reconcile.ID) bool {
	return len(list) == 0 || slices.Contains(list, id)
}

// dated says whether a day is within From, To and AsOf.
func dated(q reconcile.Query, d reconcile.Date) bool {
	return (q.From == 0 || d >= q.From) && (q.To == 0 || d <= q.To) && (q.AsOf == 0 || d <= q.AsOf)
}

func (t *modelTx) EntryIDs(_ context.Context, q reconcile.Query) ([]reconcile.ID, error) {
	var out []reconcile.ID
	for id, e := range t.book(q.Company).entries {
		if e.it.Account == q.Account && dated(q, e.it.BookingDate) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, ids)
	return out, nil
}

func (t *modelTx) Entries(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Entry, error] {
	var out []reconcile.Entry
	for _, e := range t.book(q.Company).entries {
		if (q.Account == "" || e.it.Account == q.Account) && dated(q, e.it.BookingDate) {
			e.it.Details = nil
			out = append(out, e.it)
		}
	}
	return each(out, func(a, b reconcile.Entry) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.BookingDate, b.BookingDate), ids(a.ID, b.ID))
	})
}

func (t *modelTx) Payments(_ context.Context, q reconcile.Query) iter.Seq2[reconcile.Payment, error] {
	b := t.book(q.Company)
	var out []reconcile.Payment
	for id, e := range b.entries {
		alone := e.imp == q.Import && len(b.sightings[id]) == 0
		if q.Import != "" && !alone || q.Account != "" && e.it.Account != q.Account || !dated(q, e.it.BookingDate) {
			continue
		}
		for _, p := range e.it.Payments() {
			p.Version = b.versions[id]
			if sought(q.Payments, p.ID) {
				out = append(out, p)
			}
		}
	}
	return each(out, func(a, b reconcile.Payment) int {
		return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), cmp.Compare(a.Account, b.Account), ids(a.ID, b.ID))
	})
}

func (t *modelTx) AddEntries(_ context.Context, company, imp string, list []reconcile.Entry) (int, error) {
	b := t.book(company)
	n := 0
	for _, e := range list {
		old, ok := b.entries[e.ID]
		if !ok {
			b.entries[e.ID] = stored[reconcile.Entry]{e, imp}
			b.versions[e.ID] = 1
			n++
		} else if old.imp != imp && !slices.Contains(b.sightings[e.ID], imp) {
			b.sightings[e.ID] = append(slices.Clone(b.sightings[e.ID]), imp)
		}
	}
	return n, nil
}

func (t *modelTx) AddBatch(_ context.Context, company, _ string, e reconcile.Entry, version int) error {
	b := t.book(company)
	old, ok := b.entries[e.ID]
	if !ok {
		return fmt.Errorf("entry %s: %w", e.ID, reconcile.ErrNotFound)
	}
	old.it.Details, old.it.Lump = e.Details, e.Lump
	b.entries[e.ID] = old
	b.versions[e.ID] = version
	return nil
}

func (t *modelTx) DeleteImport(_ context.Context, company, imp string) error {
	b := t.book(company)
	b.statements = slices.DeleteFunc(b.statements, func(s stored[reconcile.Statement]) bool { return s.imp == imp })
	for i := range b.statements { // a duplicate takes the place of the one that is gone
		if s := &b.statements[i].it; s.State == reconcile.StatementDuplicate && !b.entered(s.ID) {
			s.State = reconcile.StatementEntered
		}
	}
	b.invoices = slices.DeleteFunc(b.invoices, func(v stored[reconcile.Invoice]) bool { return v.imp == imp })
	b.imports = slices.DeleteFunc(b.imports, func(r reconcile.ImportRecord) bool { return r.ID == imp })
	for id, e := range b.entries {
		seen := slices.DeleteFunc(slices.Clone(b.sightings[id]), func(s string) bool { return s == imp })
		b.sightings[id] = seen
		if e.imp != imp {
			continue
		}
		if len(seen) == 0 {
			delete(b.entries, id)
			continue
		}
		slices.Sort(seen)
		b.entries[id] = stored[reconcile.Entry]{e.it, seen[0]}
		b.sightings[id] = seen[1:]
	}
	return nil
}

func (b *book) entered(id reconcile.ID) bool {
	return slices.ContainsFunc(b.statements, func(s stored[reconcile.Statement]) bool {
		return s.it.ID == id && s.it.State == reconcile.StatementEntered
	})
}
