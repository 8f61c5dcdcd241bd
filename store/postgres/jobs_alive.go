package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/reconcile/jobs"
)

// River knows that a worker died by the clock alone: a job that runs for longer than any job may. A
// file may take an hour and a dead worker should be missed for a second, so each worker holds a lock
// in a session of its own, which ends with it however it dies. Who gets another's lock has found it
// dead, and its jobs wait again.

// registered is a worker that is alive.
type registered struct {
	*queue
	name string
	conn *pgx.Conn
}

func (q *queue) register(ctx context.Context, name string) (*registered, error) {
	c, err := pgx.ConnectConfig(ctx, q.pool.Config().ConnConfig)
	if err != nil {
		return nil, err
	}
	r := &registered{queue: q, name: name, conn: c}
	if _, err := c.Exec(ctx, "SELECT pg_advisory_lock($1)", r.key(name)); err != nil {
		r.release()
		return nil, err
	}
	return r, nil
}

func (r *registered) release() {
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
	defer stop()
	_ = r.conn.Close(ctx) // and with it the lock ends
}

// key is the number of a worker's lock.
func (r *registered) key(worker string) int64 { return leaseKey(r.store, "worker\x00"+worker) }

// revive has the jobs of dead workers done by others.
func (r *registered) revive(ctx context.Context) error {
	rows, err := r.conn.Query(ctx, "SELECT DISTINCT attempted_by[cardinality(attempted_by)] FROM "+
		r.table()+" WHERE state = 'running'")
	if err != nil {
		return err
	}
	workers, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, w := range workers {
		dead := false
		if w == r.name {
			continue
		}
		if err := r.conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", r.key(w)).Scan(&dead); err != nil {
			return err
		}
		if !dead {
			continue
		}
		if err := r.take(ctx, w); err != nil {
			return err
		}
		if _, err := r.conn.Exec(ctx, "SELECT pg_advisory_unlock($1)", r.key(w)); err != nil {
			return err
		}
	}
	return nil
}

// take puts the jobs of a dead worker back. Nobody failed the first time; a job that ends its
// worker again and again waits as one that fails does, and is dead after its last time.
func (r *registered) take(ctx context.Context, worker string) error {
	rows, err := r.conn.Query(ctx, "SELECT id, attempt FROM "+r.table()+
		" WHERE state = 'running' AND attempted_by[cardinality(attempted_by)] = $1", worker)
	if err != nil {
		return err
	}
	left, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		ID      int64
		Attempt int
	}])
	if err != nil {
		return err
	}
	for _, j := range left {
		_, err := r.conn.Exec(ctx, "UPDATE "+r.table()+" SET "+
			"state = CASE WHEN attempt < max_attempts THEN 'available' ELSE 'discarded' END::"+
			pgx.Identifier{r.schema, "river_job_state"}.Sanitize()+", "+
			"finalized_at = CASE WHEN attempt < max_attempts THEN NULL ELSE now() END, "+
			"scheduled_at = now() + $2::bigint * interval '1 microsecond', "+
			"errors = array_append(errors, jsonb_build_object('at', now(), 'attempt', attempt, "+
			"'error', 'the worker '::text || $3::text || ' died at it', 'trace', '')) "+
			"WHERE id = $1 AND state = 'running'", j.ID, jobs.Revived(j.Attempt).Microseconds(), worker)
		if err != nil {
			return err
		}
	}
	return nil
}
