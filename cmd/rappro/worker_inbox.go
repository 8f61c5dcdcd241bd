package main

import (
	"context"
	"errors"
	"slices"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// inboxJob imports what is whole in the inbox of the company, moves it where it belongs and reconciles.
func (a *app) inboxJob(ctx context.Context, svc *reconcile.Service, dir string) error {
	box, err := inbox.Open(dir, inbox.Options{Quiet: a.quiet, Now: a.now})
	if err != nil {
		return err
	}
	defer box.Close() // what was moved is moved
	ready, _, err := box.Ready(ctx)
	if err != nil || len(ready) == 0 {
		return err
	}
	var paths []string
	for _, f := range ready {
		paths = append(paths, f.Name)
	}
	opt := importers.ReadOptions{Folder: box.Root()}
	files, err := a.readFiles(ctx, paths, opt)
	if err != nil {
		return err
	}
	if err := a.answered(ctx, svc, files, opt); err != nil {
		return err
	}
	d, err := a.dossiers(ctx, svc, files)
	if err != nil {
		return err
	}
	imports, err := a.importAll(ctx, svc, d, files, importOptions{})
	if err != nil {
		return err
	}
	a.judge(imports)
	for _, f := range ready {
		v := inbox.Verdict{Companies: []string{a.cfg.Company}, Outcome: reconcile.OutcomeKnown}
		for _, r := range imports {
			if i := slices.IndexFunc(files, func(x reconcile.File) bool { return x.Path == f.Name && x.Name == r.File }); i >= 0 {
				v.Outcome = r.Outcome
			}
		}
		if _, err := box.Settle(f, a.asOf, v); err != nil && !errors.Is(err, inbox.ErrChanged) {
			return err
		}
	}
	_, err = a.runCompany(ctx, svc, a.callFor(a.cfg.Company))
	return err
}
