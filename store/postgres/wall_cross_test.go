package postgres

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// mine has the wall open for it in these tests, theirs is asked for.
const mine, theirs = "a", "b"

// mistaken is a transaction that says whose rows it is about and then asks for another company's:
// what a statement would do whose condition was forgotten.
type mistaken struct{ *conn }

// Within implements rows.Conn: it opens the wall for one company, whatever is asked.
func (m mistaken) Within(ctx context.Context, _ string) error { return m.conn.Within(ctx, mine) }

// twoCompanies gives a store with the books of two companies, its owner's view of it and that of a
// role behind the wall.
func twoCompanies(t *testing.T) (owner, clerk *Store) {
	t.Helper()
	ctx, url := context.Background(), pgtest.URL(t)
	owner, err := Open(ctx, url, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = owner.Close() }) // nothing is kept
	for _, company := range []string{mine, theirs} {
		if err := storetest.Fill(ctx, owner, company); err != nil {
			t.Fatal(err)
		}
	}
	if err := Grant(ctx, url, pgtest.Clerk); err != nil {
		t.Fatal(err)
	}
	if clerk, err = Open(ctx, pgtest.As(url, pgtest.Clerk), false); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = clerk.Close() })
	if owner.walled || !clerk.walled {
		t.Fatalf("the wall stands for the owner: %t, for the clerk: %t", owner.walled, clerk.walled)
	}
	return owner, clerk
}

// listed counts a list; what is not found is none.
func listed[T any](list iter.Seq2[T, error]) (n int, err error) {
	for _, err := range list {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func size[T any](list []T, err error) (int, error) { return len(list), err }

func oneOf(err error) (int, error) {
	if errors.Is(err, reconcile.ErrNotFound) {
		return 0, nil
	}
	return 1, err
}

// known are things of the other company that somebody who is behind the wall may ask for by name.
type known struct {
	decision reconcile.ID
	entry    reconcile.Entry
	invoice  reconcile.Invoice
	imp      string
	anomaly  reconcile.Anomaly
}

func knownOf(t *testing.T, s *Store) (k known) {
	t.Helper()
	ctx, q := context.Background(), reconcile.Query{Company: theirs}
	err := s.View(ctx, func(r reconcile.Reader) error {
		for d, err := range r.Decisions(ctx, q) {
			if err != nil {
				return err
			}
			k.decision = d.ID
		}
		for e, err := range r.Entries(ctx, q) {
			if err != nil {
				return err
			}
			k.entry = e
		}
		for v, err := range r.InvoiceVersions(ctx, q) {
			if err != nil {
				return err
			}
			k.invoice = v
		}
		for a, err := range r.Anomalies(ctx, q) {
			if err != nil {
				return err
			}
			k.anomaly = a
		}
		list, err := r.Imports(ctx, theirs)
		for _, i := range list {
			k.imp = i.ID
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// questions asks everything that a reader can be asked, of the other company, and says how many
// things came of it.
func questions(k known) map[string]func(ctx context.Context, r reconcile.Reader) (int, error) {
	q := reconcile.Query{Company: theirs}
	type ask = func(ctx context.Context, r reconcile.Reader) (int, error)
	return map[string]ask{
		"Companies": func(ctx context.Context, r reconcile.Reader) (int, error) {
			list, err := r.Companies(ctx)
			return len(slices.DeleteFunc(list, func(c reconcile.Company) bool { return c.ID == mine })), err
		},
		"Accounts":   func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Accounts(ctx, theirs)) },
		"Statements": func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Statements(ctx, q)) },
		"EntryIDs": func(ctx context.Context, r reconcile.Reader) (int, error) {
			return size(r.EntryIDs(ctx, reconcile.Query{Company: theirs, Account: k.entry.Account}))
		},
		"Entries":     func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Entries(ctx, q)) },
		"Payments":    func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Payments(ctx, q)) },
		"Batches":     func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Batches(ctx, q)) },
		"Customers":   func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Customers(ctx, theirs)) },
		"Invoices":    func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Invoices(ctx, q)) },
		"Decisions":   func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Decisions(ctx, q)) },
		"Allocations": func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Allocations(ctx, q)) },
		"Proposals":   func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Proposals(ctx, q)) },
		"Anomalies":   func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Anomalies(ctx, q)) },
		"Imports":     func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Imports(ctx, theirs)) },
		"Runs":        func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Runs(ctx, theirs)) },
		"Origins":     func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Origins(ctx, theirs)) },
		"UndoneImports": func(ctx context.Context, r reconcile.Reader) (int, error) {
			return size(r.UndoneImports(ctx, theirs))
		},
		"RuleChanges": func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.RuleChanges(ctx, theirs)) },
		"Followups":   func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Followups(ctx, theirs)) },
		"Audit":       func(ctx context.Context, r reconcile.Reader) (int, error) { return listed(r.Audit(ctx, theirs)) },
		"InvoiceVersions": func(ctx context.Context, r reconcile.Reader) (int, error) {
			return listed(r.InvoiceVersions(ctx, q))
		},
		"Decision": func(ctx context.Context, r reconcile.Reader) (int, error) {
			_, err := r.Decision(ctx, theirs, k.decision)
			return oneOf(err)
		},
		"Import": func(ctx context.Context, r reconcile.Reader) (int, error) {
			_, err := r.Import(ctx, theirs, k.imp)
			return oneOf(err)
		},
		"Intakes":      func(ctx context.Context, r reconcile.Reader) (int, error) { return size(r.Intakes(ctx, theirs)) },
		"LastIntake":   func(ctx context.Context, r reconcile.Reader) (int, error) { return r.LastIntake(ctx, theirs) },
		"LastFollowup": func(ctx context.Context, r reconcile.Reader) (int, error) { return r.LastFollowup(ctx, theirs) },
		"AuditHead": func(ctx context.Context, r reconcile.Reader) (int, error) {
			head, err := r.AuditHead(ctx, theirs)
			return int(head.Seq), err
		},
		"StateVersion": func(ctx context.Context, r reconcile.Reader) (int, error) {
			n, err := r.StateVersion(ctx, theirs)
			return int(n), err
		},
	}
}

// every fails for methods of an interface that nobody tries.
func every[T, F any](t *testing.T, tried map[string]F, but ...string) {
	t.Helper()
	methods := reflect.TypeFor[T]()
	for i := range methods.NumMethod() {
		if name := methods.Method(i).Name; !slices.Contains(but, name) {
			if _, ok := tried[name]; !ok {
				t.Errorf("nothing tries to cross the wall by %s", name)
			}
		}
	}
}

// TestReadAcross asks every reader for another company's rows: the owner sees them, who is behind
// the wall does not.
func TestReadAcross(t *testing.T) {
	owner, clerk := twoCompanies(t)
	ctx, k := context.Background(), knownOf(t, owner)
	tried := questions(k)
	every[reconcile.Reader](t, tried, "Altered") // names what it finds among rows: see below
	for name, ask := range tried {
		there := 0
		err := owner.View(ctx, func(r reconcile.Reader) (err error) {
			there, err = ask(ctx, r)
			return err
		})
		if err != nil || there == 0 {
			t.Errorf("%s: the owner sees %d, %v", name, there, err)
		}
		tx, err := clerk.views.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		n, err := ask(ctx, rows.NewReader(mistaken{clerk.conn(tx)}))
		if err != nil || n != 0 {
			t.Errorf("%s: through the wall one sees %d, %v", name, n, err)
		}
		rollback(ctx, tx)
	}
	// A row of theirs that was changed by hand is named to its company, and to no other.
	if _, err := owner.pool.Exec(ctx, "UPDATE entry SET line = line + 1 WHERE company = $1", theirs); err != nil {
		t.Fatal(err)
	}
	for through, want := range map[bool]bool{false: true, true: false} {
		tx, err := clerk.views.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var c rows.Conn = clerk.conn(tx)
		if through {
			c = mistaken{clerk.conn(tx)}
		}
		if n, err := listed(rows.NewReader(c).Altered(ctx, theirs)); err != nil || n > 0 != want {
			t.Errorf("altered rows, through the wall: %t: %d, %v", through, n, err)
		}
		rollback(ctx, tx)
	}
}
