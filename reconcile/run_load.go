package reconcile

import (
	"context"
	"errors"
	"sync"
)

// stock is what a run needs of a company in memory, as of one version of its state.
type stock struct {
	*ledger
	payments []Payment // booked by the as-of date, in order
	version  int64
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
				out.ledger, err = loadLedger(ctx, r, c.Company, c.AsOf)
			}
			return err
		})
	})
	both.Go(func() {
		errs[1] = s.Store.View(ctx, func(r Reader) (err error) {
			if of, err = r.StateVersion(ctx, c.Company); err == nil {
				out.payments, err = loadPayments(ctx, r, c)
			}
			return err
		})
	})
	both.Wait()
	if err := errors.Join(errs[:]...); err != nil || of != out.version {
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
	if l == nil || l.version != version {
		l = &stock{}
		if l.ledger, err = loadLedger(r.ctx, r.w, r.c.Company, r.c.AsOf); err != nil {
			return err
		}
		if l.payments, err = loadPayments(r.ctx, r.w, r.c); err != nil {
			return err
		}
	}
	if err := r.marks(); err != nil {
		return err
	}
	r.ledger, r.payments = l.ledger, l.payments
	r.byID = make(map[ID]int, len(r.payments))
	for i := range r.payments {
		r.byID[r.payments[i].ID] = i
	}
	return nil
}

// marks reads which payments something is stored of that the run may have to take away.
func (r *run) marks() error {
	r.marked, r.stored = map[ID]bool{}, map[ID][]Proposal{}
	for o, err := range r.w.Proposals(r.ctx, Query{Company: r.c.Company}) {
		if err != nil {
			return err
		}
		r.marked[o.Payment] = true
		r.stored[o.Payment] = append(r.stored[o.Payment], o)
	}
	for a, err := range r.w.Anomalies(r.ctx, Query{Company: r.c.Company}) {
		if err != nil {
			return err
		}
		r.marked[a.Payment] = true
	}
	return nil
}

func loadPayments(ctx context.Context, r Reader, c Call) ([]Payment, error) {
	lines, err := booked(ctx, r, c.Company)
	if err != nil {
		return nil, err
	}
	payments := make([]Payment, 0, lines)
	q := Query{Company: c.Company, AsOf: c.AsOf}
	accounts, err := r.Accounts(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	if len(accounts) == 1 { // the rows of one account lie in the order wanted
		q.Account = accounts[0].ID
	}
	for p, err := range r.Payments(ctx, q) {
		if err != nil {
			return nil, err
		}
		payments = append(payments, p)
	}
	return payments, nil
}

// booked is about how many payments there are, so that room is made for them once.
func booked(ctx context.Context, r Reader, company string) (lines int, err error) {
	statements, err := r.Statements(ctx, Query{Company: company})
	for _, st := range statements {
		if st.State == StatementEntered {
			lines += st.Booked
		}
	}
	return lines, err
}
