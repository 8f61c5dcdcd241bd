package storetest_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

func benchmark(b *testing.B, url func(testing.TB) string) {
	storetest.Benchmark(b, func(t testing.TB) reconcile.Store {
		s, err := store.Open(context.Background(), url(t), store.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func BenchmarkSQLite(b *testing.B) {
	benchmark(b, func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "rappro.db") })
}

func BenchmarkPostgres(b *testing.B) { benchmark(b, pgtest.URL) }
