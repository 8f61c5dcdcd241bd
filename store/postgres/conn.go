package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
)

// conn is one transaction.
type conn struct {
	tx pgx.Tx
}

// OneAtATime implements rows.Conn: a connection sends the rows of one query at a time.
func (c *conn) OneAtATime() bool { return true }

// Query implements rows.Conn.
func (c *conn) Query(ctx context.Context, sql string, args ...any) (rows.Cursor, error) {
	r, err := c.tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, translate(err)
	}
	return cursor{r}, nil
}

type cursor struct{ pgx.Rows }

// Err implements rows.Cursor.
func (c cursor) Err() error { return translate(c.Rows.Err()) }

// Exec implements rows.Conn.
func (c *conn) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	tag, err := c.tx.Exec(ctx, sql, args...)
	return tag.RowsAffected(), translate(err)
}

// Insert implements rows.Conn: by COPY, and where keys may be stored already, which COPY
// cannot say, by statements of many rows.
func (c *conn) Insert(ctx context.Context, b rows.Bulk) error {
	if b.Conflict != "" {
		return c.upsert(ctx, b)
	}
	source := &source{bulk: b, row: -1}
	_, err := c.tx.CopyFrom(ctx, pgx.Identifier{b.Table}, b.Names(), source)
	return translate(err)
}

// source gives a Bulk's rows to COPY.
type source struct {
	bulk   rows.Bulk
	row    int
	values []any
	err    error
}

// Next implements pgx.CopyFromSource.
func (s *source) Next() bool {
	s.row++
	return s.row < s.bulk.Len && s.err == nil
}

// Values implements pgx.CopyFromSource.
func (s *source) Values() ([]any, error) {
	s.values, s.err = s.bulk.Append(s.row, s.values[:0])
	return s.values, s.err
}

// Err implements pgx.CopyFromSource.
func (s *source) Err() error { return s.err }

// valuesAtOnce is how many values one statement holds; the protocol allows 65535.
const valuesAtOnce = 10000

func (c *conn) upsert(ctx context.Context, b rows.Bulk) error {
	names := b.Names()
	atOnce := valuesAtOnce / len(names)
	args := make([]any, 0, min(b.Len, atOnce)*len(names))
	for from := 0; from < b.Len; from += atOnce {
		size := min(atOnce, b.Len-from)
		args = args[:0]
		var err error
		for i := from; i < from+size && err == nil; i++ {
			args, err = b.Append(i, args)
		}
		if err != nil {
			return err
		}
		if _, err := c.Exec(ctx, insertText(b, names, size), args...); err != nil {
			return err
		}
	}
	return nil
}

func insertText(b rows.Bulk, names []string, size int) string {
	var s strings.Builder
	s.WriteString("INSERT INTO " + b.Table + " (" + strings.Join(names, ", ") + ") VALUES ")
	for i := range size * len(names) {
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

// TextList implements rows.Dialect with an array.
func (c *conn) TextList(n int, list []string) (string, any) {
	return `(SELECT unnest($` + strconv.Itoa(n) + `::text[]) COLLATE "C" AS item)`, list
}

// IDList implements rows.Dialect with an array; an id carries its day in bytes 4 and 5.
func (c *conn) IDList(n int, list []reconcile.ID) (string, any) {
	ids := make([][]byte, len(list))
	for i := range list {
		ids[i] = list[i][:]
	}
	return "(SELECT item, get_byte(item, 4) * 256 + get_byte(item, 5) AS day FROM unnest($" +
		strconv.Itoa(n) + "::bytea[]) AS item)", ids
}

// In implements rows.Dialect. A list that is one value cannot be joined: of tables that nobody
// has analyzed PostgreSQL would read all rows for each batch of a run.
func (c *conn) In(column, list string) string {
	return column + " = ANY (ARRAY(SELECT item FROM " + list + " AS l))"
}

// Last implements rows.Dialect. A subquery with a limit is run for each row.
func (c *conn) Last(table, column, condition string) string {
	_, alias, _ := strings.Cut(table, " ")
	return "CROSS JOIN LATERAL (SELECT * FROM " + table + " WHERE " + condition + " ORDER BY " +
		column + " DESC LIMIT 1) AS " + alias
}

// repeatable says whether PostgreSQL gave a transaction up that may succeed when run again:
// serialization failure and deadlock.
func repeatable(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

// translate names the errors that callers test for, by the constraint's name.
func translate(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	switch e.ConstraintName {
	case "allocation_within":
		return fmt.Errorf("%w (%w)", reconcile.ErrOverAllocated, err)
	case "decision_key", "decision_pkey", "allocation_pkey":
		return fmt.Errorf("%w (%w)", reconcile.ErrConflict, err)
	}
	return err
}
