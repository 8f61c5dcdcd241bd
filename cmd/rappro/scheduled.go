package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rappro/rappro/cmd/internal/schedule"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
)

// schedule runs the job of the configuration beside what serve does, at its times and once at the
// beginning: the program may have been down at the hour, or been killed at its work. The function
// that it gives waits for a job that is at work to end, which it does soon once the context has.
func (a *app) schedule(ctx context.Context, svc *reconcile.Service) (wait func()) {
	var wg sync.WaitGroup
	if len(a.cfg.Job.At) > 0 {
		s := schedule.Schedule{At: a.cfg.Job.At, Zone: a.cfg.Zone, Now: a.now,
			Do: func(ctx context.Context) error { return a.scheduledJob(ctx, svc) },
			Failed: func(_ error, next time.Time) {
				a.note("job: it is tried again at %s", next.In(a.cfg.Zone).Format(time.RFC3339))
			}}
		wg.Go(func() { s.Run(ctx) })
	}
	return wg.Wait
}

// scheduledJob does the job as of the day on which it is done. What goes wrong is said, and given back
// where another try may mend it, a letter that waits too; the figures are served all the same.
func (a *app) scheduledJob(ctx context.Context, svc *reconcile.Service) error {
	once := *a
	once.code = exitDone
	if !a.asOfFixed() {
		once.asOf = a.cfg.Today(a.now())
	}
	done, err := once.inboxJob(ctx, svc, a.cfg.Job.Inbox, importOptions{})
	switch {
	case ctx.Err() != nil:
		a.note("job: interrupted; the next one finishes it")
		return nil
	case errors.Is(err, store.ErrLeased):
		a.note("job: %s", a.texts.Text("job.leased"))
		return nil
	case err != nil:
		a.note("job: %s", a.texts.Remark(err.Error()))
		return err
	}
	a.note("job of %s: %d files, %d left in the inbox, %d letters; code %d", once.asOf, len(done.imports),
		len(done.waiting), done.letters.Sent, once.code)
	return errors.Join(done.failed, done.letters.Waiting)
}

// asOfFixed says whether a person has named the day of every figure.
func (a *app) asOfFixed() bool { return a.flags.asOf != "" || a.getenv("RAPPRO_AS_OF") != "" }
