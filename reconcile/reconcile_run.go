package reconcile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// maxPasses bounds how often waiting payments are looked at again in one run. Each pass but
// the last decides something, so real data ends long before.
const maxPasses = 20

// Reconcile matches what waits and decides what is certain, in one transaction. Booking
// days are taken in order and the credits of a day are assigned together; then payments
// that still wait are looked at again with what the later days taught, until nothing more
// is certain, so that a second run on unchanged data decides nothing.
func (s *Service) Reconcile(ctx context.Context, c Call) (RunReport, error) {
	return s.ReconcileFor(ctx, c, nil)
}

// ReconcileFor lets somebody follow the run and look at the books before it is committed.
func (s *Service) ReconcileFor(ctx context.Context, c Call, f Follower) (RunReport, error) {
	var report RunReport
	if err := c.permitted(ActReconcile, c.Actor, 0); err != nil {
		return report, err
	}
	loaded, err := s.load(ctx, c)
	if err != nil {
		return report, err
	}
	err = s.update(ctx, c, func(w Writer) error {
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
		if err := r.whole(f); err != nil {
			return err
		}
		report = r.report
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

// run is one reconciliation at work. It holds what it needs of the documents, and of the payments
// those of some days: what is decided on them goes to the store while later days are matched.
type run struct {
	s   *Service
	ctx context.Context
	c   Call
	w   Writer
	*ledger
	survey
	*clerk
	chain    *auditing       // nobody else adds to it during the run
	linked   <-chan struct{} // closed when it holds all that was handed over
	session  Session
	told     Payment           // of which the session heard last
	inOrder  bool              // it heard of all in order of booking
	reading  sync.WaitGroup    // of payments, aside
	aside    bool              // payments may be read on a snapshot: none changed in this transaction
	most     int               // payments and decisions that are held at once
	payments []Payment         // at hand, in order
	byID     map[ID]int        // their places, where all of the company are at hand
	offered  map[ID][]Proposal // what is stored for them
	// originals are payments of other days that debits of the day at hand take back.
	originals map[ID]Payment
	// looks are the payments that wait and, of the others that were looked at, those that
	// something is stored of.
	looks map[ID]look
	// marked are the payments with proposals (true) or anomalies before the run.
	marked    map[ID]bool
	out       outbox // found, and not yet handed to the store
	taken     int    // decisions of this run
	offers    bool   // what is proposed has changed
	anomalies map[ID][]Anomaly
	follower  Follower // nil for none
	report    RunReport
	// filesBefore counts the imports that earlier runs looked at.
	filesBefore int
	seq         int64 // of this run
	// lastRun is the sequence of the run before, -1 for none.
	lastRun int64
}

// look is what a run remembers of a payment.
type look struct {
	credit  bool
	waits   bool // for matching: see [run.candidate]
	looked  bool // what is stored of it is this run's
	decided bool // something live is decided on it
	stored  bool // something is proposed for it in the store
	before  bool // and was before the run
}

func (s *Service) newRun(ctx context.Context, c Call, w Writer, l *stock) (*run, error) {
	r := &run{s: s, ctx: ctx, c: c, w: w, most: cmp.Or(s.atOnce, heldAtOnce), looks: map[ID]look{},
		anomalies: map[ID][]Anomaly{}}
	if err := r.adopt(l); err != nil {
		return nil, err
	}
	var err error
	if r.chain, err = auditChain(ctx, w, c); err != nil {
		return nil, err
	}
	runs, err := w.Runs(ctx, c.Company)
	if err != nil {
		return nil, err
	}
	r.seq, r.lastRun = r.chain.head.Seq, -1
	for _, old := range runs {
		r.filesBefore += old.Files
		r.lastRun = old.Seq
	}
	sum := digest("run", c.Company, fmt.Sprint(len(runs)), c.AsOf.String(), c.Policy.Digest())
	r.report = RunReport{Run: printed.EncodeToString(sum[:10]), AsOf: c.AsOf}
	return r, nil
}

// whole decides everything and stores it.
func (r *run) whole(f Follower) error {
	r.clerk = newClerk()
	defer func() { // nobody writes once the transaction has ended
		_ = r.end()
		r.reading.Wait()
	}()
	if err := r.settledElsewhere(); err != nil {
		return err
	}
	if err := r.followed(f); err != nil {
		return err
	}
	if err := r.decideAll(); err != nil {
		return err
	}
	if err := r.write(); err != nil {
		return err
	}
	return r.tellAll(f)
}

// decideAll passes through the booking days until nothing more is certain. Every pass has a
// session of its own, opened as the next run would open it: the last pass, which decides
// nothing, is what that run would see.
func (r *run) decideAll() error {
	everything := !r.paid // nothing is decided on any payment yet
	for pass := range maxPasses {
		if pass > 0 && !r.anyWaits() {
			break // nothing is left to look at
		}
		if err := r.begin(pass); err != nil {
			return err
		}
		waiting := r.byIDs(func(l look) bool { return l.waits })
		if pass == 0 && everything {
			waiting = r.byDays(false)
		}
		before := r.taken
		if err := r.pass(pass, waiting); err != nil {
			return err
		}
		r.hand() // the next pass reads it
		if r.taken == before {
			break
		}
	}
	return nil
}

func (r *run) anyWaits() bool {
	for _, l := range r.looks {
		if l.waits {
			return true
		}
	}
	return false
}

// pass goes once through the booking days of what waits.
func (r *run) pass(n int, waiting []portion) error {
	done, total := 0, r.total
	if len(waiting) > 0 && waiting[0].ids != nil {
		total = len(r.looks)
	}
	return r.windows(waiting, func() error {
		for i := 0; i < len(r.payments); {
			day := r.payments[i].BookingDate
			j := i
			for j < len(r.payments) && r.payments[j].BookingDate == day {
				j++
			}
			waiting := r.stillWaiting(r.payments[i:j])
			if n == 0 {
				done += j - i
				r.s.progress("match", done, total)
				r.report.Payments += len(waiting)
			}
			if len(waiting) > 0 {
				if err := r.day(day, waiting); err != nil {
					return err
				}
			}
			i = j
		}
		return nil
	})
}

// stillWaiting are those of some payments that are open for matching: mostly all. A decision on
// an earlier day of the pass may have taken one back.
func (r *run) stillWaiting(payments []Payment) []Payment {
	decided := func(p Payment) bool { return !r.candidate(&p) }
	if !slices.ContainsFunc(payments, decided) {
		return payments
	}
	return slices.DeleteFunc(slices.Clone(payments), decided)
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
	d.Live = true
	r.keep(d)
	r.tell(&p, d)
	return nil
}
