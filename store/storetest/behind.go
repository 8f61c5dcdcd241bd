package storetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testBehind gives batch after batch within one update, as a run does. A store may still be writing
// one while it takes the next: what is asked in between shows all that was given, parts on one
// invoice follow each other over the batches, and what fails or is given up leaves nothing.
func testBehind(t *testing.T, open Open) {
	f := newFixture(t, open)
	m := newFixture(t, func(testing.TB) reconcile.Store { return NewModel() })
	const count, batches = 1100, 4
	number := func(i int) string { return fmt.Sprintf("F%04d", i) }
	var invoices []reconcile.Invoice
	for i := range count {
		invoices = append(invoices, bill(number(i), 100))
	}
	head := reconcile.AuditRecord{}
	links := func() (list []reconcile.AuditRecord) {
		for i := range 10 {
			list = append(list, record(head, fmt.Sprint(i)))
			head = list[i]
		}
		return list
	}
	batch := func(day reconcile.Date) (list []reconcile.Decision) {
		for i := range count {
			list = append(list, decide(pay(day, i), day, 0, cash(number(i), 20)))
		}
		return list
	}
	run := func(s *fixture, w reconcile.Writer) error {
		head = reconcile.AuditRecord{}
		for n := range batches {
			list := batch(reconcile.Date(1000 + n))
			fresh, err := w.Apply(s.ctx, company, list)
			check(t, "new decisions", fresh, count)
			if err := errors.Join(err, w.AppendAudit(s.ctx, company, links())); err != nil {
				return err
			}
			if n%2 == 1 {
				continue
			}
			d, err := w.Decision(s.ctx, company, list[count-1].ID)
			check(t, "given a moment ago", d.Live, true)
			if err != nil {
				return err
			}
		}
		return nil
	}
	for _, s := range []*fixture{f, m} {
		s.update(func(w reconcile.Writer) error { return w.AddInvoices(s.ctx, company, "f", invoices) })
		s.update(func(w reconcile.Writer) error { return run(s, w) })
	}
	before := f.dump()
	if want := m.dump(); before != want {
		t.Fatalf("store and model differ at %s", firstDifference(before, want))
	}
	givenUp := errors.New("given up")
	_, isModel := f.Store.(*Model)
	for what, fn := range map[string]func(w reconcile.Writer) error{
		"given up": func(w reconcile.Writer) error {
			_, err := w.Apply(f.ctx, company, batch(1010))
			return errors.Join(err, w.AppendAudit(f.ctx, company, links()), givenUp)
		},
		"not to be stored": func(w reconcile.Writer) error {
			list := batch(1010)
			if list[count/2].Reason = "a\x00b"; isModel {
				return givenUp // it holds any text
			}
			_, _ = w.Apply(f.ctx, company, list) // what went wrong, the update has to tell
			return nil
		},
		"more than there is": func(w reconcile.Writer) error {
			for day := reconcile.Date(1010); ; day++ {
				if _, err := w.Apply(f.ctx, company, batch(day)); err != nil {
					return err
				}
			}
		},
	} {
		if err := f.Update(f.ctx, company, fn); err == nil || f.dump() != before {
			t.Errorf("%s: %v, and something was stored", what, err)
		}
	}
	f.update(func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, batch(1010))
		return err
	})
}

// testEntriesBehind enters lot after lot within one update, as a large file does: equal lines and
// lines of lots before are known, whatever the store is still writing.
func testEntriesBehind(t *testing.T, open Open) {
	f := newFixture(t, open)
	m := newFixture(t, func(testing.TB) reconcile.Store { return NewModel() })
	const count = 1100
	lot := func(day reconcile.Date) (list []reconcile.Entry) {
		for i := range count {
			list = append(list, entryOf("FR1", day, int64(i+1), "x", 1))
		}
		return sortEntries(list)
	}
	for _, s := range []*fixture{f, m} {
		s.update(func(w reconcile.Writer) error {
			for _, step := range []struct {
				day   reconcile.Date
				fresh int
			}{{1000, count}, {1001, count}, {1001, 0}, {999, count}, {1000, 0}} {
				n, err := w.AddEntries(s.ctx, company, "file", lot(step.day))
				check(t, "new entries", n, step.fresh)
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	before := f.dump()
	if want := m.dump(); before != want {
		t.Errorf("store and model differ at %s", firstDifference(before, want))
	}
	err := f.Update(f.ctx, company, func(w reconcile.Writer) error {
		_, err := w.AddEntries(f.ctx, company, "other", lot(2000))
		return errors.Join(err, errors.New("given up"))
	})
	if err == nil || f.dump() != before {
		t.Errorf("given up: %v, and something was stored", err)
	}
}
