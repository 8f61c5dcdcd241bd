package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/rappro/rappro/store/internal/schema"
)

//go:embed migrations/*.sql
var files embed.FS

func migrations() (fs.FS, error) { return fs.Sub(files, "migrations") }

// Migrate brings an older store up to the version of this program, each step in its own
// transaction.
func Migrate(ctx context.Context, path string) error {
	if err := prepare(path, false); err != nil {
		return err
	}
	db := connect(path, "immediate", 1)
	defer func() { _ = db.Close() }()
	have, latest, err := versions(ctx, db)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", path, translate(err))
	case have == 0 || have > latest:
		return schema.Judge(path, have, latest)
	}
	return migrate(ctx, db)
}

// found makes the tables where there are none, and leaves every other file as it is.
func found(ctx context.Context, db *sql.DB) error {
	var tables, ours int
	err := db.QueryRowContext(ctx, "SELECT count(*), COALESCE(sum(name LIKE 'goose%'), 0) "+
		"FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'").Scan(&tables, &ours)
	switch {
	case err != nil:
		return translate(err)
	case tables == ours: // nothing, or a first migration that was cut off
		return migrate(ctx, db)
	case ours == 0:
		return errors.New("this SQLite file belongs to another program: choose another name")
	}
	return nil
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
func judge(ctx context.Context, db *sql.DB, path string) error {
	have, latest, err := versions(ctx, db)
	if err != nil {
		return fmt.Errorf("%s: %w", path, translate(err))
	}
	return schema.Judge(path, have, latest)
}

// versions reads the store's version, 0 for a file that holds nothing of ours, and the
// program's. It only reads: goose would make its table.
func versions(ctx context.Context, db *sql.DB) (have, latest int64, err error) {
	steps, err := migrations()
	if err != nil {
		return 0, 0, err
	}
	if latest, err = schema.Latest(steps); err != nil {
		return 0, 0, err
	}
	var tables int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'").
		Scan(&tables)
	if err != nil || tables == 0 {
		return 0, latest, err
	}
	err = db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version "+
		"WHERE is_applied = 1").Scan(&have)
	return have, latest, err
}
