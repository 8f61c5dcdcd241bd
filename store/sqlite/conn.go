package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
)

// conn is one transaction.
type conn struct {
	tx *sql.Tx
}

// OneAtATime implements rows.Conn: SQLite walks as many cursors as one likes.
func (c *conn) OneAtATime() bool { return false }

// Query implements rows.Conn.
func (c *conn) Query(ctx context.Context, sql string, args ...any) (rows.Cursor, error) {
	r, err := c.tx.QueryContext(ctx, sql, args...)
	if err != nil {
		return nil, translate(err)
	}
	return cursor{r}, nil
}

type cursor struct{ *sql.Rows }

// Close implements rows.Cursor; what went wrong is in Err.
func (c cursor) Close() { _ = c.Rows.Close() }

// Exec implements rows.Conn.
func (c *conn) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	r, err := c.tx.ExecContext(ctx, sql, args...)
	if err != nil {
		return 0, translate(err)
	}
	return r.RowsAffected()
}

// TextList implements rows.Dialect with a JSON array.
func (c *conn) TextList(n int, list []string) (string, any) {
	b, _ := json.Marshal(list) // strings always can
	return "(SELECT value AS item FROM json_each($" + strconv.Itoa(n) + "))", string(b)
}

// IDList implements rows.Dialect with a JSON array of pairs.
func (c *conn) IDList(n int, list []reconcile.ID) (string, any) {
	b := make([]byte, 0, len(list)*44+2)
	b = append(b, '[')
	for i, id := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[', '"')
		b = hex.AppendEncode(b, id[:])
		b = append(b, '"', ',')
		b = strconv.AppendInt(b, int64(id.Day()), 10)
		b = append(b, ']')
	}
	b = append(b, ']')
	return "(SELECT unhex(value->>0) AS item, value->>1 AS day FROM json_each($" +
		strconv.Itoa(n) + "))", string(b)
}

// In implements rows.Dialect.
func (c *conn) In(column, list string) string {
	return column + " IN (SELECT item FROM " + list + " AS l)"
}

// Last implements rows.Dialect. CROSS JOIN holds SQLite to the order of the tables. All rows come
// in the order of the key: there is mostly one, and a search for the last costs as much again.
func (c *conn) Last(table, _, condition string) string {
	return "CROSS JOIN " + table + " WHERE " + condition
}

// translate names the errors that callers test for. A constraint is known by its name or
// columns in the message, which is all that SQLite gives.
func translate(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) {
		return err
	}
	switch message := e.Error(); {
	case strings.Contains(message, "allocation_within"):
		return fmt.Errorf("%w (%w)", reconcile.ErrOverAllocated, err)
	case strings.Contains(message, "UNIQUE constraint failed: decision."),
		strings.Contains(message, "UNIQUE constraint failed: allocation."):
		return fmt.Errorf("%w (%w)", reconcile.ErrConflict, err)
	case e.Code()&0xff == lib.SQLITE_NOTADB:
		return fmt.Errorf("this file is no store (%w)", err)
	case e.Code()&0xff == lib.SQLITE_READONLY:
		return errors.New("the store may not be written here, which even reading needs: " +
			"allow this user to write the file and its folder, or copy the store to such a folder")
	case e.Code()&0xff == lib.SQLITE_CANTOPEN:
		return errors.New("the store cannot be opened: allow this user to read and write the file " +
			"and its folder")
	case e.Code()&0xff == lib.SQLITE_BUSY:
		return fmt.Errorf("another program is writing to the store; try again (%w)", err)
	}
	return err
}
