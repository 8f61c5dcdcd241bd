package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"

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
