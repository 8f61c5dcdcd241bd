package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// chooser makes the choices of a random sequence: rapid in properties, a seeded generator
// where two stores must go through the same.
type chooser interface{ choose(n int) int }

type seeded struct{ *rand.Rand }

func (s seeded) choose(n int) int { return s.IntN(n) }

// player makes up operations on one company. It remembers what it did to come back to it.
type player struct {
	chooser
	ctx      context.Context
	company  string
	versions map[string]int
	decided  []reconcile.Decision
	batches  int
}

func newPlayer(ctx context.Context, c chooser, company string) *player {
	return &player{chooser: c, ctx: ctx, company: company, versions: map[string]int{}}
}

// step is something that is done within an update, and says what came of it.
type step func(w reconcile.Writer) (string, error)

// outcome puts an error in one of the classes that stores must agree on.
func outcome(said string, err error) string {
	if err == nil {
		return said
	}
	for _, class := range []error{reconcile.ErrConflict, reconcile.ErrOverAllocated,
		reconcile.ErrNotFound, reconcile.ErrCurrency, errStop} {
		if errors.Is(err, class) {
			return class.Error()
		}
	}
	return "refused"
}

// next makes up an update of one to three steps, which may stop in the middle.
func (p *player) next() func(w reconcile.Writer) (string, error) {
	var steps []step
	for range p.choose(3) + 1 {
		steps = append(steps, p.step())
	}
	stop := p.choose(8) == 0
	return func(w reconcile.Writer) (string, error) {
		var said []string
		for _, s := range steps {
			what, err := s(w)
			if err != nil {
				return "", err
			}
			said = append(said, what)
		}
		if stop {
			return "", errStop
		}
		return strings.Join(said, ","), nil
	}
}

// do runs an update and says what came of it.
func do(ctx context.Context, s reconcile.Store, company string,
	fn func(w reconcile.Writer) (string, error)) string {
	var said string
	err := s.Update(ctx, company, func(w reconcile.Writer) (err error) {
		said, err = fn(w)
		return err
	})
	return outcome(said, err)
}

// play does the same seeded sequence on two stores and compares what each update says.
func play(ctx context.Context,
	company string, seed uint64, updates int, a, b reconcile.Store) error {
	p := newPlayer(ctx, seeded{rand.New(rand.NewPCG(seed, 1))}, company)
	for i := range updates {
		fn := p.next()
		if x, y := do(ctx, a, company, fn), do(ctx, b, company, fn); x != y {
			return fmt.Errorf("seed %d, update %d: one store says %q, the other %q", seed, i, x, y)
		}
	}
	return nil
}

// Fill founds a company and takes it through so many updates that every table has something of it.
func Fill(ctx context.Context, s reconcile.Store, company string) error {
	m := NewModel()
	err := errors.Join(found(ctx, s, company), found(ctx, m, company), play(ctx, company, 1, 150, s, m))
	return errors.Join(err, s.Update(ctx, company, func(w reconcile.Writer) error {
		return errors.Join(w.AddUndoneImport(ctx, company, reconcile.UndoneImport{Seq: 1, Import: "gone"}),
			w.AddIntake(ctx, company, reconcile.Intake{Seq: 1}))
	}))
}
