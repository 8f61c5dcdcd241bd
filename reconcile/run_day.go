package reconcile

import (
	"fmt"
	"slices"
)

// day judges the payments of a booking day together, and decides what is certain.
func (r *run) day(day Date, waiting []Payment) error {
	verdicts := r.session.Day(day, waiting)
	if len(verdicts) != len(waiting) {
		return errVerdicts(len(verdicts), len(waiting))
	}
	if err := r.findOriginals(verdicts); err != nil {
		return err
	}
	for i := range waiting {
		p, v := &waiting[i], &verdicts[i]
		if !r.candidate(p) {
			r.leave(p, nil) // the bank took it back on the same day
			continue
		}
		r.filter(*p, v)
		d, ok := r.decide(*p, *v)
		if ok {
			if err := r.take(*p, d); err != nil {
				return err
			}
			r.decided(p)
		} else {
			r.session.Wait(*p, *v)
			r.leave(p, v.Proposals)
		}
		if r.out.holds(r.most) {
			r.hand()
		}
		if found := r.findings(*p, *v); len(found) > 0 {
			r.anomalies[p.ID] = found
		} else if len(r.anomalies) > 0 {
			delete(r.anomalies, p.ID)
		}
		*v = Verdict{} // of a day of many, what was said of most is held no longer than needed
	}
	return nil
}

// decided notes what became of a payment on which a decision was taken now. Of most nothing has
// to be remembered.
func (r *run) decided(p *Payment) {
	l, known := r.looks[p.ID]
	_, marked := r.marked[p.ID]
	if l.looked || marked {
		r.leave(p, nil)
		return
	}
	if r.candidate(p) {
		r.looks[p.ID] = look{credit: p.Amount.Minor > 0, waits: true, decided: true}
		return
	}
	if known {
		delete(r.looks, p.ID)
	}
	r.stands(p, nil)
}

// leave notes what is proposed for a payment that was looked at, if nothing is decided on it,
// and has it stored where it is not what is stored already.
func (r *run) leave(p *Payment, proposals []Proposal) {
	l, known := r.looks[p.ID]
	if !known {
		l.before = r.marked[p.ID]
	}
	l.credit, l.looked, l.waits = p.Amount.Minor > 0, true, r.candidate(p)
	if l.decided = len(r.live[p.ID]) > 0; l.decided {
		proposals = nil
	}
	proposals = r.stood(proposals)
	l.stored = len(proposals) > 0
	r.looks[p.ID] = l
	if was := r.offered[p.ID]; !slices.EqualFunc(was, proposals, sameProposal) {
		r.out.offer(p.ID, was, proposals)
		r.offers = true
	}
}

// findOriginals reads the payments of other days that some verdicts call taken back, with what
// is decided on them.
func (r *run) findOriginals(verdicts []Verdict) error {
	r.originals = nil
	var ids []ID
	for i := range verdicts {
		for _, x := range verdicts[i].reversed() {
			if r.at(x.Payment) < 0 {
				ids = append(ids, x.Payment)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	r.hand()
	if err := r.wait(); err != nil {
		return err
	}
	win := window{}
	if err := r.read(portion{ids: ids, live: ids}, &win); err != nil {
		return err
	}
	r.originals = make(map[ID]Payment, len(ids))
	for _, p := range win.payments {
		r.originals[p.ID], r.live[p.ID] = p, win.live[p.ID]
	}
	return nil
}

// original finds a payment that a debit takes back.
func (r *run) original(id ID) (Payment, bool) {
	if i := r.at(id); i >= 0 {
		return r.payments[i], true
	}
	p, ok := r.originals[id]
	return p, ok
}

// at is the place of a payment among those at hand, or -1.
func (r *run) at(id ID) int {
	if r.byID != nil {
		if i, ok := r.byID[id]; ok {
			return i
		}
		return -1
	}
	return slices.IndexFunc(r.payments, func(p Payment) bool { return p.ID == id })
}

// filter drops refused proposals and those that nobody could accept, and adds those that are the
// service's own: taking the place of "settled elsewhere", a receipt that the text alone calls no
// customer's, and what a debit may take back.
func (r *run) filter(p Payment, v *Verdict) {
	if p.Amount.Minor < 0 {
		v.Proposals = r.acceptable(p, r.proposeReturns(p, *v))
	} else {
		v.Proposals = r.acceptable(p, v.Proposals)
		if o, ok := r.replaceSettled(p, *v); ok {
			v.Proposals = append(v.Proposals, r.acceptable(p, []Proposal{o})...)
		}
		if o, ok := r.proposeReceipt(p, *v); ok {
			v.Proposals = append(r.acceptable(p, []Proposal{o}), v.Proposals...)
		}
	}
	for i := range v.Proposals {
		v.Proposals[i].Payment, v.Proposals[i].Rank = p.ID, i+1
	}
}

// acceptable are the proposals that a person could accept and has not turned away.
func (r *run) acceptable(p Payment, list []Proposal) []Proposal {
	_, taken := r.waiting(p)
	return slices.DeleteFunc(slices.Clone(list), func(o Proposal) bool {
		parts := mergeParts(append(slices.Clone(taken), o.Parts...))
		return r.isRefused(p.ID, o.Parts) || r.takes(parts) != nil ||
			r.settles(p, Decision{Payment: p.ID, Parts: parts}) != nil
	})
}

func errVerdicts(got, want int) error {
	return fmt.Errorf("the matcher gave %d verdicts for %d payments", got, want)
}
