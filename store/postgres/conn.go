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
	wall
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

// Catalogue implements rows.Dialect.
func (c *conn) Catalogue() string {
	return "SELECT t.relname::text, c.attname::text, CASE format_type(c.atttypid, -1) " +
		"WHEN 'text' THEN 'text' WHEN 'bytea' THEN 'bytes' WHEN 'bigint' THEN 'number' " +
		"WHEN 'integer' THEN 'number' WHEN 'boolean' THEN 'truth' ELSE format_type(c.atttypid, -1) END, " +
		"(NOT c.attnotnull)::int, COALESCE(array_position(i.indkey::int2[], c.attnum) + 1, 0) " +
		"FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped " +
		"LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary WHERE t.relkind = 'r' " +
		"AND t.relnamespace = current_schema()::regnamespace AND t.relname NOT LIKE 'goose%' " +
		`ORDER BY t.relname::text COLLATE "C", c.attname::text COLLATE "C"`
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

// Among implements rows.Dialect. OFFSET 0 keeps the inner query from being joined otherwise: of a
// company that the statistics do not know yet, the first in the tables or a new one among others,
// PostgreSQL expects one row, and would compare each of its rows with all of the list.
func (c *conn) Among(table, column, list, company string, day bool) (from, where string) {
	return "(SELECT t.* FROM " + probe("*", table, column, list, company, day) + ") AS " + table,
		"company = " + company
}

// Without implements rows.Dialect, by the places of the rows: see Among. Behind the wall places are
// compared with all rows of the company, whose rights come first: those that wait are not many.
func (c *conn) Without(table, column, list, company string) string {
	return "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT t.ctid FROM " +
		probe("ctid", table, column, list, company, false) + "))"
}

// probe looks each id of a list up in a table.
func probe(what, table, column, list, company string, day bool) string {
	where := "company = " + company + " AND " + column + " = l.item"
	if day {
		where += " AND day = l.day"
	}
	// An order that only the index on these columns has: where one row is expected, one on the
	// company alone costs as little.
	order := ""
	switch table {
	case "decision":
		order = " ORDER BY invoice, seq"
	case "proposal":
		order = " ORDER BY rank"
	}
	return "(SELECT DISTINCT item, day FROM " + list + " AS i) AS l CROSS JOIN LATERAL (SELECT " +
		what + " FROM " + table + " WHERE " + where + order + " OFFSET 0) AS t"
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
	case "decision_key", "decision_pkey", "decision_undoes", "allocation_pkey":
		return fmt.Errorf("%w (%w)", reconcile.ErrConflict, err)
	}
	if e.Code == "53100" {
		return rows.Full(err)
	}
	return err
}
