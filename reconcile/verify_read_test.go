package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// deaf is a store whose reading fails at one of the lists.
type deaf struct {
	reconcile.Store
	at  string
	err error
}

func (s deaf) View(ctx context.Context, fn func(reconcile.Reader) error) error {
	return s.Store.View(ctx, func(r reconcile.Reader) error { return fn(deafReader{r, s}) })
}

type deafReader struct {
	reconcile.Reader
	s deaf
}

// failAt lets a list fail at its first element.
func failAt[T any](list iter.Seq2[T, error], fail bool, err error) iter.Seq2[T, error] {
	if !fail {
		return list
	}
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}

func (r deafReader) Audit(ctx context.Context, company string) iter.Seq2[reconcile.AuditRecord, error] {
	return failAt(r.Reader.Audit(ctx, company), r.s.at == "audit", r.s.err)
}

func (r deafReader) Decisions(ctx context.Context, q reconcile.Query) iter.Seq2[reconcile.Decision, error] {
	return failAt(r.Reader.Decisions(ctx, q), r.s.at == "decisions", r.s.err)
}

func (r deafReader) Origins(ctx context.Context, company string) iter.Seq2[reconcile.Origin, error] {
	return failAt(r.Reader.Origins(ctx, company), r.s.at == "origins", r.s.err)
}

func (r deafReader) Altered(ctx context.Context, company string) iter.Seq2[string, error] {
	return failAt(r.Reader.Altered(ctx, company), r.s.at == "seals", r.s.err)
}

// A store that cannot be read is not a broken rule: verify says that it could not read. A row that makes
// no sense is one.
func TestVerifyTellsAFailureFromABrokenRule(t *testing.T) {
	o := busyOffice(t)
	o.run()
	whole := o.Store
	lost := errors.New("the connection is lost")
	for _, at := range []string{"audit", "decisions", "origins", "seals"} {
		o.Store = deaf{whole, at, lost}
		v, err := o.Verify(t.Context(), o.call.Company)
		if !errors.Is(err, lost) || !strings.Contains(err.Error(), "could not be read") || len(v.Broken) > 0 {
			t.Errorf("lost at %s: %v, broken %q", at, err, v.Broken)
		}
		o.Store = deaf{whole, at, fmt.Errorf("decision x: %w", reconcile.ErrUnreadable)}
		v, err = o.Verify(t.Context(), o.call.Company)
		if err != nil || !strings.Contains(strings.Join(v.Broken, "\n"), "decision x") {
			t.Errorf("unreadable at %s: %v, broken %q", at, err, v.Broken)
		}
	}
}
