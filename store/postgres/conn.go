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
