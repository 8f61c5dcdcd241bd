package main

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/formats"
	"github.com/rappro/rappro/reconcile"
)

// readFiles finds and reads the files of a command line, several at a time, and gives them
// in the order of the paths; an archive gives those in it. A path that cannot be read is
// reported as a refused file, so that the others go on, and so is one that is still being written.
func (a *app) readFiles(ctx context.Context, paths []string, opt importers.ReadOptions) ([]reconcile.File, error) {
	names, bad := importers.Expand(paths)
	names = a.leaveOut(names, paths)
	before := statesOf(names)
	read, err := a.readNames(ctx, names, opt, a.progress())
	if err != nil {
		return nil, err
	}
	if err := a.refuseGrowing(ctx, names, before, read); err != nil {
		return nil, err
	}
	return append(slices.Concat(read...), unreadable(bad)...), nil
}

// readNames reads files, several at a time: for each name what it holds.
func (a *app) readNames(ctx context.Context, names []string, opt importers.ReadOptions,
	progress func(reconcile.Step)) ([][]reconcile.File, error) {
	known, err := formats.With(a.cfg.Profiles)
	if err != nil {
		return nil, err
	}
	read := make([][]reconcile.File, len(names))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(1, len(names))) {
		wg.Go(func() {
			for i := range next {
				read[i] = known.OpenAll(ctx, names[i], a.stdin, opt)
			}
		})
	}
	for i := range names {
		if progress != nil {
			progress(reconcile.Step{What: "read", Done: i, Total: len(names)})
		}
		next <- i
	}
	close(next)
	wg.Wait()
	if progress != nil {
		progress(reconcile.Step{What: "read", Done: len(names), Total: len(names)})
	}
	return read, nil
}

// unreadable turns the joined errors of paths into refused files.
func unreadable(err error) []reconcile.File {
	if err == nil {
		return nil
	}
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	var out []reconcile.File
	for _, e := range list {
		var p *importers.PathError
		if errors.As(e, &p) {
			out = append(out, reconcile.File{Name: p.Path, Err: errors.New(p.What)})
		} else {
			out = append(out, reconcile.File{Name: "-", Err: e})
		}
	}
	return out
}

// judge sets the exit code that the files of an import ask for.
func (a *app) judge(list []reconcile.ImportReport) {
	for _, r := range list {
		switch r.Outcome {
		case reconcile.OutcomeRefused:
			a.code = exitFailed
		case reconcile.OutcomeHeld, reconcile.OutcomeAsked:
			a.review()
		}
		if r.Anomalies > 0 {
			a.review()
		}
	}
}

// review says that something waits for a person, unless something worse was seen.
func (a *app) review() {
	if a.code == exitDone {
		a.code = exitReview
	}
}
