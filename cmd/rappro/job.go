package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/rappro/rappro/cmd/internal/inbox"
	"github.com/rappro/rappro/cmd/internal/mail"
	"github.com/rappro/rappro/cmd/internal/render"
	"github.com/rappro/rappro/cmd/internal/report"
	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
)

// job is the morning's work on one inbox: what `rappro run --inbox` does once and `rappro serve` at
// its times. It holds nothing but what one execution finds, and each of its steps can be
// done again after a kill:
//
//  1. finish what an earlier one had written down to tell (mail.Outbox.Recover);
//  2. take back what has grown since it was taken (inbox.Box.TakeBack), read what is whole in the
//     folder, and import it: durable when that returns;
//  3. move each file to where it belongs, with its report;
//  4. match the books of every company, because a kill may have come after step 3;
//  5. write down what is new since the last letter, and send what waits to be sent.
//
// Its caller holds the lease of the store. A worker runs it for one company (app.cfg.Company) with the
// lease and the inbox of that company; one folder for all of them is for one job, which
// routes the files.
type job struct {
	*app
	svc  *reconcile.Service
	box  *inbox.Box
	out  *mail.Outbox
	opt  importOptions
	done jobDone
}

// jobDone is what an execution of the job did.
type jobDone struct {
	imports   []reconcile.ImportReport
	waiting   []inbox.Waiting
	companies []report.CompanyRun
	several   bool
	letters   mail.Delivery
	failed    error // of a part, where the rest went on
}

// runInbox is `rappro run --inbox`.
func (a *app) runInbox(ctx context.Context, dir string, o importOptions) error {
	return a.open(ctx, o.create, func(svc *reconcile.Service) error {
		done, err := a.inboxJob(ctx, svc, dir, o)
		if errors.Is(err, store.ErrLeased) {
			a.note("%s", a.texts.Text("job.leased"))
			return nil
		} else if err != nil {
			return err
		}
		return a.printJob(done)
	})
}

// inboxJob does the job on an inbox, alone. It is store.ErrLeased where another one is at work, on the
// store or on the inbox.
func (a *app) inboxJob(ctx context.Context, svc *reconcile.Service, dir string, o importOptions) (done jobDone, err error) {
	release, err := store.Lease(ctx, svc.Store, a.cfg.Company)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, release()) }()
	return a.inboxWork(ctx, svc, dir, o)
}

// inboxWork is inboxJob for who holds the lease.
func (a *app) inboxWork(ctx context.Context, svc *reconcile.Service, dir string, o importOptions) (done jobDone, err error) {
	box, err := inbox.Open(dir, inbox.Options{Quiet: a.cfg.Job.Quiet, Now: a.now})
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, box.Close()) }()
	out, err := mail.Open(box.Root(), inbox.Outbox)
	if errors.Is(err, mail.ErrInUse) {
		return done, store.ErrLeased
	} else if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	j := job{app: a, svc: svc, box: box, out: out, opt: o}
	err = j.run(ctx)
	return j.done, err
}

func (j *job) run(ctx context.Context) error {
	if err := j.out.Recover(); err != nil {
		return err
	}
	opt, err := j.opt.read(j.cfg.Accounts)
	if err != nil {
		return err
	}
	opt.Folder = j.box.Root()
	grown, err := j.box.TakeBack()
	for _, g := range grown {
		j.grown(g.Was, g.Name)
	}
	if err != nil {
		return err
	}
	taken, files, err := j.take(ctx, opt)
	if err != nil {
		return err
	}
	if err := j.answered(ctx, j.svc, files, opt); err != nil {
		return err
	}
	d, err := j.dossiers(ctx, j.svc, files)
	if err != nil {
		return err
	}
	if taken, files, err = j.enter(ctx, taken, files, &d); err != nil {
		return err
	}
	j.judge(j.done.imports)
	j.done.several = d.several
	j.settle(taken, files, d)
	files, d.routed = nil, nil // a million lines need not be there while they are matched
	if err := j.match(ctx, d); err != nil {
		return err
	}
	if err := j.tell(ctx); err != nil {
		return err
	}
	return j.send(ctx)
}

// grown says that a file went on growing after it was taken.
func (a *app) grown(was, name string) {
	a.note("%s", a.texts.Text("job.grown", render.Plain(was), render.Plain(name)))
}

// take reads what is whole in the inbox. What was written while it was read waits.
func (j *job) take(ctx context.Context, opt importers.ReadOptions) (taken []inbox.File, files []reconcile.File, err error) {
	ready, waiting, err := j.box.Ready(ctx)
	if err != nil {
		return nil, nil, err
	}
	names := make([]string, len(ready))
	for i, f := range ready {
		names[i] = f.Name
	}
	read, err := j.readNames(ctx, names, opt, j.svc.Progress)
	if err := cmp.Or(err, ctx.Err()); err != nil { // what was not read to its end is not refused for that
		return nil, nil, err
	}
	for i, f := range ready {
		if !j.box.Unchanged(f) {
			waiting = append(waiting, inbox.Waiting{Name: f.Name, Why: inbox.StillWritten})
			continue
		}
		taken, files = append(taken, f), append(files, read[i]...)
	}
	j.done.waiting = waiting
	return taken, files, nil
}

// enter imports the files. It gives those of which everything is in the books: one that has a share in a
// company that failed stays for the next run, and keeps no other's back.
func (j *job) enter(ctx context.Context, taken []inbox.File, files []reconcile.File,
	d *dossiers) ([]inbox.File, []reconcile.File, error) {
	list, err := j.importAll(ctx, j.svc, *d, files, j.opt)
	j.done.imports = list
	failed, ok := errors.AsType[reconcile.NotImported](err)
	if !ok || !d.several {
		return taken, files, err
	}
	for _, f := range failed {
		j.failed(f.Company, f.Err)
	}
	stays := map[string]bool{} // an archive as a whole
	for i, r := range d.routed {
		if failed.Of(r) {
			stays[files[i].Path] = true
		}
	}
	var in []reconcile.File
	var reports []reconcile.ImportReport
	var routed []reconcile.Routed
	for i, f := range files {
		if !stays[f.Path] {
			in, reports, routed = append(in, f), append(reports, list[i]), append(routed, d.routed[i])
		}
	}
	j.done.imports, d.routed = reports, routed
	taken = slices.DeleteFunc(taken, func(f inbox.File) bool { return stays[f.Name] })
	return taken, in, nil
}

// settle moves what was imported. A file that cannot be moved is known to the next run, which tries
// again; the others do not wait for it.
func (j *job) settle(taken []inbox.File, files []reconcile.File, d dossiers) {
	for _, f := range taken {
		var v inbox.Verdict
		var list []reconcile.ImportReport
		for i, of := range files {
			if of.Path != f.Name {
				continue
			}
			list = append(list, j.done.imports[i])
			v.Outcome = inbox.Worse(v.Outcome, j.done.imports[i].Outcome)
			for _, share := range d.routed[i].Shares {
				if d.several && !slices.Contains(v.Companies, share.Company) {
					v.Companies = append(v.Companies, share.Company)
				}
			}
		}
		if !d.several {
			v.Companies = d.companies()
		}
		p := j.page()
		p.FileReport(f.Name, j.asOf, v.Outcome, list)
		v.Report = p.String()
		if _, err := j.box.Settle(f, j.asOf, v); errors.Is(err, inbox.ErrChanged) {
			j.done.waiting = append(j.done.waiting, inbox.Waiting{Name: f.Name, Why: inbox.ErrChanged})
		} else if err != nil {
			j.failed(f.Name, err)
		}
	}
}

// failed says what went wrong with a part of the job; the rest goes on.
func (j *job) failed(what string, err error) {
	j.code = exitFailed
	j.done.failed = errors.Join(j.done.failed, fmt.Errorf("%s: %w", what, err))
	j.note("%s: %s", what, j.texts.Remark(err.Error()))
}

// match reconciles every company. The books of one that cannot be matched do not keep the others.
func (j *job) match(ctx context.Context, d dossiers) error {
	companies, err := j.waiting(ctx, j.svc, d, false)
	if err != nil {
		return err
	}
	for _, company := range companies {
		one, err := j.runCompany(ctx, j.svc, j.callFor(company))
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			j.failed(company, err)
		default:
			j.done.companies = append(j.done.companies, one)
		}
	}
	return nil
}

// printJob writes what a job did.
func (a *app) printJob(done jobDone) error {
	if a.isJSON() {
		whole := report.WholeJSON(done.imports, done.companies, done.several)
		whole.Waiting = report.WaitingJSONs(done.waiting)
		return a.printJSON(whole)
	}
	p := a.page()
	pageRun(p, done.imports, done.companies, done.several, true)
	p.Waiting(done.waiting)
	if done.letters.Sent > 0 {
		p.Gap()
		p.Line(p.Count("job.sent", done.letters.Sent))
	}
	return a.print(p)
}
