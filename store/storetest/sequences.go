package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/rappro/rappro/reconcile"
)

// drawn lets rapid choose, so that it can find a short sequence that fails.
type drawn struct{ t *rapid.T }

func (d drawn) choose(n int) int { return rapid.IntRange(0, n-1).Draw(d.t, "choice") }

// testSequences holds a store against the model. Each sequence has a company of its own, so
// that one store serves all of them.
func testSequences(t *testing.T, open Open) {
	f := newFixture(t, open)
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		m := NewModel() // it copies itself for every update, so it stays small
		name := fmt.Sprint("company", n)
		p := newPlayer(f.ctx, drawn{rt}, name)
		for _, s := range []reconcile.Store{f.Store, m} {
			if err := found(f.ctx, s, name); err != nil {
				rt.Fatal(err)
			}
		}
		for i := range rapid.IntRange(1, 25).Draw(rt, "updates") {
			fn := p.next()
			got, want := do(f.ctx, f.Store, name, fn), do(f.ctx, m, name, fn)
			if got != want {
				rt.Fatalf("update %d: the store says %q, the model %q", i, got, want)
			}
		}
		same(rt, f.ctx, name, f.Store, m)
	})
}

// found makes a company with the accounts that a player uses.
func found(ctx context.Context, s reconcile.Store, name string) error {
	return s.Update(ctx, name, func(w reconcile.Writer) error {
		return errors.Join(w.PutCompany(ctx, reconcile.Company{ID: name}),
			w.PutAccounts(ctx, []reconcile.Account{{ID: "FR1" + suffix(name), Company: name},
				{ID: "FR2" + suffix(name), Company: name}}))
	})
}

type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// same compares every list of a company.
func same(t failer, ctx context.Context, name string, a, b reconcile.Store) {
	t.Helper()
	x, err := Dump(ctx, a, name)
	if err != nil {
		t.Fatal(err)
	}
	y, err := Dump(ctx, b, name)
	if err != nil {
		t.Fatal(err)
	}
	if x != y {
		t.Fatalf("the lists differ at %s", firstDifference(x, y))
	}
}

// Compare takes two stores of different kinds through the same seeded sequences and asks
// for the same lists, byte for byte, audit chain included.
func Compare(t *testing.T, a, b Open, seeds int) {
	ctx := context.Background()
	x, y := a(t), b(t)
	defer func() {
		if err := errors.Join(x.Close(), y.Close()); err != nil {
			t.Error(err)
		}
	}()
	for seed := range seeds {
		name := fmt.Sprint("company", seed)
		for _, s := range []reconcile.Store{x, y} {
			if err := found(ctx, s, name); err != nil {
				t.Fatal(err)
			}
		}
		if err := play(ctx, name, uint64(seed), 25, x, y); err != nil {
			t.Fatal(err)
		}
		same(t, ctx, name, x, y)
	}
}
