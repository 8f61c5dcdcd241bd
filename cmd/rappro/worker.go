package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/rappro/rappro/cmd/internal/feed"
	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
	"github.com/rappro/rappro/store"
)

// workerOptions are the flags of worker.
type workerOptions struct {
	dir     string
	workers int
	once    bool
	every   time.Duration
}

func (a *app) workerCommand() *cobra.Command {
	var o workerOptions
	c := &cobra.Command{Use: "worker --inbox DIR", Short: "Share the work of many companies with other workers",
		Args: cobra.NoArgs,
		Long: "Look into the inboxes of all companies, DIR/COMPANY, import what is there and reconcile the\n" +
			"company, until interrupted. On PostgreSQL any number of workers, on any number of machines that\n" +
			"see the same folder, share the work: each file of a company is one job, a company is worked on\n" +
			"by one of them at a time, and none waits for another's failure. What fails is tried again, and\n" +
			"what failed for the last time waits in `rappro jobs`. A store in a file has one worker.\n" +
			"With --once the exit code is that of the files, as for `rappro run`.",
		Example: "  rappro worker --inbox /srv/bank\n  rappro worker --inbox /srv/bank --once --workers 2",
		RunE: func(c *cobra.Command, _ []string) error {
			if o.dir == "" {
				o.dir = a.cfg.Job.Inbox
			}
			if o.dir == "" {
				return usagef("say with --inbox where the folders of the companies are")
			}
			return a.worker(c.Context(), o)
		}}
	f := c.Flags()
	f.StringVar(&o.dir, "inbox", "", "`folder` with a folder for each company, named by its code (default job.inbox of rappro.yaml)")
	f.IntVar(&o.workers, "workers", 1, "how many companies at once; a store in a file does one")
	f.BoolVar(&o.once, "once", false, "do what there is, and end")
	f.DurationVar(&o.every, "every", 30*time.Second, "how long until the folders are looked at again")
	return c
}

func (a *app) worker(ctx context.Context, o workerOptions) error {
	return a.open(ctx, false, func(svc *reconcile.Service) (err error) {
		svc.Progress = nil
		queue, err := a.queue(ctx, svc)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, queue.Close()) }()
		w := &sharing{app: a, service: svc, queue: queue, once: o.once,
			feeder: feed.Feeder{Dir: o.dir, Options: inbox.Options{Quiet: a.cfg.Job.Quiet, Now: a.now},
				Grown: func(company string, g inbox.Grown) { a.grown(company+"/"+g.Was, g.Name) }}}
		if err := w.look(ctx); err != nil {
			return err
		}
		if !o.once {
			ctx, stop := context.WithCancelCause(ctx)
			defer stop(nil)
			go func() { stop(w.lookAgain(ctx, o.every)) }()
			err := queue.Work(ctx, jobs.Options{Workers: o.workers}, w.do)
			if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
				err = errors.Join(err, cause)
			}
			return err
		}
		if err := queue.Work(ctx, jobs.Options{Workers: o.workers, Once: true}, w.do); err != nil {
			return err
		}
		return w.remains(ctx)
	})
}

// queue opens the jobs of the store.
func (a *app) queue(ctx context.Context, svc *reconcile.Service) (jobs.Queue, error) {
	host, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	return store.Jobs(ctx, svc.Store, jobs.Settings{Attempts: jobs.Attempts, Now: a.now,
		Worker: fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text()[:8])})
}

// sharing is a worker at work.
type sharing struct {
	*app
	service *reconcile.Service
	queue   jobs.Queue
	feeder  feed.Feeder
	once    bool
	mu      sync.Mutex
	broken  string // what was said of inboxes that cannot be looked into
}

// look adds what is found in the inboxes to the jobs. An inbox that is broken is said and keeps
// nobody else's files back.
func (w *sharing) look(ctx context.Context) error {
	companies, err := w.known(ctx, w.service)
	if err != nil {
		return err
	}
	found, broken := w.feeder.Find(ctx, companies)
	if ctx.Err() != nil {
		return nil
	}
	said := ""
	if broken != nil {
		said = broken.Error()
		w.worst(exitFailed)
	}
	if said != w.broken && said != "" {
		w.note("%s", w.texts.Remark(said))
	}
	w.broken = said
	_, err = w.queue.Add(ctx, found)
	return err
}

// lookAgain looks from time to time until the context ends.
func (w *sharing) lookAgain(ctx context.Context, every time.Duration) error {
	tick := time.NewTicker(max(every, time.Second))
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		if err := w.look(ctx); err != nil {
			return err
		}
	}
}

// do does the job of a file: the whole inbox of its company, as the morning's job does, so that
// what came together is read together, whichever of its files is the job. A job that is begun for the
// first time and whose file is not there any more has nothing left to do: the one that moved the
// file goes on until the company is matched, and comes back if it is kept from that.
func (w *sharing) do(ctx context.Context, j jobs.Job) error {
	dir, err := w.feeder.Inbox(j.Company)
	if err != nil {
		return err
	}
	if j.Begun <= 1 && gone(filepath.Join(dir, j.Name)) {
		return nil
	}
	release, err := store.LeaseAtOnce(ctx, w.service.Store, j.Company)
	if errors.Is(err, store.ErrLeased) {
		return jobs.ErrBusy
	} else if err != nil {
		return err
	}
	one := *w.app
	one.cfg.Company, one.code = j.Company, exitDone
	done, err := one.inboxWork(ctx, w.service, dir, importOptions{})
	if errors.Is(err, store.ErrLeased) {
		return errors.Join(jobs.ErrBusy, release())
	}
	if err = errors.Join(err, done.failed); err == nil {
		w.note("%s", w.texts.Text("worker.done", j.Company))
		w.worst(one.code)
		err = w.queue.Forget(context.WithoutCancel(ctx), j.Company)
	} else if ctx.Err() == nil {
		w.note("%s", w.texts.Text("worker.failed", j.Company, j.Name, w.texts.Remark(err.Error())))
		w.worst(exitFailed)
	}
	return errors.Join(err, release())
}

// remains says that jobs are left which failed: the files of the dead lie in the inbox and nobody takes
// them, which must not end with 0.
func (w *sharing) remains(ctx context.Context) error {
	list, err := w.queue.Jobs(ctx)
	list = slices.DeleteFunc(list, func(j jobs.Job) bool { return j.State != jobs.Dead && j.State != jobs.Retrying })
	if err != nil || len(list) == 0 {
		return err
	}
	w.note("%s", w.texts.Count("worker.remains", len(list)))
	w.worst(exitFailed)
	return nil
}

// gone says whether a file is not there. A job keeps text: of a name that is none (Latin-1) some
// signs were lost, and nobody can look for it.
func gone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist) && !strings.ContainsRune(path, utf8.RuneError)
}

// worst keeps the exit code that says most. A worker that goes on has none to tell.
func (w *sharing) worst(code int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.once && (w.code == exitDone || code == exitFailed) {
		w.code = code
	}
}
