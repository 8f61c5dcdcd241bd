package reconcile

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
)

// outbox is what a run found and has not handed to the store yet.
type outbox struct {
	decisions []Decision
	replaced  []ID // payments of which other proposals are stored
	proposals []Proposal
}

func (o *outbox) holds(n int) bool {
	return len(o.decisions) >= n || len(o.proposals) >= n || len(o.replaced) >= n
}

// offer has the proposals for a payment take the place of those that are stored.
func (o *outbox) offer(payment ID, stored, proposals []Proposal) {
	if len(stored) > 0 {
		o.replaced = append(o.replaced, payment)
	}
	o.proposals = append(o.proposals, proposals...)
}

// keep lets a decision take effect in memory, and counts it.
func (r *run) keep(d Decision) {
	r.apply(d)
	d.Bounds = r.bounds(d.Parts)
	if r.out.decisions == nil {
		r.out.decisions = make([]Decision, 0, min(r.most, len(r.payments)+1))
	}
	r.out.decisions = append(r.out.decisions, d)
	r.taken++
	if d.Payment.IsZero() {
		return
	}
	r.report.Automatic++
	if d.Rule == RuleOnAccount {
		r.report.OnAccount++
	}
}

// hand gives the store what was found, to be written while later days are matched.
func (r *run) hand() {
	if !r.out.holds(1) {
		return
	}
	out := r.out
	r.out = outbox{}
	links := r.link(out.decisions)
	r.later(func() error { return r.store(out, <-links) })
}

// link makes the audit records of decisions, in the order in which they are handed over, while the
// run goes on.
func (r *run) link(decisions []Decision) <-chan []AuditRecord {
	now, before := r.s.Now().UTC(), r.linked
	links, linked := make(chan []AuditRecord, 1), make(chan struct{})
	r.linked = linked
	go func() {
		items := make([]auditItem, len(decisions))
		for i := range decisions {
			decisions[i].Content = decisions[i].Hash()
			items[i] = auditOf(decisions[i])
		}
		if before != nil {
			<-before
		}
		links <- r.chain.links(items, now)
		close(linked)
	}()
	return links
}

// store writes decisions with their audit records, and what is proposed.
func (r *run) store(out outbox, links []AuditRecord) error {
	if len(links) > 0 {
		if _, err := r.w.Apply(r.ctx, r.c.Company, out.decisions); err != nil {
			return err
		}
		if err := r.w.AppendAudit(r.ctx, r.c.Company, links); err != nil {
			return err
		}
	}
	return r.w.PutProposals(r.ctx, r.c.Company, out.replaced, out.proposals)
}

// write stores what the run found and is not stored yet: decisions, proposals and anomalies that
// differ from those stored, and the run itself when it changed anything.
func (r *run) write() error {
	r.hand()
	if err := r.wait(); err != nil {
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
	imports, err := r.w.Imports(r.ctx, r.c.Company)
	if err != nil {
		return err
	}
	arrived, err := r.arrived(imports)
	if err != nil {
		return err
	}
	r.count(arrived)
	// A run that found somebody new to wait is remembered, so that the next one does not
	// find the same again.
	if r.taken == 0 && !r.offers && !anomalies && r.report.NewToDecide == 0 {
		return nil
	}
	return r.w.PutRun(r.ctx, r.c.Company, Run{ID: r.report.Run, Actor: r.c.Actor, AsOf: r.c.AsOf,
		Policy: r.c.Policy.Digest(), Version: r.s.Version, Files: max(0, len(imports)-r.filesBefore),
		Decisions: r.taken, Proposals: r.report.Proposed + r.report.Unmatched,
		Seq: r.seq, Recorded: r.s.Now().UTC()})
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
		if !r.looks[a.Payment].looked {
			owner[key{a.Kind, a.Key}] = a.Payment
		}
	}
	var want []Anomaly
	for _, list := range r.found() {
		for _, a := range list {
			// A bank's reference is not always one payment's alone.
			if other, taken := owner[key{a.Kind, a.Key}]; taken && other != a.Payment {
				a.Key = a.Payment.String()
			}
			owner[key{a.Kind, a.Key}] = a.Payment
			want = append(want, a)
		}
	}
	fresh, changed, err := replaceAnomalies(r.ctx, r.w, r.c.Company, want, func(a Anomaly) bool {
		return r.looks[a.Payment].looked
	})
	r.report.Anomalies += len(fresh)
	return changed, err
}

// found lists what was found on payments, in their order.
func (r *run) found() [][]Anomaly {
	out := slices.Collect(maps.Values(r.anomalies))
	slices.SortFunc(out, func(a, b []Anomaly) int {
		x, y := &a[0], &b[0]
		return cmp.Or(cmp.Compare(x.BookingDate, y.BookingDate), cmp.Compare(x.Account, y.Account),
			bytes.Compare(x.Payment[:], y.Payment[:]))
	})
	return out
}

// arrived says which payments that were looked at came since the run before.
func (r *run) arrived(imports []ImportRecord) (func(ID) bool, error) {
	if r.lastRun < 0 {
		return func(ID) bool { return true }, nil
	}
	since := map[ID]bool{}
	for _, f := range imports {
		if f.Seq <= r.lastRun {
			continue
		}
		for p, err := range r.w.Payments(r.ctx, Query{Company: r.c.Company, Import: f.ID, Figures: true}) {
			if err != nil {
				return nil, err
			}
			if _, looked := r.looks[p.ID]; looked {
				since[p.ID] = true
			}
		}
	}
	return func(id ID) bool { return since[id] }, nil
}

// count fills the report with what waits of the payments looked at. New to decide is what has
// proposals and had none, and what came since the run before and found nothing.
func (r *run) count(arrived func(ID) bool) {
	for id, l := range r.looks {
		if !l.looked || l.decided {
			continue
		}
		if l.stored && !l.before || !l.stored && l.credit && arrived(id) {
			r.report.NewToDecide++
		}
		switch {
		case !l.credit:
		case l.stored:
			r.report.Proposed++
		default:
			r.report.Unmatched++
		}
	}
}
