package receivables

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// versioned is a snapshot of which only the version is known.
type versioned struct {
	reconcile.Reader
	version int64
}

func (v versioned) StateVersion(context.Context, string) (int64, error) { return v.version, nil }

// Every list is read once: aside where a snapshot of the same moment is to be had, else from the
// first reader when it is free.
func TestTogether(t *testing.T) {
	mine, broken := versioned{version: 7}, errors.New("broken")
	for name, c := range map[string]struct {
		aside Snapshot
		want  []int64 // of the second list: the versions of the snapshots that it was read from
		err   error
	}{
		"alone": {nil, []int64{7}, nil},
		"aside": {func(ctx context.Context, fn func(reconcile.Reader) error) error {
			return fn(versioned{version: 7})
		}, []int64{7}, nil},
		"later": {func(ctx context.Context, fn func(reconcile.Reader) error) error {
			return fn(versioned{version: 8})
		}, []int64{7}, nil},
		"one connection": {func(ctx context.Context, fn func(reconcile.Reader) error) error {
			<-ctx.Done()
			return ctx.Err()
		}, []int64{7}, nil},
		"breaks": {func(ctx context.Context, fn func(reconcile.Reader) error) error {
			return errors.Join(fn(versioned{version: 7}), broken)
		}, []int64{7}, broken},
	} {
		var got []int64
		begun := make(chan struct{})
		err := together(t.Context(), mine, c.aside, "x", func(context.Context, reconcile.Reader) error {
			if name == "aside" || name == "breaks" {
				<-begun // read at the same time
			}
			return nil
		}, func(ctx context.Context, r reconcile.Reader) error {
			got = append(got, r.(versioned).version)
			close(begun)
			return ctx.Err()
		})
		if !errors.Is(err, c.err) || !slices.Equal(got, c.want) {
			t.Errorf("%s: read from %v, %v", name, got, err)
		}
	}
	err := together(t.Context(), mine, func(ctx context.Context, fn func(reconcile.Reader) error) error {
		return fn(mine)
	}, "x", func(context.Context, reconcile.Reader) error { return broken },
		func(ctx context.Context, _ reconcile.Reader) error { return nil })
	if !errors.Is(err, broken) {
		t.Errorf("the first list breaks: %v", err)
	}
}

// told is a snapshot of which only the statements are known.
type told struct {
	reconcile.Reader
	list []reconcile.Statement
}

func (s told) Statements(context.Context, reconcile.Query) ([]reconcile.Statement, error) {
	return s.list, nil
}

// Both halves are all days: the first has no beginning and always an end, the second begins behind it
// and has none.
func TestHalves(t *testing.T) {
	in := func(state reconcile.StatementState, from, to reconcile.Date) reconcile.Statement {
		return reconcile.Statement{State: state, From: from, To: to}
	}
	for name, c := range map[string]struct {
		asOf reconcile.Date
		list []reconcile.Statement
		want reconcile.Date // the last day of the first half
	}{
		"none":    {100, nil, 50},
		"no day":  {0, nil, 1},
		"month":   {100, []reconcile.Statement{in(reconcile.StatementEntered, 61, 90)}, 75},
		"by then": {81, []reconcile.Statement{in(reconcile.StatementEntered, 61, 90)}, 71},
		"later":   {50, []reconcile.Statement{in(reconcile.StatementEntered, 61, 90)}, 50},
		"two": {100, []reconcile.Statement{in(reconcile.StatementEntered, 81, 90), in(reconcile.StatementEntered, 71, 80),
			in(reconcile.StatementHeld, 1, 10)}, 80},
	} {
		early, late, err := halves(t.Context(), told{list: c.list}, reconcile.Query{AsOf: c.asOf})
		if err != nil || early.From != 0 || early.To != c.want || late.From != c.want+1 || late.To != 0 {
			t.Errorf("%s: %d to %d and %d to %d, %v", name, early.From, early.To, late.From, late.To, err)
		}
	}
}
