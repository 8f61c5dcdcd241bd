package reconcile

import (
	"context"
	"slices"
	"strconv"
	"time"
)

// AnomalyState says where the life of an anomaly stands. What is found is open. A person
// acknowledges it (seen, and being dealt with) or dismisses it (seen, and nothing to do); when its
// cause is gone it is resolved by itself.
type AnomalyState string

// The states of an anomaly.
const (
	AnomalyOpen         AnomalyState = "open"
	AnomalyAcknowledged AnomalyState = "acknowledged"
	AnomalyDismissed    AnomalyState = "dismissed"
	AnomalyResolved     AnomalyState = "resolved"
)

// AnomalyStates lists every state, in the order of a life.
func AnomalyStates() []AnomalyState {
	return []AnomalyState{AnomalyOpen, AnomalyAcknowledged, AnomalyDismissed, AnomalyResolved}
}

// Followup is a step in the life of an anomaly. Steps are added to and never changed; Seq counts
// them per company from 1. An anomaly itself is only what holds now: it is computed anew, so what a
// person says of it lies apart and goes with what he was shown.
type Followup struct {
	Seq      int
	Anomaly  Anomaly // as it stood then, without its evidence
	State    AnomalyState
	Actor    Actor // for resolved: who did what made the cause go
	Reason   string
	Recorded time.Time
}

// Life is what was said of the anomalies of a company, to ask for their states.
type Life map[[2]string]Followup

// LifeOf takes the last step of each anomaly. The steps come in order of sequence.
func LifeOf(steps []Followup) Life {
	out := make(Life, len(steps))
	for _, f := range steps {
		out[f.Anomaly.name()] = f
	}
	return out
}

// State is the state of an anomaly that stands. What was acknowledged or dismissed was what it said
// then: should its amount, its document or its customer be another now, a person has to look again.
func (l Life) State(a Anomaly) AnomalyState {
	if f, ok := l.Step(a); ok {
		return f.State
	}
	return AnomalyOpen
}

// Step is what a person said of an anomaly as it stands: who, and why. It is false where nobody did.
func (l Life) Step(a Anomaly) (Followup, bool) {
	f, ok := l[a.name()]
	return f, ok && f.State != AnomalyResolved && f.State != AnomalyOpen && f.Anomaly.tells(a)
}

// Resolved are the last steps of the anomalies whose cause is gone, in order of sequence.
func (l Life) Resolved() []Followup {
	var out []Followup
	for _, f := range l {
		if f.State == AnomalyResolved {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b Followup) int { return a.Seq - b.Seq })
	return out
}

func (a Anomaly) name() [2]string { return [2]string{string(a.Kind), a.Key} }

// tells says whether two anomalies of one kind and key tell a person the same.
func (a Anomaly) tells(b Anomaly) bool {
	return a.Account == b.Account && a.Amount == b.Amount && a.Invoice == b.Invoice &&
		a.Customer == b.Customer && a.Payment == b.Payment
}

// audit is what the chain commits to of a step.
func (f Followup) audit() auditItem {
	a := f.Anomaly
	return itemOf(AuditFollowup, strconv.Itoa(f.Seq), string(a.Kind), a.Key, string(a.Severity),
		a.Account, a.BookingDate.String(), a.Amount.String(), a.Invoice, a.Customer, string(a.Payment[:]),
		string(f.State), f.Reason, f.Actor.String(), string(f.Actor.Role), instantText(f.Recorded))
}

// update runs fn in a transaction of the company as [Store.Update] does, and adds a step for every
// anomaly that goes in it: its cause is gone.
func (s *Service) update(ctx context.Context, c Call, fn func(Writer) error) error {
	return s.Store.Update(ctx, c.Company, func(w Writer) error {
		n := &noting{Writer: w}
		if err := fn(n); err != nil {
			return err
		}
		return s.resolved(ctx, c, w, n.gone)
	})
}

// noting remembers the anomalies that are taken away and do not come back.
type noting struct {
	Writer
	gone []Anomaly
}

// RemoveAnomalies implements [DecisionWriter].
func (n *noting) RemoveAnomalies(ctx context.Context, company string, a []Anomaly) error {
	n.gone = append(n.gone, a...)
	return n.Writer.RemoveAnomalies(ctx, company, a)
}

// resolved adds the steps of anomalies that are gone.
func (s *Service) resolved(ctx context.Context, c Call, w Writer, gone []Anomaly) error {
	if len(gone) == 0 {
		return nil
	}
	stands := map[[2]string]bool{}
	for a, err := range w.Anomalies(ctx, Query{Company: c.Company}) {
		if err != nil {
			return err
		}
		stands[a.name()] = true
	}
	var steps []Followup
	for _, a := range gone {
		if !stands[a.name()] {
			stands[a.name()] = true // taken away twice, it still goes once
			steps = append(steps, Followup{Anomaly: a, State: AnomalyResolved})
		}
	}
	_, err := s.addFollowups(ctx, c, w, steps)
	return err
}

// addFollowups numbers steps and writes them with their audit records.
func (s *Service) addFollowups(ctx context.Context, c Call, w Writer, steps []Followup) ([]Followup, error) {
	if len(steps) == 0 {
		return nil, nil
	}
	last, err := w.LastFollowup(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	now := s.Now().UTC()
	items := make([]auditItem, len(steps))
	for i := range steps {
		f := &steps[i]
		f.Seq, f.Actor, f.Reason, f.Recorded = last+1+i, c.Actor, c.Reason, now
		f.Anomaly.Evidence = nil
		items[i] = f.audit()
	}
	if err := w.AddFollowups(ctx, c.Company, steps); err != nil {
		return nil, err
	}
	return steps, s.audit(ctx, w, c, items)
}
