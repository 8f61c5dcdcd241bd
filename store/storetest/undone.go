package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// UndoneImports implements reconcile.HistoryReader.
func (r modelReader) UndoneImports(_ context.Context, company string) ([]reconcile.UndoneImport, error) {
	return slices.Clone(r.b.folder(company).undone), nil
}

// AddUndoneImport implements reconcile.HistoryWriter.
func (w *modelWriter) AddUndoneImport(_ context.Context, company string, u reconcile.UndoneImport) error {
	if err := w.touch(company, true); err != nil {
		return err
	}
	if slices.ContainsFunc(w.undone, func(o reconcile.UndoneImport) bool { return o.Seq == u.Seq || o.Key == u.Key }) {
		w.broken = errors.New("the sequence or the key is taken")
		return w.broken
	}
	w.undone = append(w.undone, u)
	return nil
}

// testUndoneOnce undoes a decision under two keys: whatever a caller has not seen, it is undone once.
func testUndoneOnce(t *testing.T, open Open) {
	f := newFixture(t, open)
	f.owe(map[string]int64{"F1": 1000})
	paid := decide(pay(1000, 1), 1000, 0, cash("F1", 400))
	first := takeBack(paid)
	second := first
	second.ID = reconcile.ManualKey(company, "another key")
	f.update(func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{paid, decide(pay(1000, 2), 1000, 0, cash("F1", 400)), first})
		return err
	})
	f.refused(reconcile.ErrConflict, func(w reconcile.Writer) error {
		_, err := w.Apply(f.ctx, company, []reconcile.Decision{second})
		return err
	})
}

// testUndoneImports stores files that were taken back, and takes a key and a sequence once.
func testUndoneImports(t *testing.T, open Open) {
	f := newFixture(t, open)
	first := reconcile.UndoneImport{Seq: 3, Key: reconcile.ID{1, 15: 2}, Import: "abc", File: "été.csv", Entries: 4,
		Invoices: 5, Batches: 6, Request: "r", Reason: "faux fichier", Recorded: time.Unix(1e9, 123456789).UTC(),
		Actor: reconcile.Actor{Kind: reconcile.Person, Name: "claire", Role: reconcile.Reviewer}}
	second := first
	second.Seq, second.Key = 9, reconcile.ID{7}
	for _, u := range []reconcile.UndoneImport{first, second} {
		f.update(func(w reconcile.Writer) error { return w.AddUndoneImport(f.ctx, company, u) })
	}
	f.view(func(r reconcile.Reader) error {
		got, err := r.UndoneImports(f.ctx, company)
		check(t, "undone imports", text(got), text([]reconcile.UndoneImport{first, second}))
		return err
	})
	sameSeq, sameKey := first, first
	sameSeq.Key, sameKey.Seq = reconcile.ID{8}, 10
	for what, again := range map[string]reconcile.UndoneImport{"sequence": sameSeq, "key": sameKey} {
		before := f.dump()
		err := f.Update(f.ctx, company, func(w reconcile.Writer) error {
			return w.AddUndoneImport(f.ctx, company, again)
		})
		if err == nil || f.dump() != before {
			t.Errorf("a %s was taken twice", what)
		}
	}
}
