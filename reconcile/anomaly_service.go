package reconcile

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Examiner finds, in what is stored, what nobody stored as an anomaly: what takes a look at many
// payments or invoices together, or at the day on which one looks.
type Examiner interface {
	Examine(ctx context.Context, r Reader, c Call) ([]Anomaly, error)
}

// FollowUp records what a person says of anomalies that stand: acknowledged, dismissed, or open
// again. A name is the key of an anomaly, or its kind and its key with a colon between where
// several have that key. What is in that state already stays as it is and is left out of the
// answer. To dismiss takes a reason.
func (s *Service) FollowUp(ctx context.Context, c Call, state AnomalyState, names []string) ([]Followup, error) {
	if state == AnomalyResolved {
		return nil, errors.New("an anomaly is resolved by itself when its cause is gone; dismiss it with a reason")
	}
	if state == AnomalyDismissed && c.Reason == "" {
		return nil, errors.New("dismissing an anomaly takes a reason: give -m")
	}
	if err := c.permitted(ActAnomaly, c.Actor, 0); err != nil {
		return nil, err
	}
	var done []Followup
	if len(names) == 0 {
		return nil, nil
	}
	err := s.Store.Update(ctx, c.Company, func(w Writer) error {
		standing, err := s.Standing(ctx, w, c)
		if err != nil {
			return err
		}
		steps, err := w.Followups(ctx, c.Company)
		if err != nil {
			return err
		}
		life, fresh := LifeOf(steps), []Followup(nil)
		for _, name := range names {
			found := named(standing, name)
			if len(found) == 0 {
				return fmt.Errorf("anomaly %q: %w; `rappro report anomalies --all` shows them", name, ErrNotFound)
			}
			for _, a := range found {
				if life.State(a) != state {
					f := Followup{Anomaly: a, State: state}
					life[a.name()] = f
					fresh = append(fresh, f)
				}
			}
		}
		if done, err = s.addFollowups(ctx, c, w, fresh); err != nil {
			return err
		}
		if c.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return done, err
}

// Standing lists what must be known now: what is stored up to the as-of date, and what the
// examiner finds, in order of booking date, account, kind and key.
func (s *Service) Standing(ctx context.Context, r Reader, c Call) ([]Anomaly, error) {
	var out []Anomaly
	for a, err := range r.Anomalies(ctx, Query{Company: c.Company, AsOf: c.AsOf}) {
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if s.Examiner == nil {
		return out, nil
	}
	more, err := s.Examiner.Examine(ctx, r, c)
	out = append(out, more...)
	slices.SortStableFunc(out, Anomaly.Compare)
	return out, err
}

func named(list []Anomaly, name string) (out []Anomaly) {
	for _, a := range list {
		if a.Key == name || string(a.Kind)+":"+a.Key == name {
			out = append(out, a)
		}
	}
	return out
}
