package receivables

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/rappro/rappro/reconcile"
)

// Snapshot runs a function on one consistent snapshot of a store, as [reconcile.Service.Read] does.
type Snapshot func(ctx context.Context, fn func(reconcile.Reader) error) error

// reading reads a list from a snapshot.
type reading func(ctx context.Context, r reconcile.Reader) error

// together reads from r, and what else there is to read at the same time, each on a snapshot of its
// own. Snapshots are of one moment when the company has the same state version in all of them. Where
// somebody wrote in between, or no snapshot was to be had by the time that r is free, as where the
// database grants one connection, r gives that list too. Without aside r gives them all.
func together(ctx context.Context, r reconcile.Reader, aside Snapshot, company string,
	first reading, others ...reading) error {
	version, err := r.StateVersion(ctx, company)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lists := make([]list, len(others))
	var all sync.WaitGroup
	for i, read := range others {
		l := &lists[i]
		l.reading = read
		if aside != nil {
			var wait context.Context
			wait, l.giveUp = context.WithCancel(ctx)
			all.Go(func() { l.aside(wait, aside, company, version) })
		}
	}
	if err = first(ctx, r); err != nil {
		cancel()
	}
	for i := range lists {
		if l := &lists[i]; l.begun.CompareAndSwap(false, true) && l.giveUp != nil {
			l.giveUp()
		}
	}
	all.Wait()
	for i := range lists {
		switch l := &lists[i]; {
		case err != nil:
		case l.begunAside:
			err = l.err
		default:
			err = l.reading(ctx, r)
		}
	}
	return err
}

// list is one that may be read aside.
type list struct {
	reading
	giveUp     context.CancelFunc // waiting for a snapshot
	begun      atomic.Bool        // by whoever was first
	begunAside bool
	err        error
}

func (l *list) aside(ctx context.Context, aside Snapshot, company string, version int64) {
	l.err = aside(ctx, func(r reconcile.Reader) error {
		now, err := r.StateVersion(ctx, company)
		if err != nil || now != version || !l.begun.CompareAndSwap(false, true) {
			return err
		}
		l.begunAside = true
		return l.reading(ctx, r)
	})
}
