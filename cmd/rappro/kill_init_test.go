//go:build unix

package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rappro/rappro/fixtures/environ"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// A migration that is killed at any moment leaves nothing or the whole: the next one completes it, also
// one that is killed again, and the store is one to work with. COUNT kills on each store.
func TestMigrationKilled(t *testing.T) {
	for kind, url := range map[string]func() string{
		"SQLite":     func() string { return "sqlite:" + filepath.Join(t.TempDir(), "a.db") },
		"PostgreSQL": func() string { return pgtest.URL(t) },
	} {
		p := killed{t: t, asOf: "2026-06-30", db: url()}
		from := time.Now()
		p.rappro("init")
		full := time.Since(from)
		r := rand.New(rand.NewPCG(7, 1))
		early := 0
		for range environ.Number(t, "COUNT", 6) {
			p.db = url()
			for range 1 + r.IntN(2) {
				c := p.command("init")
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Duration(r.Int64N(int64(full))))
				if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
					t.Fatal(err)
				}
				if c.Wait() != nil {
					early++
				}
			}
			p.rappro("init")
			p.rappro("db", "migrate")
			p.rappro("run", "../../fixtures/month/invoices.csv")
			p.rappro("verify")
		}
		if early == 0 {
			t.Errorf("%s: every migration had ended before it was killed: the test shows nothing", kind)
		}
		t.Logf("%s: a migration takes %v, %d were killed in the middle", kind, full, early)
	}
}
