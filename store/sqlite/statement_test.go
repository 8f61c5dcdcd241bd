package sqlite

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/store/internal/rows"
)

// What stores the rows of a payment calls no function: SQLite takes any to be able to fail, and
// then copies every page that the statement changes. Nor does it fill tables of its own.
func TestRowsAreStoredPlainly(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "rappro.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	c, err := s.write.take(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.write.give(c)
	for _, table := range []string{"entry", "detail", "invoice", "customer", "decision", "allocation",
		"proposal", "audit"} {
		var columns string
		err := c.One("SELECT group_concat(name) FROM pragma_table_info('"+table+"')", &columns)
		if err != nil {
			t.Fatal(err)
		}
		b := rows.Bulk{Table: table, Columns: strings.Split(columns, ",")}
		step, err := c.Prepare("EXPLAIN " + insertText(&b, rowsAtOnce))
		if err != nil {
			t.Fatal(err)
		}
		defer step.Close()
		for more, err := step.Step(); more || err != nil; more, err = step.Step() {
			if err != nil {
				t.Fatal(err)
			}
			code := string(step.ColumnBytes(1))
			if strings.Contains(code, "Func") || code == "OpenEphemeral" {
				t.Errorf("a row of table %s asks for %s (%s)", table, code, step.ColumnBytes(5))
			}
		}
	}
}
