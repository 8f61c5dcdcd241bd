package pgtest_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

func TestSchemasAreApart(t *testing.T) {
	ctx := context.Background()
	for range 2 {
		url := pgtest.URL(t)
		c, err := pgx.Connect(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(ctx, "CREATE TABLE mine (a int)"); err != nil {
			t.Error(err)
		}
		_ = c.Close(ctx)
	}
}

func TestStopLeavesNothing(t *testing.T) {
	s, err := pgtest.Start(pgtest.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	url, _, err := s.Schema(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	s.Stop()
	if _, err := os.Stat(config.Host); !os.IsNotExist(err) || !strings.Contains(config.Host, "rappro-pg-") {
		t.Errorf("the folder %s is still there (%v)", config.Host, err)
	}
}

// A server that is killed, whole or one of its processes, comes back with what was committed.
func TestKill(t *testing.T) {
	s, err := pgtest.Start(pgtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	ctx := context.Background()
	url, _, err := s.Schema(ctx)
	if err != nil {
		t.Fatal(err)
	}
	kill := map[string]func() error{
		"whole":       func() error { return errors.Join(s.Kill(), s.Start()) },
		"one process": func() error { return errors.Join(s.KillOne(func(int) int { return 0 }), s.Answers()) },
	}
	for name, kill := range kill {
		c, err := pgx.Connect(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(ctx, "CREATE TABLE IF NOT EXISTS mine (a text); INSERT INTO mine VALUES ('"+name+"')"); err != nil {
			t.Fatal(err)
		}
		if err := kill(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := c.Exec(ctx, "SELECT 1"); err == nil {
			t.Errorf("%s: the connection outlived the server", name)
		}
		_ = c.Close(ctx)
		if c, err = pgx.Connect(ctx, url); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := c.QueryRow(ctx, "SELECT count(*) FROM mine WHERE a = '"+name+"'").Scan(&n); err != nil || n != 1 {
			t.Errorf("%s: %d, %v", name, n, err)
		}
		_ = c.Close(ctx)
	}
}
