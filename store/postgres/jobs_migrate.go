package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// jobSchema is where the jobs of a store are: River has tables of its own, which change with River
// and not with the store, and which a backup of the books leaves out.
func jobSchema(store string) string { return "river_" + store }

// migrateJobs makes River's tables, or brings them to the version of this program. They are made by
// `rappro db migrate` alone: most stores have no workers.
func migrateJobs(ctx context.Context, pool *pgxpool.Pool) error {
	lock, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer lock.Release()
	_, err = lock.Exec(ctx, "SELECT pg_advisory_lock(hashtext('rappro migrates the jobs of ' || current_schema()))")
	if err != nil {
		return err
	}
	defer func() { _, _ = lock.Exec(ctx, "SELECT pg_advisory_unlock_all()") }()
	var store string
	if err := lock.QueryRow(ctx, "SELECT current_schema()").Scan(&store); err != nil {
		return err
	}
	schema := jobSchema(store)
	_, err = lock.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS "+pgx.Identifier{schema}.Sanitize())
	if err != nil {
		return err
	}
	m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: schema, Logger: quiet()})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}
