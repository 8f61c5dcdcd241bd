package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// asker is a pool or a transaction.
type asker interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// tables are those with rows of companies, and the column that says of which.
func tables(t *testing.T, a asker) (names []string, column func(string) string) {
	t.Helper()
	ctx := context.Background()
	r, err := a.Query(ctx, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() "+
		"AND tablename NOT LIKE 'goose%' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	if names, err = pgx.CollectRows(r, pgx.RowTo[string]); err != nil {
		t.Fatal(err)
	}
	return names, func(table string) string {
		if table == "company" {
			return "id"
		}
		return "company"
	}
}

// contents is a digest of all rows of the other company.
func contents(t *testing.T, a asker) string {
	t.Helper()
	names, column := tables(t, a)
	var out strings.Builder
	for _, table := range names {
		sql := fmt.Sprintf("SELECT count(*)::text || ' ' || COALESCE(md5(string_agg(x::text, '' ORDER BY x::text)), '') "+
			"FROM %s AS x WHERE %s = $1", table, column(table))
		r, err := a.Query(context.Background(), sql, theirs)
		if err != nil {
			t.Fatal(err)
		}
		digest, err := pgx.CollectExactlyOneRow(r, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&out, table, digest)
	}
	return out.String()
}

// TestTablesAcross goes to the tables themselves: to each that there is, so that a new one is not
// forgotten.
func TestTablesAcross(t *testing.T) {
	owner, clerk := twoCompanies(t)
	ctx := context.Background()
	names, column := tables(t, owner.pool)
	if len(names) < 20 {
		t.Errorf("%d tables", len(names))
	}
	number := func(s *Store, open, sql string) (n int64, err error) {
		tx, err := s.pool.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer rollback(ctx, tx)
		if _, err := tx.Exec(ctx, "SELECT set_config('rappro.company', $1, true)", open); err != nil {
			t.Fatal(err)
		}
		tag, err := tx.Exec(ctx, sql)
		return tag.RowsAffected(), err
	}
	for _, table := range names {
		of := " WHERE " + column(table) + " = '" + theirs + "'"
		all := "SELECT 1 FROM " + table
		if n, err := number(owner, "", all+of); n == 0 || err != nil {
			t.Errorf("%s: nothing of the other company is there: %v", table, err)
		}
		if n, err := number(clerk, theirs, all+of); n == 0 || err != nil {
			t.Errorf("%s: the company itself sees nothing: %v", table, err)
		}
		if n, err := number(clerk, mine, all+of); n != 0 || err != nil {
			t.Errorf("%s: %d rows are seen through the wall, %v", table, n, err)
		}
		registry := table == "company" || table == "account"
		if n, err := number(clerk, "", all); n != 0 != registry || err != nil {
			t.Errorf("%s: who names no company sees %d rows, %v", table, n, err)
		}
		for _, sql := range []string{"DELETE FROM " + table + of,
			"UPDATE " + table + " SET " + column(table) + " = '" + mine + "'" + of} {
			n, err := number(clerk, mine, sql)
			if n != 0 || err != nil && !strings.Contains(err.Error(), "permission denied") {
				t.Errorf("%s: %d rows, %v", sql, n, err)
			}
		}
		// A row of one's own may not be written into the other's books either.
		insert := fmt.Sprintf("INSERT INTO %[1]s SELECT (jsonb_populate_record(x, jsonb_build_object('%[2]s', '%[3]s'))).* "+
			"FROM %[1]s AS x WHERE x.%[2]s = '%[4]s' LIMIT 1", table, column(table), theirs, mine)
		if _, err := number(clerk, mine, insert); err == nil || !strings.Contains(err.Error(), "row-level security") {
			t.Errorf("%s: %v", insert, err)
		}
	}
	if err := clerk.Backup(ctx, nil); !errors.Is(err, errOwner) {
		t.Errorf("a backup behind the wall: %v", err)
	}
}

// TestHistoryStays tries to change what is only added to, as the role of the daily work.
func TestHistoryStays(t *testing.T) {
	_, clerk := twoCompanies(t)
	for _, table := range []string{"audit", "decision", "allocation", "company_rule", "followup", "undone_import"} {
		for _, sql := range []string{"DELETE FROM " + table, "UPDATE " + table + " SET company = company",
			"TRUNCATE " + table, "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY",
			"DROP TABLE " + table, "ALTER TABLE " + table + " DISABLE TRIGGER ALL"} {
			if _, err := clerk.pool.Exec(context.Background(), sql); err == nil {
				t.Errorf("%s is not refused", sql)
			}
		}
	}
}

// TestVersionsStay tries to write the version of the tables, which would keep every program out.
func TestVersionsStay(t *testing.T) {
	_, clerk := twoCompanies(t)
	for _, sql := range []string{"INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)",
		"UPDATE goose_db_version SET version_id = 999", "DELETE FROM goose_db_version"} {
		if _, err := clerk.pool.Exec(context.Background(), sql); err == nil {
			t.Errorf("%s is not refused", sql)
		}
	}
}

// TestKeysBeginWithTheCompany is what distributing the tables by company needs (docs/scaling.md): two
// tables are small and would stand on every machine.
func TestKeysBeginWithTheCompany(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, pgtest.URL(t), true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	r, err := s.pool.Query(ctx, "SELECT i.indexrelid::regclass::text FROM pg_index i "+
		"JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] "+
		"WHERE c.relnamespace = current_schema()::regnamespace AND i.indisunique AND a.attname <> 'company' "+
		"AND c.relname NOT LIKE 'goose%' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	others, err := pgx.CollectRows(r, pgx.RowTo[string])
	if got := strings.Join(others, " "); err != nil || got != "account_pkey company_pkey" {
		t.Errorf("keys that do not begin with the company: %s, %v", got, err)
	}
}
