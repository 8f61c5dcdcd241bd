package postgres

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// What an import and a run ask for each of their batches is found by whole keys, also in tables
// that were filled a moment ago and that nobody has analyzed. All rows of a table, or of a company,
// would be read again for every batch.
func TestBatchesAskByKey(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, pgtest.URL(t), true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer rollback(ctx, tx)
	c := &planning{conn: &conn{tx: tx}, t: t}
	storetest.Batches(t, 20_000, func() reconcile.Writer { return rows.NewWriter(c, "default") })
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

// wide is a step over all rows; narrow an index of which the company alone is asked.
var (
	wide   = regexp.MustCompile(`Seq Scan on (entry|invoice|decision|allocation|proposal)\b`)
	narrow = regexp.MustCompile(`Index Cond: \(\(?company = \$?\S+\)?\)$`)
)

func (c *planning) Query(ctx context.Context, sql string, args ...any) (rows.Cursor, error) {
	if !strings.HasSuffix(sql, "LIMIT 1") {
		c.explain(ctx, sql, args)
	}
	return c.conn.Query(ctx, sql, args...)
}

func (c *planning) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	if strings.HasPrefix(sql, "DELETE") {
		c.explain(ctx, sql, args)
	}
	return c.conn.Exec(ctx, sql, args...)
}

func (c *planning) explain(ctx context.Context, sql string, args []any) {
	c.asked++
	r, err := c.tx.Query(ctx, "EXPLAIN "+sql, args...)
	if err != nil {
		c.t.Fatal(err)
	}
	defer r.Close() // read to its end
	for r.Next() {
		var step string
		if err := r.Scan(&step); err != nil {
			c.t.Fatal(err)
		}
		if wide.MatchString(step) || narrow.MatchString(step) {
			c.t.Errorf("%s:\n%s", sql, step)
		}
	}
}
