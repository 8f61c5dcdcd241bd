package postgres_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/postgres"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// raw gives a store and a connection behind its back.
func raw(t *testing.T) (*postgres.Store, *pgx.Conn) {
	t.Helper()
	ctx := context.Background()
	url := pgtest.URL(t)
	s, err := postgres.Open(ctx, url, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(ctx) })
	return s, c
}

// TestTextIsOrderedByBytes asks it of every column: the database's own order is another.
func TestTextIsOrderedByBytes(t *testing.T) {
	_, c := raw(t)
	rows, err := c.Query(context.Background(), "SELECT table_name || '.' || column_name, "+
		"COALESCE(collation_name, 'default') FROM information_schema.columns "+
		"WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying')")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var column, collation string
		if err := rows.Scan(&column, &collation); err != nil {
			t.Fatal(err)
		}
		n++
		if collation != "C" {
			t.Errorf("%s is ordered by %s", column, collation)
		}
	}
	if rows.Err() != nil || n < 50 {
		t.Errorf("%d columns of text, %v", n, rows.Err())
	}
}

// TestConstraints writes behind the program's back what the program would never write.
func TestConstraints(t *testing.T) {
	_, c := raw(t)
	const insert = "INSERT INTO allocation (company, invoice, n, decision, payment, kind, moves, " +
		"moves_currency, closes, currency, after, amount, effective, seal) VALUES "
	for _, v := range []struct{ sql, want string }{
		{insert + "('c', 'F1', 1, '\\x00', '', 'cash', 5, 'EUR', 5, 'EUR', 5, 5, 1, 0)", ""},
		{insert + "('c', 'F1', 1, '\\x00', '', 'cash', 5, 'EUR', 0, 'EUR', 5, 5, 1, 0)", "allocation_pkey"},
		{insert + "('c', 'F1', 2, '\\x00', '', 'cash', 1, 'EUR', 1, 'EUR', 6, 5, 1, 0)", "allocation_within"},
		{insert + "('c', 'F1', 2, '\\x00', '', 'cash', 1, 'EUR', 1, 'EUR', -1, 5, 1, 0)", "allocation_within"},
		{insert + "('c', 'N1', 1, '\\x00', '', 'cash', 1, 'EUR', 1, 'EUR', 1, -5, 1, 0)", "allocation_within"},
		{insert + "('c', 'N1', 1, '\\x00', '', 'cash', 1, 'EUR', 1, 'EUR', -6, -5, 1, 0)", "allocation_within"},
		{"UPDATE allocation SET after = 0", "never changed"},
		{"DELETE FROM allocation", "never changed"},
		{"TRUNCATE decision", "never changed"},
		{"INSERT INTO audit VALUES ('c', 1, 1, 'k', 'r', 'a', '', 1, '')", ""},
		{"UPDATE audit SET refs = 'other'", "never changed"},
		{"DELETE FROM audit", "never changed"},
		{"INSERT INTO company_rule VALUES ('c', 1, 'r', false, '', '', 'w', '', 'k', false, 'a', 'b', 'r', '', 1)", ""},
		{"UPDATE company_rule SET kind = 'other'", "never changed"},
		{"DELETE FROM company_rule", "never changed"},
		{"INSERT INTO followup VALUES ('c', 1, 'k', 'x', 'low', '', 1, 0, '', '', '', '', 'open', 'a', 'b', 'r', '', 1)", ""},
		{"UPDATE followup SET reason = 'other'", "never changed"},
		{"DELETE FROM followup", "never changed"},
		{"INSERT INTO intake VALUES ('c', 1, 'i', 'camt', 'read', 1, 2, 3, 1)", ""},
		{"UPDATE intake SET lines = 0", "never changed"},
		{"DELETE FROM intake", "never changed"},
		{"INSERT INTO undone_import VALUES ('c', 1, '', 'i', 'n', 1, 2, 3, '', 'a', 'b', 'r', '', 1)", ""},
		{"UPDATE undone_import SET reason = 'other'", "never changed"},
		{"DELETE FROM undone_import", "never changed"},
		{"INSERT INTO account VALUES ('FR1', 'nobody', 'EUR', '', '', '', '', '', 0, false, '')", "account_company"},
	} {
		_, err := c.Exec(context.Background(), v.sql)
		switch {
		case v.want == "" && err != nil:
			t.Errorf("%s: %v", v.sql, err)
		case v.want != "" && (err == nil || !strings.Contains(err.Error(), v.want)):
			t.Errorf("%s: got %v, want %s", v.sql, err, v.want)
		}
	}
}

// TestRepeats lets an update fail as PostgreSQL fails one that may be run again.
func TestRepeats(t *testing.T) {
	s, _ := raw(t)
	ctx := context.Background()
	for _, code := range []string{"40001", "40P01"} {
		runs := 0
		err := s.Update(ctx, "c", func(w reconcile.Writer) error {
			if runs++; runs < 4 {
				return &pgconn.PgError{Code: code}
			}
			return w.PutCompany(ctx, reconcile.Company{ID: "c"})
		})
		if err != nil || runs != 4 {
			t.Errorf("%s: %d runs, %v", code, runs, err)
		}
		runs = 0
		err = s.Update(ctx, "c", func(reconcile.Writer) error {
			runs++
			return &pgconn.PgError{Code: code}
		})
		if err == nil || runs != 5 {
			t.Errorf("%s for ever: %d runs, %v", code, runs, err)
		}
	}
}

// TestCompaniesDoNotWait writes one company in the middle of an update of another, and sees
// that a second writer of the same company does wait.
func TestCompaniesDoNotWait(t *testing.T) {
	s, _ := raw(t)
	ctx := context.Background()
	put := func(id string) error {
		return s.Update(ctx, id, func(w reconcile.Writer) error {
			return w.PutCompany(ctx, reconcile.Company{ID: id})
		})
	}
	done := make(chan error, 1)
	var finished atomic.Bool
	err := s.Update(ctx, "a", func(w reconcile.Writer) error {
		if err := put("b"); err != nil {
			return err
		}
		go func() {
			err := put("a")
			if !finished.Load() {
				t.Error("two writers of one company at once")
			}
			done <- err
		}()
		if err := w.PutCompany(ctx, reconcile.Company{ID: "a", Name: "first"}); err != nil {
			return err
		}
		if err := put("c"); err != nil {
			return err
		}
		finished.Store(true)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
