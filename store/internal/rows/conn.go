package rows

import (
	"context"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// Conn is one open transaction.
type Conn interface {
	Dialect
	// Query runs a SELECT. Placeholders are $1, $2… in both databases.
	Query(ctx context.Context, sql string, args ...any) (Cursor, error)
	// Exec runs a statement without rows and says how many rows it touched.
	Exec(ctx context.Context, sql string, args ...any) (int64, error)
	// Insert stores many rows of one table, in their order.
	Insert(ctx context.Context, b *Bulk) error
	// Within says whose rows the statements that follow are about: of one company, or of
	// [everyCompany] those two tables that say which companies there are and which account belongs
	// to whom. A database that can sees to it that they meet no others, whatever they say.
	Within(ctx context.Context, company string) error
	// OneAtATime says that a cursor must be finished before the next statement.
	OneAtATime() bool
}

// everyCompany stands in the place of a company's code in statements about all of them.
const everyCompany = ""

// Cursor walks the rows of one query; *sql.Rows and pgx.Rows are nearly one.
type Cursor interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close()
}

// Dialect spells what the databases write differently.
type Dialect interface {
	// Catalogue selects the columns of all tables but the migrations' own, in the order of tables
	// and of columns: table, column, kind (text, bytes, number or truth), 1 where it may be NULL, and
	// its place in the key, from 1, or 0.
	Catalogue() string
	// TextList is a subquery with the column item of the strings in the argument at
	// placeholder n, and that argument.
	TextList(n int, list []string) (string, any)
	// IDList is a subquery with the columns item, an id, and day, which it carries.
	IDList(n int, list []reconcile.ID) (string, any)
	// In asks that a column be among the items of a list.
	In(column, list string) string
	// Among gives what stands behind FROM and WHERE of a query for the rows of a table whose id,
	// in a column, is in a list, each row once; in a table with a column day the id's own is asked
	// for too. The placeholder of the company is given. A list is many ids, which the table's key
	// is probed for one by one.
	Among(table, column, list, company string, day bool) (from, where string)
	// Without deletes the same rows.
	Without(table, column, list, company string) string
	// Last joins, to each row before it, the row of a table with the highest value in a column
	// among those of a condition, and maybe others of them before it; rows without one drop
	// out. It probes the table's key once for each row, whatever the planner knows of a table
	// that was filled a moment ago.
	Last(table, column, condition string) string
}

// Full says what a full disk means. The transaction is gone, whatever was done in it.
func Full(err error) error {
	return fmt.Errorf("the disk is full: what was under way was not stored; make room and do it again (%w)", err)
}
