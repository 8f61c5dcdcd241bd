package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Lease takes an advisory lock in a session of its own, which PostgreSQL ends with the connection:
// when it is released, when the process dies, or when the server does. Who works on all companies
// keeps everybody else away; who works on one keeps away those who work on that one or on all.
//
// A connection that pools transactions of several clients (PgBouncer) has no such session: give
// the job a direct one.
func (s *Store) Lease(ctx context.Context, company string) (release func() error, ok bool, err error) {
	c, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return nil, false, err
	}
	release = func() error {
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer stop()
		return c.Close(ctx)
	}
	ok, err = leased(ctx, c, company)
	if err != nil || !ok {
		return nil, false, errors.Join(err, release())
	}
	return release, true, nil
}

// leased asks for the locks of a lease. A connection that gets only the first one is closed.
func leased(ctx context.Context, c *pgx.Conn, company string) (ok bool, err error) {
	var schema string
	if err := c.QueryRow(ctx, "SELECT current_schema()").Scan(&schema); err != nil {
		return false, fmt.Errorf("the lease of the store cannot be taken: %w", err)
	}
	sql, keys := "SELECT pg_try_advisory_lock($1)", []any{leaseKey(schema, "")}
	if company != "" {
		sql = "SELECT CASE WHEN pg_try_advisory_lock_shared($1) THEN pg_try_advisory_lock($2) ELSE false END"
		keys = append(keys, leaseKey(schema, company))
	}
	if err := c.QueryRow(ctx, sql, keys...).Scan(&ok); err != nil {
		return false, fmt.Errorf("the lease of the store cannot be taken: %w", err)
	}
	return ok, nil
}

// leaseKey is the number of a lock. Advisory locks are of a database, which may hold several stores.
func leaseKey(schema, company string) int64 {
	sum := sha256.Sum256([]byte("rappro lease\x00" + schema + "\x00" + company))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}
