package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

var errStop = errors.New("stop here")

// testAtomic stops updates in the middle.
func testAtomic(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000})
	everything := func(w reconcile.Writer) error {
		_, err := w.AddEntries(f.ctx, company, "file", []reconcile.Entry{full("FR1", 10)})
		if err != nil {
			return err
		}
		_, err = w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1000, 1), 1000, 0, cash("F1", 5))})
		return errors.Join(err,
			w.PutCustomers(f.ctx, company, []reconcile.Customer{{ID: "C9"}}),
			w.AppendAudit(f.ctx, company, []reconcile.AuditRecord{record(reconcile.AuditRecord{}, "x")}),
			w.PutImport(f.ctx, company, reconcile.ImportRecord{ID: "file"}))
	}
	f.refused(errStop, func(w reconcile.Writer) error {
		if err := everything(w); err != nil {
			return err
		}
		return errStop
	})
	func() {
		before := f.dump()
		defer func() {
			if recover() == nil || f.dump() != before {
				t.Error("a panic left something or was swallowed")
			}
		}()
		_ = f.Update(f.ctx, company, func(w reconcile.Writer) error {
			_ = everything(w)
			panic("boom")
		})
	}()
	ctx, cancel := context.WithCancel(f.ctx)
	before := f.dump()
	err := f.Update(ctx, company, func(w reconcile.Writer) error {
		err := everything(w)
		cancel()
		return err
	})
	if err == nil || f.dump() != before {
		t.Errorf("an update whose context ended before the commit left something (%v)", err)
	}
	version := func() (n int64) {
		f.view(func(r reconcile.Reader) (err error) {
			n, err = r.StateVersion(f.ctx, company)
			return err
		})
		return n
	}
	n := version()
	f.update(everything)
	check(t, "one update counts once", version(), n+1)
	f.update(func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{decide(pay(1000, 1), 1000, 0, cash("F1", 5))})
		return err
	})
	check(t, "an update that changes nothing does not count", version(), n+1)
}

// testSnapshot reads in a view while an update goes on and commits.
func testSnapshot(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000})
	f.view(func(r reconcile.Reader) error {
		count := func() (n int) {
			for _, err := range r.Invoices(f.ctx, reconcile.Query{Company: company}) {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			return n
		}
		f.update(func(w reconcile.Writer) error {
			err := w.AddInvoices(f.ctx, company, "x", []reconcile.Invoice{bill("F2", 1)})
			check(t, "not committed", count(), 1)
			return err
		})
		check(t, "committed after the snapshot", count(), 1)
		v, err := r.StateVersion(f.ctx, company)
		check(t, "state version of the snapshot", v, 2)
		return err
	})
	check(t, "afterwards", f.invoice("F2", 0).Number, "F2")
	f.view(func(r reconcile.Reader) error { // of the moment it began, though nothing was read yet
		f.owe(map[string]int64{"F3": 1})
		v, err := r.StateVersion(f.ctx, company)
		check(t, "state version when the view began", v, 3)
		return err
	})
}

// testWriters lets several writers put money on the same invoices: whatever the order, no
// invoice is closed beyond its amount and nothing is lost.
func testWriters(t *testing.T, open Open) {
	f := newFixture(t, open)
	const writers, each, hot, room = 8, 25, 3, 60
	owed := map[string]int64{}
	for i := range hot {
		owed[fmt.Sprint("F", i)] = room
	}
	f.owe(owed)
	var group sync.WaitGroup
	var mutex sync.Mutex
	applied := map[string]int64{}
	for n := range writers {
		group.Go(func() {
			for k := range each {
				number := fmt.Sprint("F", (n+k)%hot)
				d := decide(pay(reconcile.Date(1000+n), k+1), 1000, 0, cash(number, 1))
				err := f.Update(f.ctx, company, func(w reconcile.Writer) error {
					_, err := w.Apply(f.ctx, company, []reconcile.Decision{d})
					return err
				})
				if err != nil && !errors.Is(err, reconcile.ErrOverAllocated) {
					t.Errorf("writer %d: %v", n, err)
				}
				if err == nil {
					mutex.Lock()
					applied[number]++
					mutex.Unlock()
				}
			}
		})
	}
	group.Wait()
	for number := range owed {
		check(t, "closed of "+number, f.invoice(number, 0).Closed.Minor, min(room, applied[number]))
	}
	check(t, "every place is taken", applied["F0"]+applied["F1"]+applied["F2"], int64(hot*room))
}

// testAside reads within an update what was committed before it.
func testAside(t *testing.T, open Open) {
	f := newFixture(t, open)
	names := func(r reconcile.Reader) (list string) {
		customers, err := r.Customers(f.ctx, company)
		if err != nil {
			t.Error(err)
		}
		for _, c := range customers {
			list += c.ID
		}
		return list
	}
	put := func(id string, meanwhile func(w reconcile.Writer)) {
		f.update(func(w reconcile.Writer) error {
			err := w.PutCustomers(f.ctx, company, []reconcile.Customer{{ID: id}})
			meanwhile(w)
			return err
		})
	}
	put("A", func(reconcile.Writer) {})
	put("B", func(w reconcile.Writer) {
		var aside sync.WaitGroup
		for range 3 {
			aside.Go(func() {
				f.view(func(r reconcile.Reader) error {
					check(t, "committed", names(r), "A")
					return nil
				})
			})
		}
		aside.Wait()
		check(t, "written", names(w), "AB")
	})
}
