package postgres_test

import (
	"context"
	"errors"
	"strings"
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

// Tables of jobs that were made after the grant are said to need another one.
func TestJobsAfterGrant(t *testing.T) {
	ctx, owner := context.Background(), pgtest.URL(t)
	made, err := postgres.Open(ctx, owner, true)
	if err == nil {
		err = errors.Join(postgres.Grant(ctx, owner, pgtest.Clerk), postgres.Migrate(ctx, owner), made.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := postgres.Open(ctx, pgtest.As(owner, pgtest.Clerk), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	if _, err := s.Jobs(ctx, storetest.JobSettings(1)); err == nil || !strings.Contains(err.Error(), "db grant") {
		t.Errorf("jobs that were not granted: %v", err)
	}
	if err := postgres.Grant(ctx, owner, pgtest.Clerk); err != nil {
		t.Fatal(err)
	}
	q, err := s.Jobs(ctx, storetest.JobSettings(1))
	if err != nil {
		t.Fatal(err)
	}
	_ = q.Close()
}

func TestJobs(t *testing.T) {
	for _, role := range []string{"rappro", pgtest.Clerk} {
		t.Run(role, func(t *testing.T) {
			storetest.Jobs(t, func(t testing.TB) storetest.OpenJobs { return queues(t, role) })
		})
	}
}
