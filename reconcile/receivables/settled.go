package receivables

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// settled is what became of a payment, as far as sums ask, in its minor units. It is small
// because there is one for each of a million payments.
type settled struct {
	applied, notOurs, onAccount int64
	recorded                    reconcile.Date // of the newest decision, in UTC
	live                        bool           // something is decided
	automatic                   bool           // by a rule, and last
	person                      bool           // a person decided something of it
	proposed                    bool
	offers                      uint8 // proposals, 255 for more
}

// settlements is what became of the payments of a company. Decisions come in order of their payment's
// day and id, payments nearly so: who asks in that order is answered by the next of the list.
type settlements struct {
	decided []standing
	offered map[reconcile.ID]settled // of payments with proposals
	next    int
}

type standing struct {
	payment reconcile.ID
	settled
}

// decide adds a live decision.
func (s *settlements) decide(d *reconcile.Decision) {
	if n := len(s.decided); n == 0 || s.decided[n-1].payment != d.Payment {
		s.decided = append(doubled(s.decided), standing{payment: d.Payment})
	}
	s.decided[len(s.decided)-1].decide(d)
}

// of is what became of a payment: what is decided, or where nothing is what the best proposal says:
// it may call a credit no customer's.
func (s *settlements) of(payment reconcile.ID) settled {
	if s.next == len(s.decided) || s.decided[s.next].payment != payment {
		at, found := slices.BinarySearchFunc(s.decided, payment, func(x standing, id reconcile.ID) int {
			return cmp.Or(cmp.Compare(x.payment.Day(), id.Day()), bytes.Compare(x.payment[:], id[:]))
		})
		s.next = at
		if !found {
			return s.offered[payment]
		}
	}
	s.next++
	return s.decided[s.next-1].settled
}

// add appends what became of the payments of later days.
func (s *settlements) add(later *settlements) {
	s.decided = append(s.decided, later.decided...)
	maps.Copy(s.offered, later.offered)
}

// readSettled sums the live decisions of each payment of the days of a query, and its proposals. It
// shows every decision to each.
func readSettled(ctx context.Context, r reconcile.Reader, q reconcile.Query,
	each func(*reconcile.Decision)) (*settlements, error) {
	out := &settlements{offered: map[reconcile.ID]settled{}}
	narrow := reconcile.Query{Company: q.Company, From: q.From, To: q.To, AsOf: q.AsOf, Figures: true}
	for d, err := range r.Decisions(ctx, narrow) {
		if err != nil {
			return nil, err
		}
		each(&d)
		if d.Live && d.Kind == reconcile.Applied && !d.Payment.IsZero() {
			out.decide(&d)
		}
	}
	for o, err := range r.Proposals(ctx, narrow) {
		if err != nil {
			return nil, err
		}
		s := out.offered[o.Payment]
		s.offer(o)
		out.offered[o.Payment] = s
	}
	return out, nil
}

// settledBy is the same of one payment, from the books of a run.
func settledBy(x reconcile.Standing) (s settled) {
	for _, d := range x.Live {
		s.decide(&d)
	}
	for _, o := range x.Proposals {
		s.offer(o)
	}
	return s
}

func (s *settled) decide(d *reconcile.Decision) {
	s.add(d.Parts)
	s.live, s.automatic = true, d.Automatic()
	s.person = s.person || !d.Automatic()
	s.recorded = max(s.recorded, reconcile.DateOf(d.Recorded.UTC()))
}

// offer counts a proposal; the best comes first.
func (s *settled) offer(o reconcile.Proposal) {
	if !s.proposed && !s.live && o.Rule == reconcile.RuleNotForInvoices {
		s.add(o.Parts)
	}
	s.proposed = true
	if s.offers < math.MaxUint8 {
		s.offers++
	}
}

func (s *settled) add(parts []reconcile.Part) {
	applied, notOurs, onAccount := split(parts)
	s.applied += applied.Minor
	s.notOurs += notOurs.Minor
	s.onAccount += onAccount.Minor
}
