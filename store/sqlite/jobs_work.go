package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rappro/rappro/reconcile/jobs"
)

const (
	lookEvery = 200 * time.Millisecond // for jobs that others have added
	busyFor   = 100 * time.Millisecond // before jobs are looked at again where another program has the lease
)

// Work implements jobs.Queue. What runs when it begins was left by a program that died: should
// another one be at it all the same, the lease of the store keeps them apart.
func (q *queue) Work(ctx context.Context, o jobs.Options, do jobs.Do) error {
	if err := q.revive(ctx); err != nil {
		return err
	}
	for ctx.Err() == nil {
		j, found, err := q.claim(ctx)
		switch {
		case err != nil:
			return ended(ctx, err)
		case found:
			busy, err := q.attempt(ctx, j, do)
			if err != nil {
				return err
			}
			if busy { // and so is every other company: the lease is of the whole store
				pause(ctx, busyFor)
			}
			continue
		}
		if o.Once {
			if left, err := q.soon(ctx); err != nil || !left {
				return ended(ctx, err)
			}
		}
		pause(ctx, lookEvery)
	}
	return nil
}

// pause waits, until the context ends at most.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// ended leaves out the error of what a context has ended.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// revive has done again what a program that died was doing, at once the first time; a job that ends
// its program again and again waits as one that fails does, and is dead after its last time.
func (q *queue) revive(ctx context.Context) error {
	return q.store.write.transaction(ctx, func(c *conn) error {
		left, err := selectJobs(ctx, c, "WHERE state = 'running'")
		if err != nil {
			return err
		}
		for _, j := range left {
			if err := q.failed(ctx, c, j, "the program died at it", jobs.Revived(j.Attempt)); err != nil {
				return err
			}
		}
		return nil
	})
}

// claim takes the job that waits for longest.
func (q *queue) claim(ctx context.Context) (j jobs.Job, found bool, err error) {
	err = q.store.write.transaction(ctx, func(c *conn) error {
		list, err := selectJobs(ctx, c, "WHERE state IN ('waiting', 'retrying') AND next <= $1 "+
			"ORDER BY next, id LIMIT 1", q.Now().UnixMilli())
		if err != nil || len(list) == 0 {
			return err
		}
		j, found = list[0], true
		j.State, j.Begun, j.Attempt = jobs.Running, j.Begun+1, j.Attempt+1
		_, err = c.Exec(ctx, "UPDATE job SET state = 'running', begun = begun + 1, attempt = attempt + 1 WHERE id = $1", j.ID)
		return err
	})
	return j, found && err == nil, err
}

// soon says whether a job can be done within the next seconds, or is being done.
func (q *queue) soon(ctx context.Context) (left bool, err error) {
	err = q.store.read.transaction(ctx, func(c *conn) error {
		list, err := selectJobs(ctx, c, "WHERE state IN ('waiting', 'running') OR state = 'retrying' AND next <= $1 LIMIT 1",
			q.Now().Add(5*time.Second).UnixMilli())
		left = len(list) > 0
		return err
	})
	return left, err
}

// attempt does a job and writes down what came of it, also when the context has ended meanwhile.
// It says whether the company was found at work.
func (q *queue) attempt(ctx context.Context, j jobs.Job, do jobs.Do) (busy bool, err error) {
	err = guarded(ctx, j, do)
	stopped := ctx.Err() != nil
	busy = errors.Is(err, jobs.ErrBusy)
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer stop()
	return busy, q.store.write.transaction(ctx, func(c *conn) error {
		switch {
		case err == nil:
			_, err := c.Exec(ctx, "DELETE FROM job WHERE id = $1", j.ID)
			return err
		case busy:
			_, err := c.Exec(ctx, "UPDATE job SET state = 'waiting', begun = begun - 1, attempt = attempt - 1, next = $2 "+
				"WHERE id = $1", j.ID, q.Now().Add(busyFor).UnixMilli())
			return err
		case stopped:
			_, err := c.Exec(ctx, "UPDATE job SET state = 'waiting', attempt = attempt - 1, next = $2 WHERE id = $1",
				j.ID, q.Now().Add(busyFor).UnixMilli())
			return err
		}
		return q.failed(ctx, c, j, err.Error(), jobs.Backoff(j.Attempt))
	})
}

// failed keeps a job with its error, for another time or for a person.
func (q *queue) failed(ctx context.Context, c *conn, j jobs.Job, why string, pause time.Duration) error {
	state := jobs.Retrying
	if j.Attempt >= j.Attempts {
		state = jobs.Dead
	}
	_, err := c.Exec(ctx, "UPDATE job SET state = $2, error = $3, next = $4 WHERE id = $1", j.ID, string(state), why,
		q.Now().Add(pause).UnixMilli())
	return err
}

// guarded does a job, of which a panic is a failure.
func guarded(ctx context.Context, j jobs.Job, do jobs.Do) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the program made a mistake: %v", p)
		}
	}()
	return do(ctx, j)
}
