// Package sqlite keeps a store in one SQLite file, without a server: the default.
//
// Every table is clustered on its key, and everything is written in the order of keys, in
// statements of many rows (DESIGN section 10). One connection writes, in transactions that
// take the write lock when they begin; a few others read, each transaction on the snapshot
// of its first moment (WAL). What was committed survives a power cut: synchronous=FULL is
// set on every connection and read back before the first one is used.
//
// The work on rows is done by store/internal/rows, which PostgreSQL shares. Here is what is
// SQLite's own; store/postgres has files of the same names.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	_ "modernc.org/sqlite" // the driver; it registers itself with database/sql

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/internal/schema"
)

// Store is an open SQLite file.
type Store struct {
	write *sql.DB // one connection
	read  *sql.DB // a few, that cannot write
}

// readers bounds how many snapshots are read at once.
const readers = 8

// Open opens the store in a file. With create a missing one is made, readable by its owner
// alone; without, it is reconcile.ErrNoStore.
func Open(ctx context.Context, path string, create bool) (*Store, error) {
	err := exists(path)
	if create && errors.Is(err, reconcile.ErrNoStore) {
		err = found(ctx, path)
	}
	if err != nil {
		return nil, err
	}
	s := &Store{write: connect(path, "immediate", 1),
		read: connect(path, "deferred&_pragma=query_only(1)", readers)}
	if err := s.start(ctx, path); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// exists sees that there is a file to open.
func exists(path string) error {
	info, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return schema.Missing(path)
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%s is a directory: a store is a file", path)
	case info.Size() == 0:
		return fmt.Errorf("%w: %s is an empty file; remove it, then run `rappro init`",
			reconcile.ErrNoStore, path)
	}
	return nil
}

// settings are asked of every connection, and read back.
func settings() [][2]string {
	return [][2]string{{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"},
		{"trusted_schema", "0"}, {"recursive_triggers", "1"}, {"busy_timeout", "15000"}}
}

func connect(path, lock string, connections int) *sql.DB {
	dsn := address(path) + "&_pragma=cache_size(-16384)&_pragma=journal_size_limit(67108864)"
	for _, s := range settings() {
		dsn += "&_pragma=" + s[0] + "(" + s[1] + ")"
	}
	db, err := sql.Open("sqlite", dsn+"&_txlock="+lock)
	if err != nil {
		panic(err) // the driver's name is a constant of this file
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// address names a file that exists, whatever signs are in its name.
func address(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path) + "?mode=rw"
}

func (s *Store) start(ctx context.Context, path string) error {
	for _, db := range []*sql.DB{s.write, s.read} {
		if err := readBack(ctx, db); err != nil {
			return fmt.Errorf("%s: %w", path, translate(err))
		}
	}
	return judge(ctx, s.write, path)
}

func readBack(ctx context.Context, db *sql.DB) error {
	for _, s := range settings() {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+s[0]).Scan(&got); err != nil {
			return err
		}
		if got != s[1] {
			return fmt.Errorf("SQLite keeps %s at %s where %s was asked: the store would not be safe",
				s[0], got, s[1])
		}
	}
	return nil
}

// Close closes every connection.
func (s *Store) Close() error {
	readErr := s.read.Close()
	if err := s.write.Close(); err != nil {
		return err
	}
	return readErr
}

// View implements reconcile.Store. The first statement reads, because SQLite takes the
// snapshot then and not at BEGIN.
func (s *Store) View(ctx context.Context, fn func(reconcile.Reader) error) error {
	t, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return translate(err)
	}
	defer func() { _ = t.Rollback() }()
	c := &conn{tx: t}
	if _, err := c.Exec(ctx, "SELECT 1 FROM state LIMIT 1"); err != nil {
		return err
	}
	return fn(rows.NewReader(c))
}

// Update implements reconcile.Store. BEGIN IMMEDIATE waits for the write lock, so that
// nothing read in the transaction can have changed when it writes.
func (s *Store) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	t, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return translate(err)
	}
	defer func() { _ = t.Rollback() }()
	w := rows.NewWriter(&conn{tx: t}, company)
	if err := fn(w); err != nil {
		return err
	}
	if err := w.Finish(ctx); err != nil {
		return err
	}
	return translate(t.Commit())
}

var _ reconcile.Store = (*Store)(nil)
