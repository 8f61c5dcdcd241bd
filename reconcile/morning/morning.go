// Package morning is the accountant's first look of the day: every company in one row, what burns
// first (PRACTICE 5). A row says which bank files came and which did not, what is wrong, what waits
// for a choice, and what nothing explains; each figure is one that another command shows in full.
//
// It stands above packages anomalies and receivables, and adds nothing to what they know.
package morning

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/anomalies"
	"github.com/rappro/rappro/reconcile/receivables"
)

// Company is one row.
type Company struct {
	ID   string
	Name string
	// Received counts the files that were taken since the first day of the as-of date's month,
	// by the day on which they were recorded, in UTC.
	Received int
	// Missing counts the accounts whose statements are late by their own rhythm, and the gaps that
	// their statements leave open; Held the statements that are held.
	Missing, Held int
	// Blocking, Today and Later count the lines of `report anomalies` by where they are shown: what
	// blocks closing, what is for today, what is for the monthly page.
	Blocking, Today, Later int
	ToChoose               Tally // payments with a proposal that waits
	Unexplained            Tally // those without any
	Returns                Tally // payments that the bank took back and whose document is still open
	Statements             Freshness
}

// Tally counts payments and sums them by currency, in order of code.
type Tally struct {
	Count int
	Sums  []reconcile.Money
}

func (t *Tally) add(n int, m reconcile.Money) {
	if n == 0 {
		return
	}
	t.Count += n
	i, found := slices.BinarySearchFunc(t.Sums, m.Currency, func(s reconcile.Money, c reconcile.Currency) int {
		return cmp.Compare(s.Currency, c)
	})
	if !found {
		t.Sums = slices.Insert(t.Sums, i, reconcile.Money{Currency: m.Currency})
	}
	t.Sums[i].Minor += m.Minor
}

// Freshness is how old the news of a company's accounts are, by the account that is the latest by
// its own rhythm, else the one whose statements ended first.
type Freshness struct {
	Alias string
	Last  reconcile.Date // the last day that its statements tell of, zero without any
	Days  int            // from then to the as-of date
	Late  int            // days that it is late by its rhythm, 0 for none or where no rhythm is known
}

// Snapshot runs a function on one consistent snapshot of a store: [reconcile.Service.Read].
type Snapshot func(ctx context.Context, fn func(reconcile.Reader) error) error

// Look reads every company of the store, what burns first: what blocks closing, what is missing or
// held, what the bank took back, what is for today, what waits for a choice, what is unexplained; then
// by code. Companies are read side by side, each from a snapshot of its own.
func Look(ctx context.Context, read Snapshot, call func(company string) reconcile.Call) ([]Company, error) {
	var companies []reconcile.Company
	err := read(ctx, func(r reconcile.Reader) (err error) {
		companies, err = r.Companies(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	out, errs := make([]Company, len(companies)), make([]error, len(companies))
	next := make(chan int)
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) {
		all.Go(func() {
			for i := range next {
				c := companies[i]
				errs[i] = read(ctx, func(r reconcile.Reader) error {
					out[i] = Company{ID: c.ID, Name: c.Name}
					return out[i].read(ctx, r, call(c.ID))
				})
			}
		})
	}
	for i := range companies {
		next <- i
	}
	close(next)
	all.Wait()
	slices.SortFunc(out, func(a, b Company) int { return compareBurns(&a, &b) })
	return out, errors.Join(errs...)
}

func compareBurns(a, b *Company) int {
	return cmp.Or(slices.Compare(b.burns(), a.burns()), cmp.Compare(a.ID, b.ID))
}

// burns are the figures that order the rows, the weightiest first.
func (c *Company) burns() []int {
	return []int{c.Blocking, c.Missing + c.Held, c.Returns.Count, c.Today, c.ToChoose.Count, c.Unexplained.Count}
}

func (c *Company) read(ctx context.Context, r reconcile.Reader, call reconcile.Call) error {
	for _, step := range []func(context.Context, reconcile.Reader, reconcile.Call) error{c.files, c.findings, c.credits} {
		if err := step(ctx, r, call); err != nil {
			return err
		}
	}
	return nil
}

// files counts what came and what did not.
func (c *Company) files(ctx context.Context, r reconcile.Reader, call reconcile.Call) error {
	imports, err := r.Imports(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, i := range imports {
		if day := reconcile.DateOf(i.Recorded.UTC()); call.AsOf.MonthStart() <= day && day <= call.AsOf {
			c.Received++
		}
	}
	accounts, err := r.Accounts(ctx, c.ID)
	if err != nil {
		return err
	}
	statements, err := r.Statements(ctx, reconcile.Query{Company: c.ID})
	if err != nil {
		return err
	}
	due, err := anomalies.Due(accounts, statements, call.AsOf)
	if err != nil {
		return err
	}
	last := map[string]reconcile.Date{}
	for _, s := range statements {
		switch {
		case s.From > call.AsOf:
		case s.State == reconcile.StatementHeld:
			c.Held++
		case s.State == reconcile.StatementEntered && s.To <= call.AsOf:
			last[s.Account] = max(last[s.Account], s.To)
		}
	}
	for _, a := range accounts {
		f := Freshness{Alias: a.Alias(), Last: last[a.ID]}
		if f.Last == 0 {
			continue
		}
		f.Days = int(call.AsOf - f.Last)
		if day := due[a.ID]; day != 0 && call.AsOf >= day {
			f.Late = int(call.AsOf-day) + 1
			c.Missing++
		}
		if c.Statements.Last == 0 || cmp.Or(cmp.Compare(f.Late, c.Statements.Late), cmp.Compare(f.Days, c.Statements.Days)) > 0 {
			c.Statements = f
		}
	}
	return nil
}

// findings counts what is wrong.
func (c *Company) findings(ctx context.Context, r reconcile.Reader, call reconcile.Call) error {
	page, err := anomalies.Look(ctx, r, call)
	if err != nil {
		return err
	}
	for _, l := range page.Lines {
		switch l.Shown {
		case anomalies.Blocks:
			c.Blocking++
		case anomalies.Today:
			c.Today++
		case anomalies.OnDemand:
			c.Later++
		}
	}
	for _, f := range page.Findings {
		if f.State == reconcile.AnomalyDismissed || f.State == reconcile.AnomalyResolved {
			continue
		}
		switch f.Kind {
		case reconcile.StatementGap:
			c.Missing++
		case reconcile.ReturnedPayment:
			c.Returns.add(1, f.Amount.Abs())
		}
	}
	return nil
}

// credits counts what waits.
func (c *Company) credits(ctx context.Context, r reconcile.Reader, call reconcile.Call) error {
	list, err := receivables.WhatWaits(ctx, r, c.ID, call.AsOf)
	if err != nil {
		return err
	}
	for _, u := range list {
		c.ToChoose.add(u.Proposed.Count, u.Proposed.Amount)
		c.Unexplained.add(u.Unmatched.Count, u.Unmatched.Amount)
	}
	return nil
}
