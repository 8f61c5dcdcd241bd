// Package storetest is the suite that every store must pass, whatever the database.
//
//	func TestStore(t *testing.T) { storetest.Run(t, open) }
//
// The suite has a file per area. Beside it stands [Model], a store in memory that says what
// the contract of reconcile.Store means: random sequences of operations must give the same
// lists on a store and on the model, and the same on two stores ([Compare]).
package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Open gives a test an empty store, which the suite closes.
type Open func(t testing.TB) reconcile.Store

// Run runs the whole suite.
func Run(t *testing.T, open Open) {
	areas := []struct {
		name string
		run  func(*testing.T, Open)
	}{
		{"import", testImport}, {"bulk", testBulk}, {"batch", testBatch}, {"batches", testBatches}, {"unimport", testUnimport},
		{"invoices", testInvoices}, {"apply", testApply}, {"places", testPlaces}, {"bounds", testBounds}, {"currencies", testCurrencies}, {"again", testAgain}, {"many", testMany}, {"behind", testBehind}, {"entries behind", testEntriesBehind},
		{"undo", testUndo}, {"order", testOrder}, {"query", testQuery}, {"nested", testNested},
		{"waiting", testWaiting}, {"audit", testAudit}, {"rules", testRules}, {"followups", testFollowups},
		{"undone imports", testUndoneImports}, {"intakes", testIntakes}, {"undone once", testUndoneOnce}, {"atomic", testAtomic},
		{"snapshot", testSnapshot}, {"aside", testAside}, {"writers", testWriters}, {"conflicts", testConflicts},
		{"names", testNames}, {"errors", testErrors},
		{"sequences", testSequences},
	}
	for _, a := range areas {
		t.Run(a.name, func(t *testing.T) { a.run(t, open) })
	}
}

// fixture is an empty store with one company, and short ways to use it.
type fixture struct {
	testing.TB
	reconcile.Store
	ctx context.Context
}

const company = "default"

func newFixture(t testing.TB, open Open) *fixture {
	t.Helper()
	f := &fixture{TB: t, Store: open(t), ctx: context.Background()}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	f.update(func(w reconcile.Writer) error {
		if err := w.PutCompany(f.ctx, reconcile.Company{ID: company, Salt: []byte("salt")}); err != nil {
			return err
		}
		return w.PutAccounts(f.ctx, []reconcile.Account{
			{ID: "FR1", Company: company, Currency: "EUR"}, {ID: "FR2", Company: company, Currency: "EUR",
				Answers: []reconcile.Answer{{Layout: "0a1b2c", Question: "dates", Value: "dmy"},
					{Layout: "0a1b2c", Question: "decimal", Value: ",", Proved: true},
					{Layout: "0a1b2c", Question: "signs", Value: "written", Import: "1h3kq"}}}})
	})
	return f
}

// update expects success.
func (f *fixture) update(fn func(w reconcile.Writer) error) {
	f.Helper()
	if err := f.Update(f.ctx, company, fn); err != nil {
		f.Fatal(err)
	}
}

// refused expects an update to fail with an error.
func (f *fixture) refused(want error, fn func(w reconcile.Writer) error) {
	f.Helper()
	before := f.dump()
	if err := f.Update(f.ctx, company, fn); !errors.Is(err, want) {
		f.Errorf("got error %v, want %v", err, want)
	}
	if f.dump() != before {
		f.Error("a refused update left something")
	}
}

// view reads.
func (f *fixture) view(fn func(r reconcile.Reader) error) {
	f.Helper()
	if err := f.View(f.ctx, fn); err != nil {
		f.Fatal(err)
	}
}

func (f *fixture) dump() string {
	f.Helper()
	s, err := Dump(f.ctx, f.Store, company)
	if err != nil {
		f.Fatal(err)
	}
	return s
}

// apply expects decisions to be stored and says how many were new.
func (f *fixture) apply(d ...reconcile.Decision) (n int) {
	f.Helper()
	f.update(func(w reconcile.Writer) (err error) {
		n, err = w.Apply(f.ctx, company, d)
		return err
	})
	return n
}

// invoice reads one.
func (f *fixture) invoice(number string, asOf reconcile.Date) (v reconcile.Invoice) {
	f.Helper()
	f.view(func(r reconcile.Reader) error {
		q := reconcile.Query{Company: company, Numbers: []string{number}, AsOf: asOf}
		for w, err := range r.Invoices(f.ctx, q) {
			if err != nil {
				return err
			}
			v = w
		}
		return nil
	})
	return v
}

// owe stores invoices of so many cents, as version 1.
func (f *fixture) owe(cents map[string]int64) {
	f.Helper()
	var list []reconcile.Invoice
	for number, c := range cents {
		list = append(list, bill(number, c))
	}
	f.update(func(w reconcile.Writer) error { return w.AddInvoices(f.ctx, company, "invoices", list) })
}

// check compares.
func check[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
