package postgres_test

import (
	"context"
	"errors"
	"testing"

	"github.com/rappro/rappro/reconcile/jobs"
	"github.com/rappro/rappro/store/postgres"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// queues gives the jobs of one new store, to role, as often as it is asked.
func queues(t testing.TB, role string) storetest.OpenJobs {
	t.Helper()
	ctx, owner := context.Background(), pgtest.URL(t)
	s, err := postgres.Open(ctx, owner, true)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(postgres.Migrate(ctx, owner), postgres.Migrate(ctx, owner), // the second changes nothing
		postgres.Grant(ctx, owner, pgtest.Clerk), s.Close())
	if err != nil {
		t.Fatal(err)
	}
	return func(t testing.TB, attempts int) jobs.Queue {
		t.Helper()
		s, err := postgres.Open(ctx, pgtest.As(owner, role), false)
		if err != nil {
			t.Fatal(err)
		}
		q, err := s.Jobs(ctx, storetest.JobSettings(attempts))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = errors.Join(q.Close(), s.Close()) })
		return q
	}
}

func TestJobs(t *testing.T) {
	for _, role := range []string{"rappro", pgtest.Clerk} {
		t.Run(role, func(t *testing.T) {
			storetest.Jobs(t, func(t testing.TB) storetest.OpenJobs { return queues(t, role) })
		})
	}
}
