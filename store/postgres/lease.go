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
// Of a process that was killed the server hears at once, and ends its session as soon as what that
// is at has ended: so who is patient and finds the lease taken asks again for a moment ([leasePatience]).
//
// A connection that pools transactions of several clients (PgBouncer) has no such session: give
// the job a direct one.
func (s *Store) Lease(ctx context.Context, company string, patient bool) (release func() error, ok bool, err error) {
	c, err := pgx.ConnectConfig(ctx, s.pool.Config().ConnConfig)
	if err != nil {
		return nil, false, err
	}
	release = func() error {
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer stop()
		// Not by closing alone: the server ends a session after its client has gone on.
		_, err := c.Exec(ctx, "SELECT pg_advisory_unlock_all()")
		return errors.Join(err, c.Close(ctx))
	}
	ok, err = leased(ctx, c, company)
	for waited := time.Duration(0); patient && err == nil && !ok && waited < leasePatience; waited += leasePause {
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case <-time.After(leasePause):
			ok, err = leased(ctx, c, company)
		}
	}
	if err != nil || !ok {
		return nil, false, errors.Join(err, release())
	}
	return release, true, nil
}

// How long a lease is asked for again, and how often.
const (
	leasePatience = 2 * time.Second
	leasePause    = 50 * time.Millisecond
)

// leased asks for the locks of a lease, all or none.
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
	err = c.QueryRow(ctx, sql, keys...).Scan(&ok)
	if err == nil && !ok {
		_, err = c.Exec(ctx, "SELECT pg_advisory_unlock_all()")
	}
	if err != nil {
		return false, fmt.Errorf("the lease of the store cannot be taken: %w", err)
	}
	return ok, nil
}

// leaseKey is the number of a lock. Advisory locks are of a database, which may hold several stores.
func leaseKey(schema, company string) int64 {
	sum := sha256.Sum256([]byte("rappro lease\x00" + schema + "\x00" + company))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}
