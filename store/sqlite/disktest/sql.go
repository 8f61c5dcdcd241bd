package disktest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	_ "modernc.org/sqlite" // the driver; it registers itself with database/sql
)

// Intact asks SQLite whether a file is whole: every page, index and foreign key.
func Intact(ctx context.Context, path string) error {
	return with(path, func(db *sql.DB) error {
		var said string
		if err := db.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&said); err != nil {
			return err
		}
		if said != "ok" {
			return fmt.Errorf("integrity_check: %s", said)
		}
		rows, err := db.QueryContext(ctx, "PRAGMA foreign_key_check")
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		if rows.Next() {
			return errors.New("foreign_key_check: a row refers to none")
		}
		return rows.Err()
	})
}

// Checkpoint copies what stands in the log into the file, as SQLite does by itself when the log
// has grown long.
func Checkpoint(ctx context.Context, path string) error {
	return with(path, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
		return err
	})
}

func with(path string, fn func(*sql.DB) error) error {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=rw&_pragma=synchronous(2)")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(fn(db), db.Close())
}
