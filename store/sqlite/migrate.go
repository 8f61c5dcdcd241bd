package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver; it registers itself with database/sql, for migrations

	"github.com/rappro/rappro/store/internal/schema"
	"github.com/rappro/rappro/store/sqlite/internal/lite"
)

//go:embed migrations/*.sql
var files embed.FS

func migrations() (fs.FS, error) { return fs.Sub(files, "migrations") }

// Migrate brings an older store up to the version of this program, each step in its own
// transaction.
func Migrate(ctx context.Context, path string) error {
	if err := exists(path); err != nil {
		return err
	}
	have, latest, err := versionsOf(path)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", path, translate(err))
	case have == 0:
		return schema.Foreign(path)
	case have > latest:
		return schema.Judge(path, have, latest)
	}
	db, err := sql.Open("sqlite", address(path)+"&_pragma=busy_timeout(15000)&_pragma=journal_mode(wal)"+
		"&_pragma=synchronous(2)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(migrate(ctx, db), db.Close())
}

// versionsOf reads the versions of a store that may be older than the program.
func versionsOf(path string) (have, latest int64, err error) {
	c, err := lite.Open(path)
	if err != nil {
		return 0, 0, err
	}
	have, latest, err = versions(c)
	return have, latest, errors.Join(err, c.Close())
}

// found makes a store, or finds the one that another program has made meanwhile. What programs
// that were killed left beside it goes then.
func found(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return exists(path) // an empty file, or a link that leads nowhere
	}
	err := grow(ctx, path)
	if _, there := os.Lstat(path); err != nil && there == nil {
		err = nil // of two that grow, the one that is done first takes the other's away
	}
	if err == nil {
		sweep(path)
	}
	return err
}

// growing stands in the name of a store that is not whole yet.
const growing = ".new-"

// sweep removes the stores that grew beside a whole one.
func sweep(path string) {
	beside, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return // they do no harm
	}
	for _, f := range beside {
		number, ours := strings.CutPrefix(f.Name(), filepath.Base(path)+growing)
		for _, end := range []string{"-journal", "-wal", "-shm"} {
			number = strings.TrimSuffix(number, end)
		}
		if _, err := strconv.ParseUint(number, 10, 64); ours && err == nil {
			_ = os.Remove(filepath.Join(filepath.Dir(path), f.Name()))
		}
	}
}

// grow makes a store. It grows under another name and takes its own when it is whole, so
// that nobody ever meets half a store: not a program that starts at the same time, nor one
// that comes after a crash. Until then it has no log beside it (WAL), of which a full disk could
// leave the half that the file needs under the other name. The mode holds whatever the umask,
// and SQLite gives it to the files that it puts beside this one.
func grow(ctx context.Context, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+growing+"*")
	if err != nil {
		return err
	}
	name := f.Name()
	defer func() {
		for _, beside := range []string{"", "-journal", "-wal", "-shm"} {
			_ = os.Remove(name + beside)
		}
	}()
	if err := errors.Join(f.Chmod(0o600), f.Close()); err != nil {
		return err
	}
	if err := mark(ctx, name); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	db, err := sql.Open("sqlite", address(name)+"&_pragma=journal_mode(delete)&_pragma=synchronous(2)"+
		"&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := os.Link(name, path); err != nil && !os.IsExist(err) {
		if err := os.Rename(name, path); err != nil { // a file system without links
			return err
		}
	}
	return syncFolder(filepath.Dir(path))
}

// mark writes the head of the file: the size of pages, which is for ever, and the word by
// which file(1) and people with a hex editor know a store.
func mark(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", address(path)+"&_pragma=page_size(16384)")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA application_id = 0x72617070") // "rapp"
	return errors.Join(err, db.Close())
}

// syncFolder makes the new file's name survive a power cut.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migration: %w", translate(err))
	}
	return nil
}

// judge refuses a store of another version.
func judge(c *lite.Conn, path string) error {
	have, latest, err := versions(c)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", path, translate(err))
	case have == 0:
		return schema.Foreign(path)
	}
	return schema.Judge(path, have, latest)
}

// versions reads the store's version, 0 for a file that holds nothing of ours, and the
// program's. It only reads: goose would make its table.
func versions(c *lite.Conn) (have, latest int64, err error) {
	steps, err := migrations()
	if err != nil {
		return 0, 0, err
	}
	if latest, err = schema.Latest(steps); err != nil {
		return 0, 0, err
	}
	var tables int
	err = c.One("SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'", &tables)
	if err != nil || tables == 0 {
		return 0, latest, err
	}
	err = c.One("SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied = 1", &have)
	return have, latest, err
}
