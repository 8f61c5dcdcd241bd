package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/postgres"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// A store that stays open outlives its server: what was at hand when it died says that the
// connection was lost, and what comes after it was started again finds a new one.
func TestServerRestarts(t *testing.T) {
	server, err := pgtest.Start(pgtest.Options{})
	if err != nil {
		t.Fatalf("these tests need a PostgreSQL: %v", err)
	}
	defer server.Stop()
	ctx := context.Background()
	url, _, err := server.Schema(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s, err := postgres.Open(ctx, url, true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	companies := func(r reconcile.Reader) (int, error) {
		list, err := r.Companies(ctx)
		return len(list), err
	}
	again := map[string]func() error{
		"whole":       func() error { return errors.Join(server.Kill(), server.Start()) },
		"one process": func() error { return errors.Join(server.KillOne(func(int) int { return 0 }), server.Answers()) },
	}
	for name, again := range again {
		err := s.View(ctx, func(r reconcile.Reader) error {
			if err := again(); err != nil {
				t.Fatal(err)
			}
			_, err := companies(r)
			return err
		})
		if err == nil || !strings.HasPrefix(err.Error(), "the connection to PostgreSQL was lost; do it again (") {
			t.Errorf("%s: a view: %v", name, err)
		}
		if err := s.View(ctx, func(reconcile.Reader) error { return nil }); err != nil {
			t.Errorf("%s: the next view: %v", name, err)
		}
		err = s.Update(ctx, "c", func(w reconcile.Writer) error {
			if err := again(); err != nil {
				t.Fatal(err)
			}
			return w.PutCompany(ctx, reconcile.Company{ID: "c"})
		})
		if err == nil || !strings.Contains(err.Error(), "lost: what was under way was not stored") {
			t.Errorf("%s: an update: %v", name, err)
		}
		err = s.Update(ctx, "c", func(w reconcile.Writer) error {
			if n, err := companies(w); n != 0 || err != nil {
				t.Errorf("%s: %d, %v", name, n, err)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%s: the next update: %v", name, err)
		}
	}
}

// What the server refuses as late as at the commit is not stored, and is not said to be.
func TestCommitThatFails(t *testing.T) {
	ctx, url := context.Background(), pgtest.URL(t)
	s, err := postgres.Open(ctx, url, true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(ctx) }()
	if _, err := c.Exec(ctx, `
		CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not now''; END';
		CREATE CONSTRAINT TRIGGER no AFTER INSERT ON company DEFERRABLE INITIALLY DEFERRED
			FOR EACH ROW EXECUTE FUNCTION no()`); err != nil {
		t.Fatal(err)
	}
	reached := false
	err = s.Update(ctx, "c", func(w reconcile.Writer) error {
		err := w.PutCompany(ctx, reconcile.Company{ID: "c"})
		reached = err == nil
		return err
	})
	if !reached || err == nil || !strings.Contains(err.Error(), "not now") {
		t.Errorf("reached the commit: %v; the answer: %v", reached, err)
	}
}
