package reconcile

import (
	"slices"
	"time"
)

// handAt is how many decisions the store is given at once, about.
const handAt = 5_000

// keep lets a decision take effect in memory, and counts it.
func (r *run) keep(d Decision) {
	r.apply(d)
	if r.decided == nil {
		r.decided = make([]Decision, 0, min(handAt, len(r.payments)+1))
	}
	r.decided = append(r.decided, d)
	r.taken++
	if d.Payment.IsZero() {
		return
	}
	r.report.Automatic++
	if d.Rule == RuleOnAccount {
		r.report.OnAccount++
	}
}

// hand gives the store what was decided, to be written while later days are matched. Until
// [run.written] nobody else may use the transaction.
func (r *run) hand() error {
	if err := r.written(); err != nil || len(r.decided) == 0 {
		return err
	}
	batch, now, done := r.decided, r.s.Now().UTC(), make(chan error, 1)
	r.decided, r.writing = nil, done
	go func() { done <- r.store(batch, now) }()
	return nil
}

// written waits until the store has what it was given.
func (r *run) written() error {
	if r.writing == nil {
		return nil
	}
	err := <-r.writing
	r.writing = nil
	return err
}

// store writes decisions with their audit records.
func (r *run) store(batch []Decision, now time.Time) error {
	if _, err := r.w.Apply(r.ctx, r.c.Company, batch); err != nil {
		return err
	}
	items := make([]auditItem, len(batch))
	for i := range batch {
		items[i] = auditOf(batch[i])
	}
	return r.s.auditAt(r.ctx, r.w, r.c, items, now)
}

// write stores what the run found: the decisions that are not stored yet, proposals and
// anomalies that differ from those stored, and the run itself when it changed anything.
func (r *run) write() error {
	if err := r.hand(); err != nil {
		return err
	}
	if err := r.written(); err != nil {
		return err
	}
	proposals, err := r.writeProposals()
	if err != nil {
		return err
	}
	anomalies, err := r.writeAnomalies()
	if err != nil {
		return err
	}
	n, err := r.refreshPaidInVain()
	if err != nil {
		return err
	}
	r.report.Anomalies += n
	r.count()
	// A run that found somebody new to wait is remembered, so that the next one does not
	// find the same again.
	if r.taken == 0 && !proposals && !anomalies && r.report.NewToDecide == 0 {
		return nil
	}
	imports, err := r.w.Imports(r.ctx, r.c.Company)
	if err != nil {
		return err
	}
	return r.w.PutRun(r.ctx, r.c.Company, Run{ID: r.report.Run, Actor: r.c.Actor, AsOf: r.c.AsOf,
		Policy: r.c.Policy.Digest(), Version: r.s.Version, Files: max(0, len(imports)-r.filesBefore),
		Decisions: r.taken, Proposals: r.report.Proposed + r.report.Unmatched, Recorded: r.s.Now().UTC()})
}

// writeProposals replaces what waits where it changed.
func (r *run) writeProposals() (bool, error) {
	var ids []ID
	var put []Proposal
	for _, p := range r.payments {
		want, looked := r.looked[p.ID]
		if len(r.live[p.ID]) > 0 {
			want = nil
		}
		if len(want) > 0 && len(r.stored[p.ID]) == 0 {
			r.report.NewToDecide++
		}
		if !looked || slices.EqualFunc(r.stored[p.ID], want, sameProposal) {
			continue
		}
		ids = append(ids, p.ID)
		put = append(put, want...)
	}
	return len(ids) > 0, r.w.PutProposals(r.ctx, r.c.Company, ids, put)
}

func sameProposal(a, b Proposal) bool {
	return a.Rank == b.Rank && a.Rule == b.Rule && a.Customer == b.Customer &&
		a.Confidence == b.Confidence && a.Identified == b.Identified && a.Obstacle == b.Obstacle &&
		slices.Equal(a.Parts, b.Parts) && slices.Equal(a.Evidence, b.Evidence)
}

// writeAnomalies replaces what was found on the payments looked at. It counts what is new.
func (r *run) writeAnomalies() (bool, error) {
	type key struct {
		kind AnomalyKind
		key  string
	}
	owner := map[key]ID{} // who has a key already and keeps it
	for a, err := range r.w.Anomalies(r.ctx, Query{Company: r.c.Company}) {
		if err != nil {
			return false, err
		}
		if _, looked := r.looked[a.Payment]; !looked {
			owner[key{a.Kind, a.Key}] = a.Payment
		}
	}
	var want []Anomaly
	for _, p := range r.payments {
		for _, a := range r.anomalies[p.ID] {
			// A bank's reference is not always one payment's alone.
			if other, taken := owner[key{a.Kind, a.Key}]; taken && other != p.ID {
				a.Key = p.ID.String()
			}
			owner[key{a.Kind, a.Key}] = p.ID
			want = append(want, a)
		}
	}
	fresh, changed, err := replaceAnomalies(r.ctx, r.w, r.c.Company, want, func(a Anomaly) bool {
		_, looked := r.looked[a.Payment]
		return looked
	})
	r.report.Anomalies += len(fresh)
	return changed, err
}

// count fills the report with what waits of the payments looked at.
func (r *run) count() {
	for id, proposals := range r.looked {
		p := r.payments[r.byID[id]]
		switch {
		case len(r.live[id]) > 0 || p.Amount.Minor <= 0:
		case len(proposals) > 0:
			r.report.Proposed++
		default:
			r.report.Unmatched++
		}
	}
	if waiting := r.report.Proposed + r.report.Unmatched; waiting > r.waitedBefore {
		r.report.NewToDecide = max(r.report.NewToDecide, waiting-r.waitedBefore)
	}
}
