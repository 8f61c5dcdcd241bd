package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/postgres"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// opener opens stores whose connections speak in one of pgx's modes. The last is what runs
// behind PgBouncer.
func opener(mode string) storetest.Open {
	return func(t testing.TB) reconcile.Store {
		t.Helper()
		s, err := postgres.Open(context.Background(), pgtest.URL(t)+"&default_query_exec_mode="+mode, true)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestStore(t *testing.T) {
	for _, mode := range []string{"cache_statement", "exec", "simple_protocol"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			storetest.Run(t, opener(mode))
		})
	}
}

// An update can read aside also where there is one connection of a kind.
func TestAsideOnOneConnection(t *testing.T) {
	s := opener("exec&pool_max_conns=1")(t)
	defer s.Close() // nothing is kept
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	err := s.Update(ctx, "c", func(reconcile.Writer) error {
		return s.View(ctx, func(reconcile.Reader) error { return nil })
	})
	if err != nil {
		t.Error(err)
	}
}
