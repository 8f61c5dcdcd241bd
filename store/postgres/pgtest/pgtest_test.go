package pgtest_test

import (
	"context"
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
