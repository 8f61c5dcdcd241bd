package main

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

// companies are the one named, else all of the store in order of id.
func (a *app) companies(ctx context.Context, svc *reconcile.Service) ([]string, error) {
	if a.cfg.Company != "" {
		return []string{a.cfg.Company}, nil
	}
	var ids []string
	err := svc.Read(ctx, func(r reconcile.Reader) error {
		list, err := r.Companies(ctx)
		for _, c := range list {
			ids = append(ids, c.ID)
		}
		return err
	})
	return ids, err
}
