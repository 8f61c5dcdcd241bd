package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile/jobs"
	"github.com/rappro/rappro/store/storetest"
)

func TestJobs(t *testing.T) {
	storetest.Jobs(t, func(t testing.TB) storetest.OpenJobs {
		path := filepath.Join(t.TempDir(), "jobs.db")
		return func(t testing.TB, attempts int) jobs.Queue {
			t.Helper()
			s, err := Open(context.Background(), path, true)
			if err != nil {
				t.Fatal(err)
			}
			q, err := s.Jobs(context.Background(), storetest.JobSettings(attempts))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = errors.Join(q.Close(), s.Close()) })
			return q
		}
	})
}

// A job that was begun by a program that died is done by the next one, and is dead when it was the
// last attempt.
func TestJobsOfTheDead(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "jobs.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	q := &queue{storetest.JobSettings(2), s}
	if _, err := q.Add(ctx, []jobs.File{{Company: "a", Name: "f.xml", Digest: strings.Repeat("0", 64)}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []jobs.State{jobs.Retrying, jobs.Dead} {
		if _, found, err := q.claim(ctx); !found || err != nil {
			t.Fatal(found, err)
		}
		if err := q.revive(ctx); err != nil {
			t.Fatal(err)
		}
		list, err := q.Jobs(ctx)
		if err != nil || len(list) != 1 || list[0].State != want || list[0].Error != "the program died at it" {
			t.Errorf("%+v, %v, want %s", list, err, want)
		}
	}
}
