package store

import (
	"context"
	"errors"

	"github.com/rappro/rappro/reconcile"
)

// ErrLeased says that another process works on the same: see [Lease].
var ErrLeased = errors.New("another job is at work on this store")

// leaser is what both kinds of stores can do.
type leaser interface {
	Lease(ctx context.Context, company string, patient bool) (release func() error, ok bool, err error)
}

// Lease gives the caller alone the right to work on the books of a company, or on those of all
// where none is named, until it is released. It is [ErrLeased] while somebody else has it: who
// asks waits for no job to end, and only for the moment that a server may take to see that one has
// died. It keeps two jobs from doing the same work at once, and no more: a person
// decides meanwhile as ever, and no rule leans on it, since everything a job does can be done twice.
//
// What holds it is the operating system's or the server's own: an open file that is locked, a
// session of PostgreSQL. It ends with the process, however that dies, so that nothing has
// to expire, no clock is asked, and no lease of the dead is ever found.
func Lease(ctx context.Context, s reconcile.Store, company string) (release func() error, err error) {
	return take(ctx, s, company, true)
}

// LeaseAtOnce is [Lease] for who comes back, and has other work until then: it never waits.
func LeaseAtOnce(ctx context.Context, s reconcile.Store, company string) (release func() error, err error) {
	return take(ctx, s, company, false)
}

func take(ctx context.Context, s reconcile.Store, company string, patient bool) (release func() error, err error) {
	l, ok := s.(leaser)
	if !ok {
		return nil, errors.New("this kind of store has no lease")
	}
	release, ok, err = l.Lease(ctx, company, patient)
	if err == nil && !ok {
		err = ErrLeased
	}
	return release, err
}
