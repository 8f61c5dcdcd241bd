package sqlite

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	lib "modernc.org/sqlite/lib"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/sqlite/internal/lite"
)

// conn is one transaction.
type conn struct {
	lite *lite.Conn
	// broken is the first error. After some, SQLite has taken the transaction back and would
	// commit what comes next by itself, statement by statement; after any, nothing more is asked
	// and nothing is committed, as on PostgreSQL.
	broken error
}

// note keeps the first error.
func (c *conn) note(err error) error {
	c.broken = cmp.Or(c.broken, err)
	return err
}

// Within implements rows.Conn: SQLite has no rights by row.
func (c *conn) Within(context.Context, string) error { return nil }

// OneAtATime implements rows.Conn: SQLite walks as many cursors as one likes.
func (c *conn) OneAtATime() bool { return false }

// Query implements rows.Conn.
func (c *conn) Query(ctx context.Context, sql string, args ...any) (rows.Cursor, error) {
	s, err := c.statement(ctx, sql, args)
	if err != nil {
		return nil, err
	}
	return &cursor{ctx: ctx, conn: c, stmt: s}, nil
}

// statement is ready for its first step.
func (c *conn) statement(ctx context.Context, sql string, args []any) (*lite.Stmt, error) {
	if err := cmp.Or(c.broken, ctx.Err()); err != nil {
		return nil, err
	}
	s, err := c.lite.Prepare(sql)
	if err != nil {
		return nil, c.note(translate(err))
	}
	if err := s.Args(args); err != nil {
		s.Close()
		return nil, c.note(translate(err))
	}
	return s, nil
}

// cursor walks the rows of a statement.
type cursor struct {
	ctx  context.Context
	conn *conn
	stmt *lite.Stmt
	err  error
}

// Next implements rows.Cursor.
func (c *cursor) Next() bool {
	row, err := c.stmt.Step()
	if err != nil {
		c.err = c.conn.note(translate(interrupted(c.ctx, err)))
	}
	return row
}

// Scan implements rows.Cursor.
func (c *cursor) Scan(places ...any) error { return c.stmt.Scan(places) }

// Err implements rows.Cursor.
func (c *cursor) Err() error { return c.err }

// Close implements rows.Cursor; what went wrong is in Err.
func (c *cursor) Close() { c.stmt.Close() }

// Exec implements rows.Conn.
func (c *conn) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	s, err := c.statement(ctx, sql, args)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	if _, err := s.Step(); err != nil {
		return 0, c.note(translate(interrupted(ctx, err)))
	}
	return c.lite.Changes(), nil
}

// interrupted gives the reason why a statement was interrupted.
func interrupted(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// Catalogue implements rows.Dialect. Truth is a number here. Jobs are no part of the books.
func (c *conn) Catalogue() string {
	return "SELECT t.name, c.name, CASE c.type WHEN 'TEXT' THEN 'text' WHEN 'BLOB' THEN 'bytes' " +
		"WHEN 'INTEGER' THEN 'number' ELSE c.type END, NOT c.\"notnull\", c.pk FROM sqlite_schema t " +
		"JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' " +
		"AND t.name NOT LIKE 'goose%' AND t.name <> 'job' ORDER BY t.name, c.name"
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

// Among implements rows.Dialect.
func (c *conn) Among(table, column, list, company string, day bool) (from, where string) {
	if day {
		return table, "company = " + company + " AND (day, " + column + ") IN (SELECT day, item FROM " +
			list + " AS l)"
	}
	return table, "company = " + company + " AND " + c.In(column, list)
}

// Without implements rows.Dialect.
func (c *conn) Without(table, column, list, company string) string {
	_, where := c.Among(table, column, list, company, false)
	return "DELETE FROM " + table + " WHERE " + where
}

// Last implements rows.Dialect. CROSS JOIN holds SQLite to the order of the tables. All rows come
// in the order of the key: there is mostly one, and a search for the last costs as much again.
func (c *conn) Last(table, _, condition string) string {
	return "CROSS JOIN " + table + " WHERE " + condition
}

// translate names the errors that callers test for. A constraint is known by its name or
// columns in the message, which is all that SQLite gives.
func translate(err error) error {
	var e *lite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch message := e.Error(); {
	case strings.Contains(message, "allocation_within"):
		return fmt.Errorf("%w (%w)", reconcile.ErrOverAllocated, err)
	case strings.Contains(message, "UNIQUE constraint failed: decision."),
		strings.Contains(message, "UNIQUE constraint failed: allocation."):
		return fmt.Errorf("%w (%w)", reconcile.ErrConflict, err)
	case e.Code&0xff == lib.SQLITE_FULL:
		return rows.Full(err)
	case e.Code&0xff == lib.SQLITE_IOERR: // at a commit nobody knows what is on the disk
		return fmt.Errorf("the disk fails: see to it, and look whether this was stored before you do it again (%w)",
			err)
	case e.Code&0xff == lib.SQLITE_CORRUPT:
		return fmt.Errorf("the file of the store is damaged: keep a copy of it and go back to the last backup (%w)",
			err)
	case e.Code&0xff == lib.SQLITE_NOTADB:
		return fmt.Errorf("this file is no store (%w)", err)
	case e.Code&0xff == lib.SQLITE_READONLY:
		return errors.New("the store may not be written here, which even reading needs: " +
			"allow this user to write the file and its folder, or copy the store to such a folder")
	case e.Code&0xff == lib.SQLITE_CANTOPEN:
		return errors.New("the store cannot be opened: allow this user to read and write the file " +
			"and its folder")
	case e.Code&0xff == lib.SQLITE_BUSY:
		return fmt.Errorf("another program is writing to the store; try again (%w)", err)
	}
	return err
}
