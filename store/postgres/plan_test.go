package postgres

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// What an import and a run ask of thousands of ids at a time is found by whole keys, also where
// the statistics of the tables were made when they were empty, or held other companies only:
// PostgreSQL expects one row of the company then, and a plan that is good for one row compares
// each of its rows with each of the ids. Behind the wall PostgreSQL asks an index only for what it
// knows to tell nothing of the rows that one may not see: all that we ask for is of that kind.
func TestBatchesAskByKey(t *testing.T) {
	for _, before := range []string{"nobody", "others"} {
		for _, analyzed := range []bool{false, true} {
			for _, behind := range []bool{false, true} {
				t.Run(fmt.Sprint(before, analyzed, behind), func(t *testing.T) {
					askByKey(t, before == "others", analyzed, behind)
				})
			}
		}
	}
}

func askByKey(t *testing.T, others, analyzed, behind bool) {
	ctx := context.Background()
	url := pgtest.URL(t)
	s, err := Open(ctx, url, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	if others {
		err := s.Update(ctx, "other", func(w reconcile.Writer) error {
			return fill(ctx, w, "other", ledgerOf("other"))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	aside, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer aside.Close(ctx) // only asked
	if behind {
		if err := Grant(ctx, url, pgtest.Clerk); err != nil {
			t.Fatal(err)
		}
		if s, err = Open(ctx, pgtest.As(url, pgtest.Clerk), false); err != nil {
			t.Fatal(err)
		}
		defer s.Close() // nothing is kept
	}
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	c := &planning{conn: s.conn(tx), t: t}
	w := rows.NewWriter(c, "c")
	l := ledgerOf("c")
	if err := fill(ctx, w, "c", l); err != nil {
		t.Fatal(err)
	}
	if analyzed { // as autovacuum does, in the middle of the import
		for _, table := range []string{"entry", "detail", "decision", "allocation", "proposal"} {
			if _, err := aside.Exec(ctx, "VACUUM (ANALYZE, SKIP_LOCKED) "+table); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.looks = true
	q := reconcile.Query{Company: "c", Account: "FR1", Payments: l.ids}
	if ids, err := w.EntryIDs(ctx, q); err != nil || len(ids) != len(l.ids) {
		t.Errorf("%d of %d ids, %v", len(ids), len(l.ids), err)
	}
	count(t, "payments", w.Payments(ctx, q), len(l.ids)-1)
	count(t, "payments of the account", w.Payments(ctx, reconcile.Query{Company: "c", Account: "FR1"}), len(l.ids)+1999)
	q.Account = ""
	count(t, "decisions", w.Decisions(ctx, q), len(l.decisions))
	count(t, "proposals", w.Proposals(ctx, q), len(l.proposals))
	q.Payments = append(slices.Clone(l.ids), l.ids...) // each row comes once all the same
	count(t, "proposals of a list with each id twice", w.Proposals(ctx, q), len(l.proposals))
	if err := w.PutProposals(ctx, "c", l.ids, nil); err != nil {
		t.Fatal(err)
	}
	count(t, "proposals left", w.Proposals(ctx, q), 0)
	if _, err := w.Apply(ctx, "c", l.decisions); err != nil {
		t.Fatal(err)
	}
	if c.asked < 7 {
		t.Errorf("only %d questions were looked at", c.asked)
	}
}

func count[T any](t *testing.T, what string, list func(func(T, error) bool), want int) {
	t.Helper()
	n := 0
	for _, err := range list {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != want {
		t.Errorf("%s: %d, want %d", what, n, want)
	}
}

// some is a little of everything, more than a few pages of each table.
type some struct {
	invoices  []reconcile.Invoice
	entries   []reconcile.Entry
	ids       []reconcile.ID
	decisions []reconcile.Decision
	proposals []reconcile.Proposal
}

func ledgerOf(company string) (l some) {
	for i := range 2000 {
		v := reconcile.Invoice{Number: fmt.Sprintf("F%04d", i), Type: reconcile.PlainInvoice, Version: 1,
			Amount: reconcile.EUR(200), State: reconcile.StateOpen}
		e := reconcile.Entry{Account: "FR1", BookingDate: 1000, Amount: reconcile.EUR(100), Line: i,
			Reference: v.Number, Stable: true}
		if i == 7 {
			e.Details = make([]reconcile.Detail, 2000)
			for k := range e.Details {
				e.Details[k] = reconcile.Detail{Reference: v.Number, Amount: reconcile.EUR(100)}
			}
		}
		e.ID = reconcile.EntryKey(company, e, 1)
		d := reconcile.Decision{Kind: reconcile.Applied, Payment: e.ID, Effective: 1000,
			Parts: []reconcile.Part{reconcile.CashOn(v.Number, e.Amount)}}
		d.ID = reconcile.AutomaticKey(company, e.ID, "", d.Parts, 0)
		l.invoices, l.entries, l.ids = append(l.invoices, v), append(l.entries, e), append(l.ids, e.ID)
		l.decisions = append(l.decisions, d)
		l.proposals = append(l.proposals, reconcile.Proposal{Payment: e.ID, Rank: 1, Rule: "amount"},
			reconcile.Proposal{Payment: e.ID, Rank: 2, Rule: "amount"})
	}
	return l
}

func fill(ctx context.Context, w reconcile.Writer, company string, l some) error {
	if err := w.AddInvoices(ctx, company, "f", l.invoices); err != nil {
		return err
	}
	if _, err := w.AddEntries(ctx, company, "f", l.entries); err != nil {
		return err
	}
	if _, err := w.Apply(ctx, company, l.decisions); err != nil {
		return err
	}
	return w.PutProposals(ctx, company, l.ids, l.proposals)
}

// planning is a connection that looks at the plan of all that it is asked.
type planning struct {
	*conn
	t     *testing.T
	looks bool
	asked int
}

// manyTimes is a step that looks at a whole company's rows for a batch, or at the whole list of
// a batch for a row.
var manyTimes = regexp.MustCompile(`Filter: .*(= ANY|item)|Seq Scan on (entry|detail|decision|allocation|proposal)$` +
	`|Index Cond: \(company = [^)]*\)$`)

func (c *planning) look(ctx context.Context, sql string, args []any) {
	if !c.looks || strings.HasSuffix(sql, "LIMIT 1") || c.stands && strings.HasPrefix(sql, "DELETE") { // see Without
		return
	}
	c.asked++
	// The plan for any arguments is the one that is kept for a statement that comes often.
	_, err := c.tx.Exec(ctx, "SET LOCAL plan_cache_mode = force_generic_plan")
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := c.tx.Query(ctx, "EXPLAIN "+sql, args...)
	if err != nil {
		c.t.Fatal(err)
	}
	steps, err := pgx.CollectRows(r, pgx.RowTo[string])
	if err != nil {
		c.t.Fatal(err)
	}
	for _, step := range steps {
		if manyTimes.MatchString(step) {
			c.t.Errorf("%s:\n%s", sql, strings.Join(steps, "\n"))
			return
		}
	}
}

// Query implements rows.Conn.
func (c *planning) Query(ctx context.Context, sql string, args ...any) (rows.Cursor, error) {
	c.look(ctx, sql, args)
	return c.conn.Query(ctx, sql, args...)
}

// Exec implements rows.Conn.
func (c *planning) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	c.look(ctx, sql, args)
	return c.conn.Exec(ctx, sql, args...)
}
