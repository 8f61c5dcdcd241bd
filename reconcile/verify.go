package reconcile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash"
	"slices"
)

// VerifyReport is what `rappro verify` found.
type VerifyReport struct {
	Company    string
	Statements int
	Entries    int
	Payments   int
	Decisions  int
	Invoices   int
	Audit      int64
	Head       string   // hash of the last audit record, hex
	Broken     []string // every rule that does not hold, with the thing that breaks it
	Unproven   int      // entered statements that lack a balance
	Overridden int      // entered by a person although their balances contradict them
}

// Verify recomputes every rule of DESIGN section 5 and the audit chain over the store, on
// one snapshot. Heads are hashes of audit records that were kept elsewhere, which the chain must
// still hold: one whose end was cut off with all that it recorded is whole in itself.
//
// What it keeps in memory are a few words for each payment and decision, never their texts.
//
// An error says that the store could not be read: then nothing is said of its rules, whole or
// broken. A row that was read and makes no sense is a broken rule ([ErrUnreadable]).
func (s *Service) Verify(ctx context.Context, company string, heads ...string) (VerifyReport, error) {
	v := verifying{ctx: ctx, company: company, heads: slices.Clone(heads), report: VerifyReport{Company: company}}
	sealed := make(chan verifying)
	go func() { // it asks of each row alone, so it needs not be the same snapshot
		o := verifying{ctx: ctx, company: company}
		o.lost = o.unread(s.Store.View(ctx, o.altered))
		sealed <- o
	}()
	err := v.unread(s.Store.View(ctx, v.all))
	o := <-sealed
	if err = cmp.Or(err, o.lost, ctx.Err()); err != nil {
		return VerifyReport{Company: company}, fmt.Errorf("company %s was not checked: the store could not be "+
			"read to its end: %w", company, err)
	}
	v.report.Broken = append(v.report.Broken, o.report.Broken...)
	slices.Sort(v.report.Broken) // some checks walk maps
	v.report.Broken = slices.Compact(v.report.Broken)
	return v.report, nil
}

// all checks everything but the seals of rows.
func (v *verifying) all(r Reader) error {
	v.r = r
	for _, check := range []func() error{v.audit, v.allocations, v.entries, v.payments, v.decisions,
		v.invoices, v.contents, v.imports, v.undone, v.rules, v.steps} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// unread notes a row that makes no sense as what is broken; any other error is one.
func (v *verifying) unread(err error) error {
	if !errors.Is(err, ErrUnreadable) {
		return err
	}
	v.broken("the store cannot be read to its end: %s", err)
	return nil
}

// maxBroken bounds the list: a store with more is broken beyond reading.
const maxBroken = 1000

type verifying struct {
	ctx      context.Context
	r        Reader
	company  string
	heads    []string
	report   VerifyReport
	lost     error     // why the store could not be read
	salted   hash.Hash // with the salt of the company
	recorded recorded
	days     map[string]map[Date]Money // what is booked, per account
	sums     map[ID]Money              // per entry: what its payments leave of it
	paid     map[ID]*Money             // the amount of each payment
	credits  map[string]bool           // per payment and invoice: it was a credit note then
	closed   []uint64                  // invoices that something closes, in their order
	origins  map[string]*EntrySum      // what is stored of each import
	// invoiced are the decisions that have an invoice as their source, by its number.
	invoiced map[string]*story
}

func (v *verifying) broken(format string, args ...any) {
	if len(v.report.Broken) < maxBroken {
		v.report.Broken = append(v.report.Broken, fmt.Sprintf(format, args...))
	}
}

// altered names what the store itself finds changed since it stored it.
func (v *verifying) altered(r Reader) error {
	for name, err := range r.Altered(v.ctx, v.company) {
		if err != nil {
			return err
		}
		v.broken("%s is not what was stored", name)
	}
	return nil
}
