package postgres

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"github.com/rappro/rappro/store/internal/schema"
)

//go:embed migrations/*.sql
var files embed.FS

func migrations() (fs.FS, error) { return fs.Sub(files, "migrations") }

// Migrate brings an older store up to the version of this program, each step in its own
// transaction, and makes the tables that workers need.
func Migrate(ctx context.Context, url string) error {
	config, err := configure(url)
	if err != nil {
		return err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	have, latest, err := versions(ctx, pool)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name(config.ConnConfig), err)
	case have == 0 || have > latest:
		return schema.Judge(name(config.ConnConfig), have, latest)
	}
	if err := migrate(ctx, config.ConnConfig); err != nil {
		return err
	}
	return migrateJobs(ctx, pool)
}

// found makes the tables where there are none, and leaves every other schema as it is.
func found(ctx context.Context, config *pgx.ConnConfig) error {
	c, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	var tables, ours int
	err = c.QueryRow(ctx, "SELECT count(*), count(*) FILTER (WHERE tablename LIKE 'goose%') "+
		"FROM pg_tables WHERE schemaname = current_schema()").Scan(&tables, &ours)
	_ = c.Close(ctx)
	switch {
	case err != nil:
		return err
	case tables == ours: // nothing, or a first migration that was cut off
		return migrate(ctx, config)
	case ours == 0:
		return schema.Foreign("its schema")
	}
	return nil
}

// migrate runs goose, which speaks database/sql. One of several programs that start together
// does the work and the others wait: goose's own lock would be one for all schemas of a
// database, asked for again every five seconds.
func migrate(ctx context.Context, config *pgx.ConnConfig) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	lock, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Close(ctx) }() // and with it the lock ends
	_, err = lock.Exec(ctx, "SELECT pg_advisory_lock(hashtext('rappro migrates ' || current_schema()))")
	if err != nil {
		return err
	}
	db := stdlib.OpenDB(*config)
	defer func() { _ = db.Close() }()
	p, err := goose.NewProvider(goose.DialectPostgres, db, steps, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migration: %w", err)
	}
	return nil
}

// versions reads the store's version, 0 for a schema that holds nothing of ours, and the
// program's. It only reads: goose would make its table.
func versions(ctx context.Context, pool *pgxpool.Pool) (have, latest int64, err error) {
	steps, err := migrations()
	if err != nil {
		return 0, 0, err
	}
	if latest, err = schema.Latest(steps); err != nil {
		return 0, 0, err
	}
	var ours bool
	err = pool.QueryRow(ctx, "SELECT to_regclass('goose_db_version') IS NOT NULL").Scan(&ours)
	if err != nil || !ours {
		return 0, latest, err
	}
	err = pool.QueryRow(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version "+
		"WHERE is_applied").Scan(&have)
	return have, latest, err
}
