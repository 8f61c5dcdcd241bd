package storetest

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/rappro/rappro/reconcile"
)

// Model is a store in memory, the oracle that real stores are held against. It says what
// the contract means in the plainest way: slices that are searched from end to end, sorted
// when a list is asked for. Nothing in it is shared with the code under test.
type Model struct {
	writing sync.Mutex
	reading sync.Mutex
	now     *books
}

// NewModel is an empty store.
func NewModel() *Model { return &Model{now: &books{}} }

// books is everything that the model holds.
type books struct {
	companies []reconcile.Company
	accounts  []reconcile.Account
	of        map[string]*folder
}

// folder is what belongs to one company.
type folder struct {
	version     int64
	statements  []heldStatement
	entries     []heldEntry
	lumps       []reconcile.Batch
	customers   []reconcile.Customer
	invoices    []heldInvoice
	decisions   []reconcile.Decision
	allocations []heldAllocation
	proposals   []reconcile.Proposal
	anomalies   []reconcile.Anomaly
	imports     []reconcile.ImportRecord
	runs        []reconcile.Run
	rules       []reconcile.RuleChange
	followups   []reconcile.Followup
	undone      []reconcile.UndoneImport
	intakes     []reconcile.Intake
	audit       []reconcile.AuditRecord
}

type heldStatement struct {
	reconcile.Statement
	n int
}

type heldEntry struct {
	entry   reconcile.Entry
	imp     string
	seen    []string // by other imports
	batches []heldBatch
}

// heldBatch is a version of an entry's payments after the first.
type heldBatch struct {
	imp      string
	version  int
	payments []reconcile.Payment
}

type heldInvoice struct {
	reconcile.Invoice
	imp string
}

type heldAllocation struct {
	reconcile.Allocation
	undoes reconcile.ID
}

// clone copies what an update may change. Values that the slices hold are never changed in
// place.
func (b *books) clone() *books {
	out := &books{companies: slices.Clone(b.companies), accounts: slices.Clone(b.accounts),
		of: map[string]*folder{}}
	for id, f := range b.of {
		g := *f
		g.statements, g.entries = slices.Clone(f.statements), slices.Clone(f.entries)
		g.customers, g.invoices = slices.Clone(f.customers), slices.Clone(f.invoices)
		g.decisions, g.allocations = slices.Clone(f.decisions), slices.Clone(f.allocations)
		g.proposals, g.anomalies = slices.Clone(f.proposals), slices.Clone(f.anomalies)
		g.lumps = slices.Clone(f.lumps)
		g.imports, g.runs = slices.Clone(f.imports), slices.Clone(f.runs)
		g.audit, g.rules = slices.Clone(f.audit), slices.Clone(f.rules)
		g.followups, g.undone = slices.Clone(f.followups), slices.Clone(f.undone)
		g.intakes = slices.Clone(f.intakes)
		out.of[id] = &g
	}
	return out
}

func (b *books) folder(company string) *folder {
	if f := b.of[company]; f != nil {
		return f
	}
	return &folder{}
}

func (m *Model) books() *books {
	m.reading.Lock()
	defer m.reading.Unlock()
	return m.now
}

// View implements reconcile.Store.
func (m *Model) View(_ context.Context, fn func(reconcile.Reader) error) error {
	return fn(modelReader{m.books()})
}

// Update implements reconcile.Store.
func (m *Model) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	m.writing.Lock()
	defer m.writing.Unlock()
	next := m.books().clone()
	if next.of[company] == nil {
		next.of[company] = &folder{}
	}
	w := &modelWriter{modelReader: modelReader{next}, company: company, folder: next.of[company]}
	if err := fn(w); err != nil {
		return err
	}
	if err := cmp.Or(w.broken, ctx.Err()); err != nil {
		return err
	}
	if w.changed {
		w.version++
	}
	m.reading.Lock()
	defer m.reading.Unlock()
	m.now = next
	return nil
}

// Close implements reconcile.Store.
func (m *Model) Close() error { return nil }

var _ reconcile.Store = (*Model)(nil)
