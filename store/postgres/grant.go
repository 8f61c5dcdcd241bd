package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// changed are the tables in which the program replaces or removes rows, with what that takes. In all
// others rows are added and stay as they are, and the role of the daily work has no right to do
// otherwise (RELIABILITY, T16).
func changed() []struct{ table, rights string } {
	return []struct{ table, rights string }{
		{"state", "UPDATE"}, {"company", "UPDATE"}, {"account", "UPDATE"}, {"customer", "UPDATE"},
		{"run", "UPDATE"}, {"anomaly", "UPDATE, DELETE"}, {"import", "UPDATE, DELETE"},
		{"statement", "UPDATE, DELETE"}, {"entry", "UPDATE, DELETE"}, {"batch", "UPDATE, DELETE"},
		{"detail", "DELETE"}, {"sighting", "DELETE"}, {"invoice", "DELETE"}, {"proposal", "DELETE"},
	}
}

// Grant gives a role, which must exist, what the daily work needs in the store of a URL: to add to
// the tables and to change those that change. It does not own them, so it meets one company at a
// time (see wall). Jobs are shared by all companies, and so are their tables. Which version the tables
// have is the owner's to write: a number too high there would keep everybody out. The URL is that of the
// owner. A second time changes nothing.
func Grant(ctx context.Context, url, role string) error {
	config, err := configure(url)
	if err != nil {
		return err
	}
	c, err := pgx.ConnectConfig(ctx, config.ConnConfig)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }() // everything is committed
	var schema string
	hasJobs := false
	err = c.QueryRow(ctx, "SELECT current_schema(), to_regnamespace('river_' || current_schema()) IS NOT NULL").
		Scan(&schema, &hasJobs)
	if err != nil {
		return err
	}
	quoted, in := pgx.Identifier{role}.Sanitize(), pgx.Identifier{schema}.Sanitize()
	to, from := " TO "+quoted, " FROM "+quoted
	statements := []string{"GRANT USAGE ON SCHEMA " + in + to,
		"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA " + in + to,
		"REVOKE INSERT ON goose_db_version" + from}
	for _, t := range changed() {
		statements = append(statements, "GRANT "+t.rights+" ON "+t.table+to)
	}
	if hasJobs {
		jobs := pgx.Identifier{jobSchema(schema)}.Sanitize()
		statements = append(statements, "GRANT USAGE ON SCHEMA "+jobs+to,
			"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "+jobs+to,
			"REVOKE INSERT, UPDATE, DELETE ON "+jobs+".river_migration"+from,
			"GRANT USAGE ON ALL SEQUENCES IN SCHEMA "+jobs+to)
	}
	err = pgx.BeginFunc(ctx, c, func(t pgx.Tx) error {
		for _, s := range statements {
			if _, err := t.Exec(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
	var said *pgconn.PgError
	if errors.As(err, &said) && said.Code == "42704" {
		return fmt.Errorf("%s: there is no role %q; create it (createuser), then grant again",
			name(config.ConnConfig), role)
	}
	return err
}
