package postgres

import (
	"context"
	"strconv"
	"strings"

	"github.com/rappro/rappro/store/internal/rows"
)

// Insert implements rows.Conn: by COPY, and where keys may be stored already, which COPY
// cannot say, by statements of many rows.
func (c *conn) Insert(ctx context.Context, b *rows.Bulk) error {
	switch {
	case b.Conflict != "" || c.stands && b.Len <= fewRows:
		return c.upsert(ctx, b)
	case c.stands:
		return translate(c.stage(ctx, b))
	}
	return translate(c.copy(ctx, b, b.Table))
}

// fewRows go by a statement where the others have to be staged.
const fewRows = 50

// stage copies rows into a table of this session and from there to their own: PostgreSQL has no
// COPY into a table with row-level security. It keeps the order of the rows, and so of the keys.
func (c *conn) stage(ctx context.Context, b *rows.Bulk) error {
	staged, names := "staged_"+b.Table, strings.Join(b.Names(), ", ")
	_, err := c.tx.Exec(ctx, "CREATE TEMPORARY TABLE IF NOT EXISTS "+staged+" (LIKE "+b.Table+
		" INCLUDING DEFAULTS) ON COMMIT DELETE ROWS")
	if err != nil {
		return err
	}
	if err := c.copy(ctx, b, staged); err != nil {
		return err
	}
	if _, err := c.tx.Exec(ctx, "INSERT INTO "+b.Table+" ("+names+") SELECT "+names+" FROM "+staged); err != nil {
		return err
	}
	_, err = c.tx.Exec(ctx, "TRUNCATE "+staged)
	return err
}

// valuesAtOnce is how many values one statement holds; the protocol allows 65535.
const valuesAtOnce = 10000

func (c *conn) upsert(ctx context.Context, b *rows.Bulk) error {
	names := b.Names()
	atOnce := valuesAtOnce / len(names) * len(names)
	return b.Blocks(func(block *rows.Block) error {
		for cells := block.Cells; len(cells) > 0; {
			some := cells[:min(atOnce, len(cells))]
			cells = cells[len(some):]
			args := make([]any, len(some))
			for i := range some {
				args[i] = value(block, &some[i])
			}
			if _, err := c.Exec(ctx, insertText(b, names, len(some)), args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// value is a cell as an argument of a statement.
func value(b *rows.Block, c *rows.Cell) any {
	switch c.Kind {
	case rows.Number:
		return c.N
	case rows.Truth:
		return c.N != 0
	case rows.Text:
		return string(b.Bytes(c))
	case rows.Bytes:
		return append([]byte{}, b.Bytes(c)...)
	}
	return nil
}

func insertText(b *rows.Bulk, names []string, values int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + b.Table + " (" + strings.Join(names, ", ") + ") VALUES ")
	for i := range values {
		switch {
		case i == 0:
			s.WriteString("(")
		case i%len(names) == 0:
			s.WriteString("),(")
		default:
			s.WriteString(",")
		}
		s.WriteString("$" + strconv.Itoa(i+1))
	}
	return s.String() + ") " + b.Conflict
}
