package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
)

// fileArgs is a job as River keeps it. Company and digest say which job it is.
type fileArgs struct {
	Company string `json:"company" river:"unique"`
	Name    string `json:"name"`
	Digest  string `json:"digest" river:"unique"`
}

// Kind implements river.JobArgs.
func (fileArgs) Kind() string { return "file" }

// queue is the jobs of a store. They are River's, in a schema of their own beside the store's.
type queue struct {
	jobs.Settings
	pool   *pgxpool.Pool
	store  string                // the schema of the store
	schema string                // that of the jobs
	list   *river.Client[pgx.Tx] // which does none
}

// Jobs gives the jobs of the store: see store.Jobs. Its tables are made by [Migrate].
func (s *Store) Jobs(ctx context.Context, o jobs.Settings) (jobs.Queue, error) {
	pool, err := pgxpool.NewWithConfig(ctx, s.pool.Config())
	if err != nil {
		return nil, err
	}
	q := &queue{Settings: o, pool: pool}
	if err := q.start(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return q, nil
}

func (q *queue) start(ctx context.Context) error {
	if err := q.pool.QueryRow(ctx, "SELECT current_schema()").Scan(&q.store); err != nil {
		return err
	}
	q.schema = jobSchema(q.store)
	there := false
	err := q.pool.QueryRow(ctx, "SELECT to_regclass($1) IS NOT NULL", q.table()).Scan(&there)
	var said *pgconn.PgError
	if errors.As(err, &said) && said.Code == "42501" { // the tables are younger than the grant
		return errors.New("this role may not use the jobs of the store yet: " +
			"run `rappro db grant` again as the role that owns the tables")
	} else if err != nil {
		return err
	}
	if !there {
		return errors.New("this store has no jobs yet: run `rappro db migrate` as the role that owns the tables")
	}
	q.list, err = river.NewClient(riverpgxv5.New(q.pool), &river.Config{Schema: q.schema, Logger: quiet()})
	return err
}

// quiet is where River's own messages go. What failed is kept with the job and listed.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// table is that of the jobs, in its schema.
func (q *queue) table() string { return pgx.Identifier{q.schema, "river_job"}.Sanitize() }

// Close implements jobs.Queue.
func (q *queue) Close() error {
	q.pool.Close()
	return nil
}

// unique are the states in which a job keeps the same file from being added again. A dead one
// does: it waits for a person, who may have it tried again.
func unique() []rivertype.JobState {
	return []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending,
		rivertype.JobStateScheduled, rivertype.JobStateRunning, rivertype.JobStateRetryable,
		rivertype.JobStateDiscarded}
}

// Add implements jobs.Queue.
func (q *queue) Add(ctx context.Context, files []jobs.File) (int, error) {
	if len(files) == 0 {
		return 0, nil
	}
	var many []river.InsertManyParams
	seen := map[jobs.File]bool{}
	for _, f := range files {
		key := jobs.File{Company: f.Company, Digest: f.Digest}
		if seen[key] {
			continue // one statement must not add a job twice
		}
		seen[key] = true
		many = append(many, river.InsertManyParams{Args: fileArgs(f), InsertOpts: &river.InsertOpts{
			MaxAttempts: q.Attempts, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unique()}}})
	}
	done, err := q.list.InsertMany(ctx, many)
	added := 0
	for _, r := range done {
		if !r.UniqueSkippedAsDuplicate {
			added++
		}
	}
	return added, err
}

// mostListed is how many jobs River lists at once.
const mostListed = 10_000

// Jobs implements jobs.Queue, page by page.
func (q *queue) Jobs(ctx context.Context) ([]jobs.Job, error) {
	var out []jobs.Job
	page := river.NewJobListParams().First(mostListed).States(unique()...).
		OrderBy(river.JobListOrderByID, river.SortOrderAsc)
	for {
		r, err := q.list.JobList(ctx, page)
		if err != nil {
			return nil, err
		}
		for _, row := range r.Jobs {
			j, err := jobOf(row)
			if err != nil {
				return nil, err
			}
			out = append(out, j)
		}
		if len(r.Jobs) < mostListed {
			return out, nil
		}
		page = page.After(r.LastCursor)
	}
}

func jobOf(row *rivertype.JobRow) (jobs.Job, error) {
	var args fileArgs
	if err := json.Unmarshal(row.EncodedArgs, &args); err != nil {
		return jobs.Job{}, fmt.Errorf("job %d: %w", row.ID, err)
	}
	j := jobs.Job{ID: row.ID, File: jobs.File(args), State: jobs.Waiting,
		Begun: begun(row), Attempt: row.Attempt, Attempts: row.MaxAttempts, Next: row.ScheduledAt}
	if n := len(row.Errors); n > 0 {
		j.State, j.Error = jobs.Retrying, row.Errors[n-1].Error
	}
	switch row.State {
	case rivertype.JobStateRunning:
		j.State, j.Next = jobs.Running, time.Time{}
	case rivertype.JobStateDiscarded:
		j.State, j.Next = jobs.Dead, time.Time{}
	}
	return j, nil
}

// remembered is of how many of those that took a job River keeps the names.
const remembered = 100

// begun is how often a worker was at a job. River notes everybody who took it, and apart from that how
// often it was put off; where it has forgotten the first of them the larger number is the safe one.
func begun(row *rivertype.JobRow) int {
	taken := len(row.AttemptedBy)
	if taken >= remembered {
		return taken
	}
	return taken - putOff(row)
}

// putOff is how often a job has found its company at work.
func putOff(row *rivertype.JobRow) int {
	var said struct {
		Snoozes int `json:"snoozes"`
	}
	_ = json.Unmarshal(row.Metadata, &said) // what cannot be read was not put off
	return said.Snoozes
}

// Retry implements jobs.Queue.
func (q *queue) Retry(ctx context.Context, id int64) error {
	row, err := q.list.JobGet(ctx, id)
	switch {
	case errors.Is(err, rivertype.ErrNotFound), err == nil && len(row.Errors) == 0:
		return fmt.Errorf("job %d: %w among those that failed", id, reconcile.ErrNotFound)
	case err != nil:
		return err
	}
	_, err = q.list.JobRetry(ctx, id)
	return err
}

// Forget implements jobs.Queue. River says of a job that failed and waits for less than a few seconds
// that it is available.
func (q *queue) Forget(ctx context.Context, company string) error {
	_, err := q.pool.Exec(ctx, "DELETE FROM "+q.table()+" WHERE cardinality(errors) > 0 AND args->>'company' = $1 "+
		"AND state IN ('available', 'retryable', 'scheduled', 'discarded')", company)
	return err
}

var _ jobs.Queue = (*queue)(nil)
