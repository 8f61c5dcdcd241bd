package main

import (
	"context"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// stored are the companies of the store, in order of code.
func stored(ctx context.Context, svc *reconcile.Service) ([]string, error) {
	var ids []string
	err := svc.Read(ctx, func(r reconcile.Reader) error {
		list, err := r.Companies(ctx)
		ids = nil
		for _, c := range list {
			ids = append(ids, c.ID)
		}
		return err
	})
	return ids, err
}

// companies are the one named, else all of the store.
func (a *app) companies(ctx context.Context, svc *reconcile.Service) ([]string, error) {
	if a.cfg.Company != "" {
		return []string{a.cfg.Company}, nil
	}
	return stored(ctx, svc)
}

// company is the one named, else the only one of the store, else, in an empty store, the
// only one of the configuration. Who has none yet need not name it.
func (a *app) company(ctx context.Context, svc *reconcile.Service) (string, error) {
	if a.cfg.Company != "" {
		return a.cfg.Company, nil
	}
	ids, err := stored(ctx, svc)
	if err != nil {
		return "", err
	}
	if len(ids) == 0 {
		ids = a.cfg.CompanyIDs()
	}
	switch len(ids) {
	case 0:
		return reconcile.DefaultCompany, nil
	case 1:
		return ids[0], nil
	}
	return "", usagef("there are several companies: name one with --company (%s)", strings.Join(ids, ", "))
}

// known are the companies of store and configuration, in order of code.
func (a *app) known(ctx context.Context, svc *reconcile.Service) ([]string, error) {
	ids, err := stored(ctx, svc)
	ids = append(ids, a.cfg.CompanyIDs()...)
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// checkCompany refuses a company that nobody knows: a mistyped one would look empty, or
// become a second one. The first company of a store may be named freely.
func (a *app) checkCompany(ctx context.Context, svc *reconcile.Service) error {
	if a.cfg.Company == "" {
		return nil
	}
	ids, err := stored(ctx, svc)
	if err != nil || len(ids) == 0 || slices.Contains(ids, a.cfg.Company) ||
		slices.Contains(a.cfg.CompanyIDs(), a.cfg.Company) {
		return err
	}
	return usagef("there is no company %q, there are: %s; a new one is written down first, under "+
		"companies: in the configuration", a.cfg.Company, strings.Join(ids, ", "))
}
