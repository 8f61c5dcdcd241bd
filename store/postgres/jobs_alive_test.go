package postgres

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile/jobs"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// A job whose worker died is done by another at once the first time, later after that, and is dead
// after its last. One whose worker lives is left to it. (fixtures/workers kills real programs.)
func TestJobsOfTheDead(t *testing.T) {
	ctx, url := context.Background(), pgtest.URL(t)
	s, err := Open(ctx, url, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() // nothing is kept
	if err := Migrate(ctx, url); err != nil {
		t.Fatal(err)
	}
	opened, err := s.Jobs(ctx, storetest.JobSettings(3))
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close() // nothing is kept
	q := opened.(*queue)
	if _, err := q.Add(ctx, []jobs.File{{Company: "a", Name: "f.xml", Digest: strings.Repeat("0", 64)}}); err != nil {
		t.Fatal(err)
	}
	living, err := q.register(ctx, "living")
	if err != nil {
		t.Fatal(err)
	}
	defer living.release()
	other, err := q.register(ctx, "other")
	if err != nil {
		t.Fatal(err)
	}
	defer other.release()
	for _, step := range []struct {
		worker  string
		attempt int
		state   jobs.State
		later   bool
	}{{"living", 1, jobs.Running, false}, {"gone", 1, jobs.Retrying, false}, {"gone", 2, jobs.Retrying, true},
		{"gone too", 3, jobs.Dead, false}} {
		_, err := q.pool.Exec(ctx, "UPDATE "+q.table()+" SET state = 'running', attempt = $1, "+
			"attempted_by = array_append(attempted_by, $2)", step.attempt, step.worker)
		if err != nil {
			t.Fatal(err)
		}
		if err := other.revive(ctx); err != nil {
			t.Fatal(err)
		}
		list, err := q.Jobs(ctx)
		if err != nil || len(list) != 1 || list[0].State != step.state {
			t.Fatalf("%+v: %+v, %v", step, list, err)
		}
		if later := time.Until(list[0].Next) > 2*time.Second; later != step.later {
			t.Errorf("%+v: next at %s", step, list[0].Next)
		}
		if want := "the worker " + step.worker + " died at it"; step.state != jobs.Running && list[0].Error != want {
			t.Errorf("%+v: %q", step, list[0].Error)
		}
	}
}
