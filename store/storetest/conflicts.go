package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// conflict is two sessions that want what only one can have, or what the other changes.
type conflict struct {
	name        string
	first, then step
}

// conflicts are named after what the two sessions do. F1 has 1000 cents, of which a decision, paid,
// closes 600.
func conflicts(ctx context.Context, name string) (paid reconcile.Decision, list []conflict) {
	apply := func(d ...reconcile.Decision) step {
		return func(w reconcile.Writer) (string, error) {
			n, err := w.Apply(ctx, name, d)
			return fmt.Sprint(n), err
		}
	}
	done := func(fn func(w reconcile.Writer) error) step {
		return func(w reconcile.Writer) (string, error) { return "done", fn(w) }
	}
	enter := func(file string) step {
		return func(w reconcile.Writer) (string, error) {
			n, err := w.AddEntries(ctx, name, file, []reconcile.Entry{entryOf("FR1", 1000, 100, "pay", 7)})
			return fmt.Sprint(n), err
		}
	}
	paid = decide(pay(1000, 1), 1000, 0, cash("F1", 600))
	rest, other := decide(pay(1001, 1), 1001, 0, cash("F1", 400)), decide(pay(1002, 1), 1002, 0, cash("F1", 300))
	same := other
	same.ID = rest.ID
	back, again := takeBack(paid), takeBack(paid)
	again.ID = reconcile.ManualKey(name, "another key")
	refused := decide(pay(1001, 1), 1001, 1)
	refused.Kind, refused.Parts, refused.Refuses = reconcile.Refused, nil, []reconcile.ID{{1}}
	refused.Content = refused.Hash()
	lower := bill("F1", 700)
	lower.Version = 2
	audit := func(ref string) step {
		return done(func(w reconcile.Writer) error {
			head, err := w.AuditHead(ctx, name)
			if err != nil {
				return err
			}
			return w.AppendAudit(ctx, name, []reconcile.AuditRecord{record(head, ref)})
		})
	}
	bills := func(v ...reconcile.Invoice) step {
		return done(func(w reconcile.Writer) error { return w.AddInvoices(ctx, name, "export", v) })
	}
	rule := func(id string) step {
		return done(func(w reconcile.Writer) error {
			return w.AddRuleChange(ctx, name, reconcile.RuleChange{Seq: 1, Rule: reconcile.CompanyRule{ID: id}})
		})
	}
	sum := lump("FR1", 1003, 300)
	details := func(cents ...int64) step {
		return done(func(w reconcile.Writer) error { return w.AddBatch(ctx, name, "slip", split(sum, cents...), 2) })
	}
	return paid, []conflict{
		{"the last cents", apply(rest), apply(other)},
		{"one decision twice", apply(rest), apply(rest)},
		{"one key, two contents", apply(rest), apply(same)},
		{"undone twice", apply(back), apply(again)},
		{"undone and paid", apply(back), apply(decide(pay(1003, 1), 1003, 0, cash("F1", 900)))},
		{"lowered and paid", bills(lower), apply(rest)},
		{"arrives and paid", bills(bill("F2", 500)), apply(decide(pay(1003, 1), 1003, 0, cash("F2", 500)))},
		{"one version twice", bills(lower), bills(bill("F1", 700), lower)},
		{"one line in two files", enter("a"), enter("b")},
		{"taken back and seen again", done(func(w reconcile.Writer) error { return w.DeleteImport(ctx, name, "file") }),
			enter("b")},
		{"two heads of the chain", audit("a"), audit("b")},
		{"one place in the rules", rule("a"), rule("b")},
		{"accepted and refused", apply(rest), apply(refused)},
		{"two slips of a sum", details(100, 200), details(150, 150)},
	}
}

// testConflicts lets two sessions meet, in both orders: the second begins while the first has not
// committed. What comes of it is what comes of them one after the other, as the model says it.
func testConflicts(t *testing.T, open Open) {
	f := newFixture(t, open)
	_, list := conflicts(f.ctx, "")
	for i := range list {
		for _, turned := range []bool{false, true} {
			name := fmt.Sprint("conflict", i, turned)
			paid, list := conflicts(f.ctx, name)
			a, b := list[i].first, list[i].then
			if turned {
				a, b = b, a
			}
			got := arranged(t, f.ctx, f.Store, name, paid)
			met := meet(f.ctx, f.Store, name, a, b)
			t.Logf("%s, turned %v: %s", list[i].name, turned, met)
			got += met
			var want []string
			for _, order := range [][2]step{{a, b}, {b, a}} {
				m := NewModel()
				said := arranged(t, f.ctx, m, name, paid)
				x := do(f.ctx, m, name, order[0])
				y := do(f.ctx, m, name, order[1])
				if len(want) == 1 {
					x, y = y, x
				}
				want = append(want, said+x+" / "+y+"\n"+dumped(t, f.ctx, m, name))
			}
			if got += dumped(t, f.ctx, f.Store, name); got != want[0] && got != want[1] {
				t.Errorf("%s, turned %v: at once it is neither as first and then, %s\nnor as the other way round, %s",
					list[i].name, turned, firstDifference(got, want[0]), firstDifference(got, want[1]))
			}
		}
	}
}

// arranged is a company before the two come.
func arranged(t *testing.T, ctx context.Context, s reconcile.Store, name string, paid reconcile.Decision) string {
	t.Helper()
	if err := found(ctx, s, name); err != nil {
		t.Fatal(err)
	}
	return do(ctx, s, name, func(w reconcile.Writer) (string, error) {
		if err := w.AddInvoices(ctx, name, "invoices", []reconcile.Invoice{bill("F1", 1000)}); err != nil {
			return "", err
		}
		entries := sortEntries([]reconcile.Entry{entryOf("FR1", 1000, 100, "pay", 7), lump("FR1", 1003, 300)})
		if _, err := w.AddEntries(ctx, name, "file", entries); err != nil {
			return "", err
		}
		n, err := w.Apply(ctx, name, []reconcile.Decision{paid})
		return fmt.Sprintln("arranged", n), err
	})
}

// meet has the second session begin while the first holds what it has done.
func meet(ctx context.Context, s reconcile.Store, name string, a, b step) string {
	var x, y string
	var group sync.WaitGroup
	var once sync.Once
	x = do(ctx, s, name, func(w reconcile.Writer) (string, error) {
		said, err := a(w)
		once.Do(func() {
			group.Go(func() { y = do(ctx, s, name, b) })
			time.Sleep(10 * time.Millisecond)
		})
		return said, err
	})
	group.Wait()
	return x + " / " + y + "\n"
}

func dumped(t *testing.T, ctx context.Context, s reconcile.Store, name string) string {
	t.Helper()
	d, err := Dump(ctx, s, name)
	if err != nil {
		t.Fatal(err)
	}
	return stateless(d)
}
