package postgres_test

import (
	"context"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/postgres"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// clerk opens a store as a role that does not own the tables.
func clerk(t testing.TB, owner, options string) *postgres.Store {
	t.Helper()
	ctx := context.Background()
	s, err := postgres.Open(ctx, owner, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := postgres.Grant(ctx, owner, pgtest.Clerk); err != nil {
		t.Fatal(err)
	}
	if s, err = postgres.Open(ctx, pgtest.As(owner, pgtest.Clerk)+options, false); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestStoreBehindTheWall runs the whole suite as a role that meets one company at a time.
func TestStoreBehindTheWall(t *testing.T) {
	for _, mode := range []string{"cache_statement", "simple_protocol"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			storetest.Run(t, func(t testing.TB) reconcile.Store {
				return clerk(t, pgtest.URL(t), "&default_query_exec_mode="+mode)
			})
		})
	}
}

// BenchmarkBehindTheWall beside storetest's BenchmarkPostgres says what the wall costs.
func BenchmarkBehindTheWall(b *testing.B) {
	storetest.Benchmark(b, func(t testing.TB) reconcile.Store { return clerk(t, pgtest.URL(t), "") })
}
