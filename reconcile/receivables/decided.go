package receivables

import (
	"context"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// decided is what the decisions of a company say, as far as it can be said without its documents.
type decided struct {
	settled *settlements
	moves   []move
	held    []held
	credits byDay // of the days of credits, what rules put on invoices and people took back
	undone  map[reconcile.ID]applied
	made    map[madeKey]*Made
}

// move is a movement on a document, which it names.
type move struct {
	number string
	movement
}

// applied is an automatic decision that is not live any more.
type applied struct {
	creditKey
	allocations int
}

func newDecided() *decided {
	return &decided{credits: byDay{}, undone: map[reconcile.ID]applied{}, made: map[madeKey]*Made{}}
}

func readDecided(ctx context.Context, r reconcile.Reader, q reconcile.Query) (*decided, error) {
	s := newDecided()
	var err error
	s.settled, err = readSettled(ctx, r, q, s.add)
	s.undone = nil
	return s, err
}

// halves is a query in two: the earlier and the later half of the days by the as-of date that
// statements tell of. All decisions on a payment are in one of them, those that undo others too.
func halves(ctx context.Context, r reconcile.Reader, q reconcile.Query) (early, late reconcile.Query, err error) {
	list, err := r.Statements(ctx, reconcile.Query{Company: q.Company})
	first, last := q.AsOf, reconcile.Date(0)
	for i := range list {
		if s := &list[i]; s.State == reconcile.StatementEntered && s.From != 0 {
			first, last = min(first, s.From), max(last, s.To)
		}
	}
	early, late = q, q
	early.To = max(1, first+(min(last, q.AsOf)-first)/2) // 0 would be no bound
	late.From = early.To + 1
	return early, late, err
}

// join appends what the decisions of later days say.
func (s *decided) join(later *decided) {
	s.settled.add(later.settled)
	s.moves = append(s.moves, later.moves...)
	s.held = append(s.held, later.held...)
	for k, m := range later.credits {
		at := s.credits.at(k)
		at.Allocations += m.Allocations
		at.Undone += m.Undone
	}
	for k, m := range later.made {
		if at := s.made[k]; at != nil {
			at.Decisions += m.Decisions
			at.Undone += m.Undone
		} else {
			s.made[k] = m
		}
	}
}

// add keeps the parts of a live decision, and what rules decided and people took back.
func (s *decided) add(d *reconcile.Decision) {
	s.judge(d)
	s.countMade(d)
	if d.Kind != reconcile.Applied || !d.Live {
		return
	}
	for i := range d.Parts {
		part := &d.Parts[i]
		payment, day := d.Payment, d.Effective
		if original, ok := part.Returns(); ok {
			payment, day = original, original.Day()
		}
		if part.Kind.OnInvoice() {
			s.moves = append(doubled(s.moves), move{strings.Clone(part.Invoice),
				movement{day: d.Effective, receipt: day, closes: part.Closes.Minor, means: meansOf(part.Kind)}})
		} else if part.Kind == reconcile.OnAccount {
			s.held = append(s.held, held{payment, part.Customer, part.Moves, d.Effective})
		}
	}
}

// judge counts what rules put on invoices, and what of it a person undid. To undo an import or a
// run refuses nothing: it says nothing of the match (DESIGN section 5).
func (s *decided) judge(d *reconcile.Decision) {
	switch {
	case d.Kind == reconcile.Undone && d.Actor.Kind == reconcile.Person && len(d.Refuses) > 0:
		if a, ok := s.undone[d.Undoes]; ok {
			s.credits.at(a.creditKey).Undone += a.allocations
		}
	case d.Kind == reconcile.Applied && d.Automatic() && !d.Payment.IsZero():
		a := applied{creditKey: creditKey{day: d.Payment.Day()}}
		for i := range d.Parts {
			if part := &d.Parts[i]; part.Kind == reconcile.Cash && part.Moves.Minor > 0 {
				a.allocations++
				a.currency = part.Moves.Currency
			}
		}
		if a.allocations == 0 {
			return
		}
		s.credits.at(a.creditKey).Allocations += a.allocations
		if !d.Live {
			s.undone[d.ID] = a
		}
	}
}

// countMade counts a decision.
func (s *decided) countMade(d *reconcile.Decision) {
	if d.Kind != reconcile.Applied || d.Payment.IsZero() {
		return
	}
	for i := range d.Parts {
		if !d.Parts[i].Kind.OnInvoice() {
			continue
		}
		k := madeKey{d.Rule, d.Automatic()}
		if strings.HasPrefix(k.rule, reconcile.RuleOfCompany) {
			k.rule = strings.TrimSuffix(reconcile.RuleOfCompany, ":")
		}
		m := s.made[k]
		if m == nil {
			m = &Made{Rule: k.rule, Automatic: k.automatic}
			s.made[k] = m
		}
		m.Decisions++
		if !d.Live {
			m.Undone++
		}
		return
	}
}
