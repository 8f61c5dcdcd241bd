package sqlite

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/storetest"
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
	storetest.Batches(t, 20, func() reconcile.Writer { return rows.NewWriter(c, "default") })
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
	if !strings.HasSuffix(sql, "LIMIT 1") && !strings.Contains(sql, "FROM payment") { // the range of some days
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
