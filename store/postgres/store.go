// Package postgres keeps a store in a PostgreSQL database, for many companies and several
// workers at once.
//
// Writers of one company follow each other: an update first locks the company's row of
// table state, so that whatever it reads stands still until it commits. Companies do not
// wait for each other, and every key begins with the company, so that the tables can be
// spread over machines by company. Isolation levels are never leant on: unique keys and
// checks hold whatever the program does, and an update that PostgreSQL gives up as
// deadlocked or not serializable is run again from its start.
//
// Rows go in by COPY, sorted by key, straight into their tables: with one writer per company
// nobody can have put the same key there since it was looked for.
//
// The work on rows is done by store/internal/rows, which SQLite shares. Here is what is
// PostgreSQL's own; store/sqlite has files of the same names.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/internal/schema"
)

// Store is connections to one database. Those that read have a pool of their own: an update may
// want to read aside, and would wait for ever where updates hold all connections.
type Store struct {
	pool   *pgxpool.Pool
	views  *pgxpool.Pool
	walled bool // see wall
}

// Open opens the store in the database of a URL (postgres://user@host/name). The database
// must exist; with create the tables are made in it where there are none, without, that is
// reconcile.ErrNoStore.
func Open(ctx context.Context, url string, create bool) (*Store, error) {
	config, err := configure(url)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	views, err := pgxpool.NewWithConfig(ctx, config.Copy())
	if err != nil {
		pool.Close()
		return nil, err
	}
	s := &Store{pool: pool, views: views}
	if err := s.start(ctx, config, create); err != nil {
		_ = s.Close()
		return nil, fmt.Errorf("%s: %w", name(config.ConnConfig), err)
	}
	return s, nil
}

// configure reads a URL and asks of every connection what durability and equal answers need.
func configure(url string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// pgx repeats the URL in its message, and hides only a password in its usual place.
		return nil, errors.New("the PostgreSQL URL cannot be read: " +
			"want postgres://user@host/database, and the password in ~/.pgpass or PGPASSWORD")
	}
	p := config.ConnConfig.RuntimeParams
	for name, value := range map[string]string{
		"application_name": "rappro",
		"jit":              "off",  // compiling costs more than our simple queries
		"work_mem":         "32MB", // lists are ordered in memory
	} {
		if p[name] == "" {
			p[name] = value
		}
	}
	p["synchronous_commit"] = "on"
	p["client_encoding"] = "UTF8"
	return config, nil
}

// name is what messages call the store; a URL may hold a password.
func name(c *pgx.ConnConfig) string {
	return fmt.Sprintf("database %s on %s", c.Database, c.Host)
}

func (s *Store) start(ctx context.Context, config *pgxpool.Config, create bool) error {
	var encoding, durable string
	err := s.pool.QueryRow(ctx, "SELECT current_setting('server_encoding'), "+
		"current_setting('synchronous_commit')").Scan(&encoding, &durable)
	var e *pgconn.PgError
	switch {
	case errors.As(err, &e) && e.Code == "3D000":
		return fmt.Errorf("%w: the database does not exist; create it (createdb), then run `rappro init`",
			reconcile.ErrNoStore)
	case err != nil:
		return err
	case encoding != "UTF8":
		return fmt.Errorf("its encoding is %s: rappro needs UTF8", encoding)
	case durable != "on":
		return fmt.Errorf("PostgreSQL keeps synchronous_commit at %s: the store would not be safe", durable)
	}
	if create {
		if err := found(ctx, config.ConnConfig); err != nil {
			return err
		}
	}
	have, latest, err := versions(ctx, s.pool)
	if err != nil {
		return err
	}
	if err := schema.Judge("its schema", have, latest); err != nil {
		return err
	}
	s.walled, err = walled(ctx, s.pool)
	return err
}

// conn is a transaction of this store.
func (s *Store) conn(t pgx.Tx) *conn { return &conn{tx: t, wall: wall{stands: s.walled}} }

// Close closes every connection.
func (s *Store) Close() error {
	s.views.Close()
	s.pool.Close()
	return nil
}

// View implements reconcile.Store. The snapshot of REPEATABLE READ is that of the first
// statement.
func (s *Store) View(ctx context.Context, fn func(reconcile.Reader) error) error {
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	t, err := begin(ctx, s.views, options)
	if err != nil {
		return err
	}
	defer rollback(ctx, t)
	c := s.conn(t)
	if _, err := c.Exec(ctx, "SELECT 1 FROM state LIMIT 1"); err != nil {
		return lost(ctx, t, err, lostReading)
	}
	return lost(ctx, t, fn(rows.NewReader(c)), lostReading)
}

// attempts bounds how often an update is run.
const attempts = 5

// Update implements reconcile.Store. Only errors that PostgreSQL itself calls harmless to
// repeat are repeated; a connection lost at COMMIT is not, because nobody can know whether
// the commit happened: the caller asks by key.
func (s *Store) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	for attempt := 1; ; attempt++ {
		err := s.update(ctx, company, fn)
		if attempt == attempts || !repeatable(err) {
			return err
		}
		limit := 10 * time.Millisecond << attempt
		select {
		case <-time.After(rand.N(limit)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (s *Store) update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	t, err := begin(ctx, s.pool, pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
	if err != nil {
		return err
	}
	defer rollback(ctx, t)
	if err := write(ctx, s.conn(t), company, fn); err != nil {
		return lost(ctx, t, err, lostWriting)
	}
	return lost(ctx, t, translate(t.Commit(ctx)), lostCommitting)
}

// write does everything of an update but its commit.
func write(ctx context.Context, c *conn, company string, fn func(reconcile.Writer) error) error {
	if err := lockCompany(ctx, c, company); err != nil {
		return err
	}
	w := rows.NewWriter(c, company)
	defer func() { _ = w.Rest() }() // whoever ends the transaction has it alone
	if err := fn(w); err != nil {
		return err
	}
	return w.Finish(ctx)
}

// lockCompany takes the company's row of table state, which makes one writer per company. It is
// the first lock of every update and the only one that updates wait for, so that they
// cannot deadlock among themselves.
func lockCompany(ctx context.Context, c *conn, company string) error {
	if err := c.Within(ctx, company); err != nil {
		return err
	}
	_, err := c.Exec(ctx, "INSERT INTO state (company, version, audit_seq, audit_hash) "+
		"SELECT $1, 0, 0, '' WHERE NOT EXISTS (SELECT 1 FROM state WHERE company = $1) "+
		"ON CONFLICT DO NOTHING", company)
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, "SELECT version FROM state WHERE company = $1 FOR UPDATE", company)
	return err
}

// rollback ends a transaction also when the caller's context has ended.
func rollback(ctx context.Context, t pgx.Tx) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer stop()
	_ = t.Rollback(ctx)
}

// Backup writes all that the store holds, of one snapshot, while others go on writing.
func (s *Store) Backup(ctx context.Context, to io.Writer) error {
	if s.walled {
		return errOwner
	}
	return s.View(ctx, func(r reconcile.Reader) error { return r.(*rows.Reader).Backup(ctx, to) })
}

// Restore fills the store, which must be empty, with what Backup wrote, of this store or of one in
// another database. It is there whole or not at all.
func (s *Store) Restore(ctx context.Context, from io.Reader) error {
	if s.walled {
		return errOwner
	}
	t, err := s.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
	if err != nil {
		return err
	}
	defer rollback(ctx, t)
	if err := rows.Restore(ctx, s.conn(t), from); err != nil {
		return err
	}
	return translate(t.Commit(ctx))
}

var _ reconcile.Store = (*Store)(nil)
