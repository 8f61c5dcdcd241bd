package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What is said of a connection that was lost, by when it was.
const (
	lostReading    = "the connection to PostgreSQL was lost; do it again (%w)"
	lostWriting    = "the connection to PostgreSQL was lost: what was under way was not stored; do it again (%w)"
	lostCommitting = "the connection to PostgreSQL was lost at the last moment: " +
		"look whether this was stored before you do it again (%w)"
)

// begin begins a transaction. A server that was started again has closed the connections that lay
// idle, which shows only when one is used. Nothing was done on it yet, so a new one takes its place.
func begin(ctx context.Context, pool *pgxpool.Pool, options pgx.TxOptions) (pgx.Tx, error) {
	t, err := pool.BeginTx(ctx, options)
	if err == nil || ctx.Err() != nil || !broken(err) {
		return t, err
	}
	pool.Reset()
	return pool.BeginTx(ctx, options)
}

// broken says whether the connection at hand is of no use any more; one that could not be made is
// another matter.
func broken(err error) bool {
	var connect *pgconn.ConnectError
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return said.Severity == "FATAL"
	}
	return !errors.As(err, &connect)
}

// lostConnection is an error that says already that the connection was lost: who reads within an update
// may lose both at once.
type lostConnection struct{ error }

// Unwrap implements errors.Unwrap.
func (e lostConnection) Unwrap() error { return e.error }

// lost says what an error means that has ended the connection of a transaction.
func lost(ctx context.Context, t pgx.Tx, err error, format string) error {
	if err == nil || ctx.Err() != nil || !t.Conn().IsClosed() || errors.As(err, &lostConnection{}) {
		return err
	}
	return lostConnection{fmt.Errorf(format, err)}
}
