// Package plainsql is a peer for benchmarks: the job of a million credits as somebody
// writes it who has PostgreSQL, the two CSV files and an afternoon. Invoices and bank lines
// are copied into tables with a key, the invoice number is cut out of the text by one
// regular expression that is written for these very files, a left join finds the invoice,
// and what was found is a keyed table. It settles only what one number names; it knows no
// amount, no part payment, no list, no typo, no audit and no second run.
//
// It is pinned: what it does is never made faster or slower to look better beside it.
package plainsql

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// tables take the columns of the two files as they stand there.
const tables = `
CREATE TABLE invoice (number text PRIMARY KEY, type text, customer_id text, customer_name text,
  issue_date date, due_date date, amount numeric(15,2), currency text, status text, owner text,
  terms text, customer_iban text, customer_email text, payment_reference text, project text);
CREATE TABLE bank (id text PRIMARY KEY, booked timestamp, value_date date, account text, name text,
  iban text, reference text, method text, side text, amount numeric(15,2), currency text,
  local_amount numeric(15,2), local_currency text, status text, balance numeric(15,2))`

const join = `SELECT b.id AS bank, i.number AS invoice, i.customer_id AS customer, b.amount
FROM (SELECT *, substring(reference FROM 'R[0-9]{7}') AS quoted FROM bank) b
LEFT JOIN invoice i ON i.number = b.quoted`

// matches are keyed when they are there, because only so the join may run in parallel.
const matches = `CREATE TABLE match AS ` + join

// Result is what a run took and did.
type Result struct {
	Took    time.Duration
	Matched int
	Plan    string // of the join
}

// Run does the job in an empty schema, durably. Parallel makes the planner take its
// parallel plan where it can; otherwise it has its defaults.
func Run(ctx context.Context, url, invoices, bank string, parallel bool,
	now func() time.Time) (Result, error) {
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return Result{}, err
	}
	defer func() { _ = c.Close(ctx) }()
	if parallel {
		if _, err := c.Exec(ctx, `SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
			SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 4`); err != nil {
			return Result{}, err
		}
	}
	var r Result
	from := now()
	for _, step := range []func() error{
		func() error { return run(ctx, c, tables) },
		func() error { return load(ctx, c, "invoice", invoices) },
		func() error { return load(ctx, c, "bank", bank) },
		func() error { return run(ctx, c, matches) },
		func() error { return run(ctx, c, "ALTER TABLE match ADD PRIMARY KEY (bank)") },
	} {
		if err := step(); err != nil {
			return Result{}, err
		}
	}
	r.Took = now().Sub(from)
	if r.Plan, err = plan(ctx, c); err != nil {
		return Result{}, err
	}
	return r, c.QueryRow(ctx, "SELECT count(invoice) FROM match").Scan(&r.Matched)
}

func run(ctx context.Context, c *pgx.Conn, sql string) error {
	_, err := c.Exec(ctx, sql)
	return err
}

// load sends a file's bytes as they are; the server reads the CSV.
func load(ctx context.Context, c *pgx.Conn, table, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	_, err = c.PgConn().CopyFrom(ctx, io.Reader(f), "COPY "+table+" FROM STDIN (FORMAT csv, HEADER)")
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func plan(ctx context.Context, c *pgx.Conn) (string, error) {
	rows, err := c.Query(ctx, "EXPLAIN (COSTS OFF) "+join)
	if err != nil {
		return "", err
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return strings.Join(lines, "\n"), err
}
