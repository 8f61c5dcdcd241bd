package reconcile

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// maxPasses bounds how often waiting payments are looked at again in one run. Each pass but
// the last decides something, so real data ends long before.
const maxPasses = 20

// Reconcile matches what waits and decides what is certain, in one transaction. Booking
// days are taken in order and the credits of a day are assigned together; then payments
// that still wait are looked at again with what the later days taught, until nothing more
// is certain, so that a second run on unchanged data decides nothing.
func (s *Service) Reconcile(ctx context.Context, c Call) (RunReport, error) {
	return s.ReconcileThen(ctx, c, nil)
}

// ReconcileThen lets somebody look at the books before the run is committed. They are nil where
// the reader, which sees the run, has to be asked.
func (s *Service) ReconcileThen(ctx context.Context, c Call,
	then func(Reader, *Books) error) (RunReport, error) {
	var report RunReport
	loaded, err := s.load(ctx, c)
	if err != nil {
		return report, err
	}
	err = s.Store.Update(ctx, c.Company, func(w Writer) error {
		if err := s.ensureCompany(ctx, w, c.Company); err != nil {
			return err
		}
		l := loaded
		loaded = nil // a run changes it: should the transaction be run again, it reads for itself
		if attached, err := attachWaiting(ctx, w, c.Company); err != nil {
			return err
		} else if attached {
			l = nil
		}
		if _, err := refreshStatementAnomalies(ctx, w, c.Company); err != nil {
			return err
		}
		r, err := s.newRun(ctx, c, w, l)
		if err != nil {
			return err
		}
		defer func() { _ = r.written() }() // nobody writes once the transaction has ended
		if err := r.decideAll(); err != nil {
			return err
		}
		if err := r.write(); err != nil {
			return err
		}
		report = r.report
		if then != nil {
			if err := then(w, r.books()); err != nil {
				return err
			}
		}
		if c.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return report, err
}

// run is one reconciliation at work.
type run struct {
	s   *Service
	ctx context.Context
	c   Call
	w   Writer
	*ledger
	session  Session
	told     int       // the place of the payment of which the session heard last
	inOrder  bool      // it heard of all in order of booking
	payments []Payment // booked by the as-of date, in order
	byID     map[ID]int
	// counterparts are the debits that credits seem to answer.
	counterparts map[ID]Counterpart
	// looked are the payments looked at that wait, with what is proposed, and of the others
	// those that something is stored of.
	looked map[ID][]Proposal
	// marked are the payments with proposals or anomalies before the run, stored their proposals.
	marked    map[ID]bool
	stored    map[ID][]Proposal
	decided   []Decision // now, in order, and not yet handed to the store
	writing   chan error // of what was handed to it
	taken     int        // decisions of this run
	anomalies map[ID][]Anomaly
	report    RunReport
	// filesBefore counts the imports that earlier runs looked at.
	filesBefore int
	// waitedBefore is how many credits waited for a person after the last run.
	waitedBefore int
}

func (s *Service) newRun(ctx context.Context, c Call, w Writer, l *stock) (*run, error) {
	r := &run{s: s, ctx: ctx, c: c, w: w, looked: map[ID][]Proposal{}, anomalies: map[ID][]Anomaly{}}
	if err := r.adopt(l); err != nil {
		return nil, err
	}
	runs, err := w.Runs(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	for _, old := range runs {
		r.filesBefore += old.Files
		r.waitedBefore = old.Proposals
	}
	sum := digest("run", c.Company, fmt.Sprint(len(runs)), c.AsOf.String(), c.Policy.Digest())
	r.report = RunReport{Run: printed.EncodeToString(sum[:10]), AsOf: c.AsOf}
	return r, nil
}

// decideAll settles what the seller's system says is paid, then passes through the booking
// days until nothing more is certain. Every pass has a session of its own, opened as the
// next run would open it: the last pass, which decides nothing, is what that run would see.
func (r *run) decideAll() error {
	if err := r.settledElsewhere(); err != nil {
		return err
	}
	for pass := range maxPasses {
		if pass > 0 && !r.anyCandidate() {
			break // nothing is left to look at
		}
		if err := r.begin(pass); err != nil {
			return err
		}
		before := r.taken
		if err := r.pass(pass); err != nil {
			return err
		}
		if r.taken == before {
			break
		}
	}
	return nil
}

func (r *run) anyCandidate() bool {
	for i := range r.payments {
		if r.candidate(&r.payments[i]) {
			return true
		}
	}
	return false
}

// pass goes once through the booking days.
func (r *run) pass(n int) error {
	for i := 0; i < len(r.payments); {
		day := r.payments[i].BookingDate
		j := i
		for j < len(r.payments) && r.payments[j].BookingDate == day {
			j++
		}
		waiting := r.waitingOf(r.payments[i:j])
		if n == 0 {
			r.s.progress("match", j, len(r.payments))
			r.report.Payments += len(waiting)
		}
		if len(waiting) > 0 {
			if err := r.day(day, waiting); err != nil {
				return err
			}
		}
		if len(r.decided) >= handAt {
			if err := r.hand(); err != nil {
				return err
			}
		}
		i = j
	}
	return nil
}

// waitingOf are those of some payments that are open for matching: mostly all or none.
func (r *run) waitingOf(payments []Payment) []Payment {
	n := 0
	for i := range payments {
		if r.candidate(&payments[i]) {
			n++
		}
	}
	if n == len(payments) {
		return payments
	}
	waiting := make([]Payment, 0, n)
	for i := range payments {
		if r.candidate(&payments[i]) {
			waiting = append(waiting, payments[i])
		}
	}
	return waiting
}

// candidate says whether a payment is open for matching: undecided, or put on account by rule.
func (r *run) candidate(p *Payment) bool {
	live := r.live[p.ID]
	if len(live) == 0 {
		return true
	}
	return len(live) == 1 && live[0].Rule == RuleOnAccount && live[0].Automatic() &&
		len(r.takenBack[p.ID]) == 0
}

func (r *run) day(day Date, waiting []Payment) error {
	verdicts := r.session.Day(day, waiting)
	if len(verdicts) != len(waiting) {
		return errVerdicts(len(verdicts), len(waiting))
	}
	for i, p := range waiting {
		v := verdicts[i]
		if !r.candidate(&p) {
			r.looked[p.ID] = nil // the bank took it back on the same day
			continue
		}
		r.filter(p, &v)
		d, ok := r.decide(p, v)
		if ok {
			if err := r.take(p, d); err != nil {
				return err
			}
		}
		if !ok {
			r.session.Wait(p, v)
			r.looked[p.ID] = v.Proposals
		} else if _, waited := r.looked[p.ID]; waited || r.marked[p.ID] {
			r.looked[p.ID] = nil
		}
		if found := r.findings(p, v); len(found) > 0 {
			r.anomalies[p.ID] = found
		} else if len(r.anomalies) > 0 {
			delete(r.anomalies, p.ID)
		}
	}
	return nil
}

// filter drops refused proposals, and adds those that are the service's own: taking the
// place of "settled elsewhere", and a receipt that the text alone calls no customer's.
func (r *run) filter(p Payment, v *Verdict) {
	v.Proposals = slices.DeleteFunc(slices.Clone(v.Proposals), func(o Proposal) bool {
		o.Payment = p.ID
		return r.isRefused(p.ID, o.Parts) || r.takes(o.Parts) != nil
	})
	if o, ok := r.replaceSettled(p, *v); ok {
		v.Proposals = append(v.Proposals, o)
	}
	if o, ok := r.proposeReceipt(p, *v); ok {
		v.Proposals = slices.Insert(v.Proposals, 0, o)
	}
	for i := range v.Proposals {
		v.Proposals[i].Payment, v.Proposals[i].Rank = p.ID, i+1
	}
}

// take lets a decision of a rule take effect for the rest of the run.
func (r *run) take(p Payment, d Decision) error {
	first := len(r.live[p.ID]) == 0
	if err := errors.Join(d.Balance(p, first), r.settles(p, d)); err != nil {
		return fmt.Errorf("payment %s, rule %s: %w", p.ID, d.Rule, err)
	}
	d.Seq = 0
	d.Run = r.report.Run
	d.Actor = Actor{Kind: Rule, Name: d.Rule}
	d.Recorded = r.s.Now().UTC()
	d.ID = r.key(d)
	d.Content = d.Hash()
	d.Live = true
	r.keep(d)
	r.tell(r.byID[p.ID], d)
	return nil
}

func errVerdicts(got, want int) error {
	return fmt.Errorf("the matcher gave %d verdicts for %d payments", got, want)
}
