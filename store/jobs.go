package store

import (
	"context"
	"errors"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
)

// queuer is what both kinds of stores can do.
type queuer interface {
	Jobs(ctx context.Context, o jobs.Settings) (jobs.Queue, error)
}

// Jobs gives the jobs that the workers of a store share. The caller closes the queue before the store.
func Jobs(ctx context.Context, s reconcile.Store, o jobs.Settings) (jobs.Queue, error) {
	q, ok := s.(queuer)
	if !ok {
		return nil, errors.New("this kind of store has no jobs")
	}
	return q.Jobs(ctx, o)
}
