package reconcile

import (
	"cmp"
	"context"
	"sync"
)

// stock is what a run needs of a company in memory from its start, as of one version of its
// state.
type stock struct {
	*ledger
	survey
	version int64
}

// load reads what a run needs, documents and payments at once, before the run takes its
// transaction: [run.adopt] sees whether they are still what is stored.
func (s *Service) load(ctx context.Context, c Call) (*stock, error) {
	var out stock
	var of int64 // version that the payments are of
	var errs [2]error
	var both sync.WaitGroup
	both.Go(func() {
		errs[0] = s.Store.View(ctx, func(r Reader) (err error) {
			if out.version, err = r.StateVersion(ctx, c.Company); err == nil {
				out.ledger, err = loadSums(ctx, r, c)
			}
			return err
		})
	})
	both.Go(func() {
		errs[1] = s.Store.View(ctx, func(r Reader) (err error) {
			if of, err = r.StateVersion(ctx, c.Company); err == nil {
				out.survey, err = takeSurvey(ctx, r, c)
			}
			return err
		})
	})
	both.Wait()
	if err := cmp.Or(errs[:]...); err != nil || of != out.version {
		return nil, err
	}
	return &out, nil
}

// adopt takes what was loaded if nothing has changed since, and reads it otherwise.
func (r *run) adopt(l *stock) error {
	version, err := r.w.StateVersion(r.ctx, r.c.Company)
	if err != nil {
		return err
	}
	r.aside = l != nil && l.version == version
	if !r.aside {
		l = &stock{}
		if l.ledger, err = loadSums(r.ctx, r.w, r.c); err != nil {
			return err
		}
		if l.survey, err = takeSurvey(r.ctx, r.w, r.c); err != nil {
			return err
		}
	}
	r.ledger, r.survey = l.ledger, l.survey
	return r.marks()
}

// marks reads of which payments something is stored that the run may have to take away.
func (r *run) marks() error {
	r.marked = map[ID]bool{}
	for o, err := range r.w.Proposals(r.ctx, Query{Company: r.c.Company}) {
		if err != nil {
			return err
		}
		r.marked[o.Payment] = true
	}
	for a, err := range r.w.Anomalies(r.ctx, Query{Company: r.c.Company}) {
		if err != nil {
			return err
		}
		r.marked[a.Payment] = r.marked[a.Payment]
	}
	return nil
}
