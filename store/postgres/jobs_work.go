package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"github.com/rappro/rappro/reconcile/jobs"
)

const (
	fetchEvery = 5 * time.Millisecond   // at most: a job may be a small file
	lookEvery  = 500 * time.Millisecond // for jobs that nobody told of, for the dead, for the end
)

// Work implements jobs.Queue.
func (q *queue) Work(ctx context.Context, o jobs.Options, do jobs.Do) error {
	alive, err := q.register(ctx, q.Worker)
	if err != nil {
		return err
	}
	defer alive.release()
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &worker{do: do}); err != nil {
		return err
	}
	client, err := river.NewClient(riverpgxv5.New(q.pool), &river.Config{ID: q.Worker, Schema: q.schema,
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(1, o.Workers)}},
		Workers: workers, JobTimeout: -1, RetryPolicy: backoff{q.Now}, Logger: quiet(),
		FetchCooldown: fetchEvery, FetchPollInterval: lookEvery, DiscardedJobRetentionPeriod: -1})
	if err != nil {
		return err
	}
	// River is stopped below, so that what it says last is still written.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	err = q.watch(ctx, o, alive)
	stopping, stop := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer stop()
	if ctx.Err() != nil || err != nil {
		return errors.Join(err, client.StopAndCancel(stopping))
	}
	return client.Stop(stopping)
}

// watch looks after the dead while River works, until the context ends or nothing is left.
func (q *queue) watch(ctx context.Context, o jobs.Options, alive *registered) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if err := alive.revive(ctx); err != nil {
			return ended(ctx, err)
		}
		if !o.Once {
			continue
		}
		if idle, err := q.idle(ctx); err != nil || idle {
			return ended(ctx, err)
		}
	}
}

// ended leaves out the error of what a context has ended.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// idle says whether nothing can be done at once and nothing is being done.
func (q *queue) idle(ctx context.Context) (idle bool, err error) {
	err = q.pool.QueryRow(ctx, "SELECT NOT EXISTS (SELECT 1 FROM "+q.table()+" WHERE state IN "+
		"('available', 'running', 'pending', 'scheduled') OR state = 'retryable' AND scheduled_at <= now())").Scan(&idle)
	return idle, err
}

// worker does jobs for River.
type worker struct {
	river.WorkerDefaults[fileArgs]
	do jobs.Do
}

// Work implements river.Worker.
func (w *worker) Work(ctx context.Context, j *river.Job[fileArgs]) error {
	job, err := jobOf(j.JobRow)
	if err != nil {
		return err
	}
	err = w.do(ctx, job)
	if errors.Is(err, jobs.ErrBusy) {
		return river.JobSnooze(jobs.PutOff(putOff(j.JobRow) + 1))
	}
	return err
}

// backoff is River's retry policy.
type backoff struct{ now func() time.Time }

// NextRetry implements river.ClientRetryPolicy.
func (b backoff) NextRetry(j *rivertype.JobRow) time.Time {
	return b.now().Add(jobs.Backoff(j.Attempt))
}
