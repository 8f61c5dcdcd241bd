package storetest

import (
	"context"
	"errors"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

func (w *modelWriter) PutProposals(_ context.Context, company string, payments []reconcile.ID,
	list []reconcile.Proposal) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	before := len(w.proposals)
	gone := map[reconcile.ID]bool{}
	for _, id := range payments {
		gone[id] = true
	}
	w.proposals = slices.DeleteFunc(w.proposals, func(p reconcile.Proposal) bool { return gone[p.Payment] })
	w.changed = w.changed || before != len(w.proposals)
	type key struct {
		payment reconcile.ID
		rank    int
	}
	stored := map[key]bool{}
	for _, p := range w.proposals {
		stored[key{p.Payment, p.Rank}] = true
	}
	for _, p := range list {
		if stored[key{p.Payment, p.Rank}] {
			w.broken = errors.New("two proposals of one rank")
			return w.broken
		}
		stored[key{p.Payment, p.Rank}] = true
		w.proposals = append(w.proposals, p)
	}
	return nil
}

func sameAnomaly(a reconcile.Anomaly) func(reconcile.Anomaly) bool {
	return func(o reconcile.Anomaly) bool { return o.Kind == a.Kind && o.Key == a.Key }
}

func (w *modelWriter) PutAnomalies(_ context.Context,
	company string, list []reconcile.Anomaly) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	for _, a := range list {
		w.anomalies = put(w.anomalies, a, sameAnomaly(a))
	}
	return nil
}

func (w *modelWriter) RemoveAnomalies(_ context.Context,
	company string, list []reconcile.Anomaly) error {
	if err := w.touch(company, false); err != nil {
		return err
	}
	for _, a := range list {
		before := len(w.anomalies)
		w.anomalies = slices.DeleteFunc(w.anomalies, sameAnomaly(a))
		w.changed = w.changed || before != len(w.anomalies)
	}
	return nil
}

func (w *modelWriter) PutImport(_ context.Context, company string, r reconcile.ImportRecord) error {
	w.imports = put(w.imports, r, func(o reconcile.ImportRecord) bool { return o.ID == r.ID })
	return w.touch(company, true)
}

func (w *modelWriter) PutRun(_ context.Context, company string, r reconcile.Run) error {
	w.runs = put(w.runs, r, func(o reconcile.Run) bool { return o.ID == r.ID })
	return w.touch(company, true)
}

func (w *modelWriter) AppendAudit(_ context.Context,
	company string, list []reconcile.AuditRecord) error {
	if err := w.touch(company, len(list) > 0); err != nil {
		return err
	}
	for _, r := range list {
		if r.Seq != int64(len(w.audit))+1 {
			return errors.New("a record that does not follow")
		}
		w.audit = append(w.audit, r)
	}
	return nil
}
