package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// Intakes implements reconcile.HistoryReader.
func (r modelReader) Intakes(_ context.Context, company string) ([]reconcile.Intake, error) {
	return slices.Clone(r.b.folder(company).intakes), nil
}

// LastIntake implements reconcile.HistoryReader.
func (r modelReader) LastIntake(_ context.Context, company string) (int, error) {
	list := r.b.folder(company).intakes
	if len(list) == 0 {
		return 0, nil
	}
	return list[len(list)-1].Seq, nil
}

// AddIntake implements reconcile.HistoryWriter.
func (w *modelWriter) AddIntake(_ context.Context, company string, v reconcile.Intake) error {
	if err := w.touch(company, true); err != nil {
		return err
	}
	if slices.ContainsFunc(w.intakes, func(o reconcile.Intake) bool { return o.Seq == v.Seq }) {
		w.broken = errors.New("the sequence is taken")
		return w.broken
	}
	w.intakes = append(w.intakes, v)
	return nil
}

// testIntakes stores what imports made of files, and takes a sequence once. That a file is taken back
// leaves them.
func testIntakes(t *testing.T, open Open) {
	f := newFixture(t, open)
	list := []reconcile.Intake{
		{Seq: 1, Import: "abc", Format: "camt", Outcome: reconcile.OutcomeRead, Lines: 3, Repeated: 2, Pending: 1,
			Recorded: time.Unix(1e9, 123456789).UTC()},
		{Seq: 2, Import: "abc", Outcome: reconcile.OutcomeRefused},
	}
	for i, v := range list {
		f.view(func(r reconcile.Reader) error {
			n, err := r.LastIntake(f.ctx, company)
			check(t, "last", n, i)
			return err
		})
		f.update(func(w reconcile.Writer) error {
			return errors.Join(w.PutImport(f.ctx, company, reconcile.ImportRecord{ID: v.Import}), w.AddIntake(f.ctx, company, v))
		})
	}
	f.update(func(w reconcile.Writer) error { return w.DeleteImport(f.ctx, company, "abc") })
	f.view(func(r reconcile.Reader) error {
		got, err := r.Intakes(f.ctx, company)
		check(t, "intakes", text(got), text(list))
		return err
	})
	before := f.dump()
	err := f.Update(f.ctx, company, func(w reconcile.Writer) error { return w.AddIntake(f.ctx, company, list[1]) })
	if err == nil || f.dump() != before {
		t.Error("a sequence was taken twice")
	}
}
