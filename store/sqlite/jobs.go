package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
)

// queue is the jobs of a store, in a table of its own. What is not done is in it.
type queue struct {
	jobs.Settings
	store *Store
}

// Jobs gives the jobs of the store: see store.Jobs. Its own program does them, one at a time.
func (s *Store) Jobs(_ context.Context, o jobs.Settings) (jobs.Queue, error) {
	return &queue{o, s}, nil
}

// Close implements jobs.Queue. The store stays open.
func (q *queue) Close() error { return nil }

// Add implements jobs.Queue.
func (q *queue) Add(ctx context.Context, files []jobs.File) (added int, err error) {
	err = q.store.write.transaction(ctx, func(c *conn) error {
		added = 0
		for _, f := range files {
			n, err := c.Exec(ctx, "INSERT INTO job (company, name, digest, state, begun, attempt, attempts, next, error) "+
				"VALUES ($1, $2, $3, 'waiting', 0, 0, $4, $5, '') ON CONFLICT DO NOTHING",
				f.Company, f.Name, f.Digest, q.Attempts, q.Now().UnixMilli())
			if err != nil {
				return err
			}
			added += int(n)
		}
		return nil
	})
	return added, err
}

// Jobs implements jobs.Queue.
func (q *queue) Jobs(ctx context.Context) (list []jobs.Job, err error) {
	err = q.store.read.transaction(ctx, func(c *conn) error {
		list, err = selectJobs(ctx, c, "ORDER BY id")
		return err
	})
	return list, err
}

// selectJobs gives the jobs of a condition.
func selectJobs(ctx context.Context, c *conn, condition string, args ...any) (list []jobs.Job, err error) {
	r, err := c.Query(ctx, "SELECT id, company, name, digest, state, begun, attempt, attempts, next, error FROM job "+
		condition, args...)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	for r.Next() {
		var j jobs.Job
		var next int64
		err := r.Scan(&j.ID, &j.Company, &j.Name, &j.Digest, (*string)(&j.State), &j.Begun, &j.Attempt, &j.Attempts,
			&next, &j.Error)
		if err != nil {
			return nil, err
		}
		if j.State == jobs.Waiting || j.State == jobs.Retrying {
			j.Next = time.UnixMilli(next)
		}
		list = append(list, j)
	}
	return list, r.Err()
}

// Retry implements jobs.Queue.
func (q *queue) Retry(ctx context.Context, id int64) error {
	return q.store.write.transaction(ctx, func(c *conn) error {
		n, err := c.Exec(ctx, "UPDATE job SET state = 'retrying', next = $2, attempts = max(attempts, attempt + 1) "+
			"WHERE id = $1 AND state IN ('retrying', 'dead')", id, q.Now().UnixMilli())
		if err == nil && n == 0 {
			err = fmt.Errorf("job %d: %w among those that failed", id, reconcile.ErrNotFound)
		}
		return err
	})
}

// Forget implements jobs.Queue.
func (q *queue) Forget(ctx context.Context, company string) error {
	return q.store.write.transaction(ctx, func(c *conn) error {
		_, err := c.Exec(ctx, "DELETE FROM job WHERE company = $1 AND state IN ('retrying', 'dead')", company)
		return err
	})
}

var _ jobs.Queue = (*queue)(nil)
