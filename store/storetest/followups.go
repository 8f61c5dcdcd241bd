package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
)

// Followups implements reconcile.HistoryReader.
func (r modelReader) Followups(_ context.Context, company string) ([]reconcile.Followup, error) {
	return slices.Clone(r.b.folder(company).followups), nil
}

// LastFollowup implements reconcile.HistoryReader.
func (r modelReader) LastFollowup(_ context.Context, company string) (int, error) {
	list := r.b.folder(company).followups
	if len(list) == 0 {
		return 0, nil
	}
	return list[len(list)-1].Seq, nil
}

// AddFollowups implements reconcile.HistoryWriter.
func (w *modelWriter) AddFollowups(_ context.Context, company string, list []reconcile.Followup) error {
	if err := w.touch(company, true); err != nil {
		return err
	}
	for _, f := range list {
		if slices.ContainsFunc(w.followups, func(o reconcile.Followup) bool { return o.Seq == f.Seq }) {
			w.broken = errors.New("the sequence is taken")
			return w.broken
		}
		f.Anomaly.Evidence = nil
		w.followups = append(w.followups, f)
	}
	return nil
}

// testFollowups stores steps in the lives of anomalies and takes one sequence once.
func testFollowups(t *testing.T, open Open) {
	f := newFixture(t, open)
	at := time.Unix(1e9, 123456789).UTC()
	claire := reconcile.Actor{Kind: reconcile.Person, Name: "claire", Role: reconcile.Accountant}
	gap := reconcile.Anomaly{Kind: reconcile.StatementGap, Key: "FR76|2026-06-01", Severity: reconcile.Critical,
		Account: "FR76", BookingDate: 20000, Amount: reconcile.EUR(-5), Customer: "Été", Invoice: "F1",
		Payment: reconcile.ID{1, 2}}
	list := []reconcile.Followup{
		{Seq: 1, Anomaly: gap, State: reconcile.AnomalyAcknowledged, Actor: claire, Reason: "bien sûr", Recorded: at},
		{Seq: 2, Anomaly: gap, State: reconcile.AnomalyDismissed, Actor: claire, Recorded: at},
		{Seq: 3, Anomaly: reconcile.Anomaly{Kind: reconcile.Overpayment, Key: "x"}, State: reconcile.AnomalyResolved},
	}
	last := func(want int) {
		f.view(func(r reconcile.Reader) error {
			n, err := r.LastFollowup(f.ctx, company)
			check(t, "last", n, want)
			return err
		})
	}
	last(0)
	f.update(func(w reconcile.Writer) error {
		seen := list[0]
		seen.Anomaly.Evidence = []reconcile.Evidence{{Signal: "left out"}}
		return w.AddFollowups(f.ctx, company, []reconcile.Followup{seen})
	})
	f.update(func(w reconcile.Writer) error { return w.AddFollowups(f.ctx, company, list[1:]) })
	last(3)
	f.view(func(r reconcile.Reader) error {
		got, err := r.Followups(f.ctx, company)
		check(t, "followups", text(got), text(list))
		return err
	})
	before := f.dump()
	err := f.Update(f.ctx, company, func(w reconcile.Writer) error {
		return w.AddFollowups(f.ctx, company, list[:1])
	})
	if err == nil || f.dump() != before {
		t.Error("a sequence was taken twice")
	}
}
