package main

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

// dossiers says where the files of a call go. With one company, or with one that was named,
// everything is that company's. With several a file goes where its accounts are, and of the
// rest a person is asked.
type dossiers struct {
	several bool
	routed  []reconcile.Routed // of each file
}

// companies are those that get something, in order of code.
func (d dossiers) companies() []string { return reconcile.Companies(d.routed) }

func (a *app) dossiers(ctx context.Context, svc *reconcile.Service, files []reconcile.File) (dossiers, error) {
	known, err := a.known(ctx, svc)
	if err != nil {
		return dossiers{}, err
	}
	if a.cfg.Company == "" && len(known) > 1 {
		routed, err := svc.Route(ctx, a.cfg.Accounts, known, files)
		return dossiers{several: true, routed: routed}, err
	}
	company := reconcile.DefaultCompany
	if len(known) == 1 {
		company = known[0]
	}
	if a.cfg.Company != "" {
		company = a.cfg.Company
	}
	d := dossiers{routed: make([]reconcile.Routed, len(files))}
	for i, f := range files {
		d.routed[i].Shares = []reconcile.Share{{Company: company, File: f}}
	}
	return d, nil
}

// importAll stores files in the books of their companies. The reports are in the order of
// the files.
func (a *app) importAll(ctx context.Context, svc *reconcile.Service, d dossiers, files []reconcile.File,
	o importOptions) ([]reconcile.ImportReport, error) {
	return svc.ImportRouted(ctx, func(company string) reconcile.Call {
		c := a.callFor(company)
		c.DryRun, c.Override, c.Reason = o.dry, o.override, o.reason
		return c
	}, files, d.routed)
}
