package receivables

import (
	"context"
	"math"

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

// readSettled sums the live decisions of each payment, or where nothing is decided what the
// best proposal says: it may call a credit no customer's. It shows every decision to each.
func readSettled(ctx context.Context, r reconcile.Reader, q reconcile.Query,
	each func(*reconcile.Decision)) (map[reconcile.ID]settled, error) {
	out := map[reconcile.ID]settled{}
	narrow := reconcile.Query{Company: q.Company, AsOf: q.AsOf, Figures: true}
	for d, err := range r.Decisions(ctx, narrow) {
		if err != nil {
			return nil, err
		}
		each(&d)
		if !d.Live || d.Kind != reconcile.Applied || d.Payment.IsZero() {
			continue
		}
		s := out[d.Payment]
		s.decided(d)
		out[d.Payment] = s
	}
	for o, err := range r.Proposals(ctx, narrow) {
		if err != nil {
			return nil, err
		}
		s := out[o.Payment]
		s.offered(o)
		out[o.Payment] = s
	}
	return out, nil
}

// settledBy is the same of one payment, from the books of a run.
func settledBy(x reconcile.Standing) (s settled) {
	for _, d := range x.Live {
		s.decided(d)
	}
	for _, o := range x.Proposals {
		s.offered(o)
	}
	return s
}

func (s *settled) decided(d reconcile.Decision) {
	s.add(d.Parts)
	s.live, s.automatic = true, d.Automatic()
	s.person = s.person || !d.Automatic()
	s.recorded = max(s.recorded, reconcile.DateOf(d.Recorded.UTC()))
}

// offered counts the best proposal, which comes first.
func (s *settled) offered(o reconcile.Proposal) {
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
