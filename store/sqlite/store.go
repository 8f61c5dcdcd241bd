// Package sqlite keeps a store in one SQLite file, without a server: the default.
//
// Every table is clustered on its key, and everything is written in the order of keys, in
// statements of many rows (DESIGN section 10). One connection writes, in transactions that
// take the write lock when they begin; a few others read, each transaction on the snapshot
// of its first moment (WAL). What was committed survives a power cut: synchronous=FULL is
// set on every connection and read back before the first one is used.
//
// The work on rows is done by store/internal/rows, which PostgreSQL shares. Here is what is
// SQLite's own; store/postgres has files of the same names. Rows go to and from SQLite by its own
// interface (internal/lite), only migrations by database/sql.
package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/internal/rows"
	"github.com/rappro/rappro/store/internal/schema"
)

// Store is an open SQLite file.
type Store struct {
	write *pool // one connection
	read  *pool // a few, that cannot write
}

// readers bounds how many snapshots are read at once.
const readers = 8

// Who reads walks along tables and needs few pages again; who writes comes back to his places.
const (
	readerSettings = "PRAGMA query_only = 1; PRAGMA cache_size = -4096"
	writerSettings = "PRAGMA cache_size = -16384"
)

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
	s := &Store{write: newPool(path, "BEGIN IMMEDIATE", writerSettings, 1),
		read: newPool(path, "BEGIN", readerSettings, readers)}
	if err := s.start(ctx); err != nil {
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

// address names a file that exists, whatever signs are in its name.
func address(path string) string {
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path) + "?mode=rw"
}

// start sees that the file is a store of this version, and that it may be read.
func (s *Store) start(ctx context.Context) error {
	for _, p := range []*pool{s.write, s.read} {
		c, err := p.take(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, translate(err))
		}
		defer p.give(c)
		if err := judge(c, p.path); err != nil {
			return err
		}
	}
	return nil
}

// Close closes every connection, when what they are used for has ended.
func (s *Store) Close() error { return errors.Join(s.read.close(), s.write.close()) }

// View implements reconcile.Store. The first statement reads, because SQLite takes the
// snapshot then and not at BEGIN.
func (s *Store) View(ctx context.Context, fn func(reconcile.Reader) error) error {
	return s.read.transaction(ctx, func(c *conn) error {
		if _, err := c.Exec(ctx, "SELECT 1 FROM state LIMIT 1"); err != nil {
			return err
		}
		return fn(rows.NewReader(c))
	})
}

// Update implements reconcile.Store. BEGIN IMMEDIATE waits for the write lock, so that
// nothing read in the transaction can have changed when it writes.
func (s *Store) Update(ctx context.Context, company string, fn func(reconcile.Writer) error) error {
	return s.write.transaction(ctx, func(c *conn) error {
		w := rows.NewWriter(c, company)
		defer func() { _ = w.Rest() }() // whoever ends the transaction has it alone
		if err := fn(w); err != nil {
			return err
		}
		return w.Finish(ctx)
	})
}

// Backup writes all that the store holds, of one snapshot, while others go on writing.
func (s *Store) Backup(ctx context.Context, to io.Writer) error {
	return s.View(ctx, func(r reconcile.Reader) error { return r.(*rows.Reader).Backup(ctx, to) })
}

// Restore fills the store, which must be empty, with what Backup wrote, of this store or of one in
// another database. It is there whole or not at all.
func (s *Store) Restore(ctx context.Context, from io.Reader) error {
	return s.write.transaction(ctx, func(c *conn) error { return rows.Restore(ctx, c, from) })
}

var _ reconcile.Store = (*Store)(nil)
