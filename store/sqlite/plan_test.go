package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
)

// What an import and a run ask for each of their batches is found by whole keys. A range of a
// table, or all rows of a company, would be read again for every batch.
func TestBatchesAskByKey(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "rappro.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	one, err := s.write.take(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.write.give(one)
	c := &planning{conn: &conn{lite: one}, t: t}
	var invoices []reconcile.Invoice
	var entries []reconcile.Entry
	var ids []reconcile.ID
	var decisions []reconcile.Decision
	for i := range 20 {
		v := reconcile.Invoice{Number: fmt.Sprintf("F%02d", i), Type: reconcile.PlainInvoice, Version: 1,
			Amount: reconcile.EUR(200), State: reconcile.StateOpen}
		e := reconcile.Entry{Account: "FR1", BookingDate: 1000, Amount: reconcile.EUR(100), Line: i,
			Reference: v.Number, Stable: true}
		e.ID = reconcile.EntryKey("c", e, 1)
		d := reconcile.Decision{Kind: reconcile.Applied, Payment: e.ID, Effective: 1000,
			Parts: []reconcile.Part{reconcile.CashOn(v.Number, e.Amount)}}
		d.ID = reconcile.AutomaticKey("c", e.ID, "", d.Parts, 0)
		invoices, entries, ids = append(invoices, v), append(entries, e), append(ids, e.ID)
		decisions = append(decisions, d)
	}
	for round := range 2 { // the second finds what the first has stored
		w := rows.NewWriter(c, "c")
		steps := []func() error{
			func() error {
				_, err := w.EntryIDs(ctx, reconcile.Query{Company: "c", Account: "FR1", Payments: ids})
				return err
			},
			func() error { _, err := w.Apply(ctx, "c", decisions[round:round+10]); return err },
			func() error { return w.PutProposals(ctx, "c", ids, nil) },
		}
		if round == 0 {
			steps = append([]func() error{
				func() error { return w.AddInvoices(ctx, "c", "f", invoices) },
				func() error { _, err := w.AddEntries(ctx, "c", "f", entries); return err }}, steps...)
		}
		for _, step := range steps {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if c.asked < 6 {
		t.Errorf("only %d questions were looked at", c.asked)
	}
}

// planning is a connection that looks at the plan of all that it is asked.
type planning struct {
	*conn
	t     *testing.T
	asked int
}

// wide is a step over all rows, or over a range of a company's.
var wide = regexp.MustCompile(`^SCAN (entry|invoice|decision|allocation|a|d|e|m|v)\b|\((company=\?( AND \S+[<>]\?)*)?\)$`)

func (c *planning) Query(ctx context.Context, sql string, args ...any) (rows.Cursor, error) {
	if !strings.HasSuffix(sql, "LIMIT 1") {
		c.asked++
		r, err := c.conn.Query(ctx, "EXPLAIN QUERY PLAN "+sql, args...)
		if err != nil {
			return nil, err
		}
		defer r.Close() // read to its end
		for r.Next() {
			var id, parent, unused int
			var step string
			if err := r.Scan(&id, &parent, &unused, &step); err != nil {
				return nil, err
			}
			if wide.MatchString(step) {
				c.t.Errorf("%s:\n%s", sql, step)
			}
		}
	}
	return c.conn.Query(ctx, sql, args...)
}
