package reconcile

import (
	"maps"
	"slices"
)

// story is the decisions of one source, in order.
type story struct {
	payment ID // zero where the source is an invoice
	list    []Decision
}

// decisions checks rules 3 and 5: every decision balances, its key, content and audit record are
// those that it was stored under, and together the decisions of a payment place it to the cent.
func (v *verifying) decisions() error {
	v.invoiced = map[string]*story{}
	var now story // those of a payment follow each other
	for d, err := range v.r.Decisions(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		v.report.Decisions++
		v.decision(d)
		d.Evidence, d.Refuses = nil, nil
		if d.Payment.IsZero() {
			if v.invoiced[d.Invoice] == nil {
				v.invoiced[d.Invoice] = &story{}
			}
			v.invoiced[d.Invoice].list = append(v.invoiced[d.Invoice].list, d)
			continue
		}
		if d.Payment != now.payment {
			v.told(&now)
			now = story{payment: d.Payment, list: now.list[:0]}
		}
		now.list = append(now.list, d)
	}
	v.told(&now)
	for _, number := range slices.Sorted(maps.Keys(v.invoiced)) {
		s := v.invoiced[number] // they come by the day from which they count
		slices.SortStableFunc(s.list, func(a, b Decision) int { return a.Seq - b.Seq })
		v.told(s)
	}
	for name, i := range v.recorded.at {
		if !v.recorded.links[i].met {
			v.broken("audit record %d: decision %s is not there", v.recorded.links[i].seq,
				printed.EncodeToString(name[:]))
		}
	}
	return nil
}

// decision holds one against its audit record and its allocations.
func (v *verifying) decision(d Decision) {
	if d.Hash() != d.Content {
		v.broken("decision %s: its content is not what was decided", d.ID)
	}
	if !d.Payment.IsZero() && d.Invoice != "" { // its content names the payment alone
		v.broken("decision %s: its source is payment %s, and invoice %s besides", d.ID, d.Payment, d.Invoice)
	}
	l := v.recorded.of(d.ID)
	if l == nil || l.met {
		v.broken("decision %s has no audit record", d.ID)
		return
	}
	l.met = true
	if l.commitment != commit(v.salted, auditOf(d).content) {
		v.broken("audit record %d: decision %s is not what was recorded", l.seq, d.ID)
	}
	for _, p := range d.Parts {
		if p.Kind.OnInvoice() && p.Invoice != "" && d.Kind != Refused {
			l.places -= partSum(d.ID, d.Payment, d.Effective, p)
		}
	}
	if l.places != 0 {
		v.broken("decision %s: its allocations are not its parts", d.ID)
	}
}

// told checks all decisions of a source together.
func (v *verifying) told(s *story) {
	if len(s.list) == 0 {
		return
	}
	var p Payment // gone when its import was undone
	amount, there := v.paid[s.payment]
	if there {
		p.Amount = *amount
	}
	live, explained, order := 0, int64(0), int64(0)
	var parts []Part // of those that are live
	for i, d := range s.list {
		if d.Seq != i+1 {
			v.broken("decision %s is number %d of its source where %d should be", d.ID, d.Seq, i+1)
		}
		if l := v.recorded.of(d.ID); l != nil {
			if l.seq < order {
				v.broken("decision %s was recorded before the one before it", d.ID)
			}
			order = l.seq
		}
		for _, part := range d.Parts {
			explained += part.Moves.Minor
		}
		switch d.Kind {
		case Applied:
			if err := d.Balance(p, live == 0); err != nil && (there || d.Payment.IsZero()) {
				v.broken("decision %s: %s", d.ID, err)
			}
			live++
		case Undone:
			if v.mirror(s.list[:i], d) == Applied {
				live--
			}
		}
		if d.Live {
			parts = append(parts, d.Parts...)
		}
	}
	if s.payment.IsZero() {
		return
	}
	if live > 0 && !there {
		v.broken("payment %s is decided on and not there", s.payment)
		return
	}
	err := Settles(p, mergeParts(parts), func(n string) bool { return v.credits[placeOf(s.payment, n)] })
	if err != nil {
		v.broken("payment %s: %s", s.payment, err)
	}
	want := int64(0)
	if live > 0 {
		want = p.Amount.Minor
	}
	if explained != want {
		v.broken("payment %s of %s: its decisions place %s", s.payment, p.Amount,
			Money{explained, p.Amount.Currency})
	}
}

// mirror checks that an undo takes back exactly what was decided, an application or a refusal, and says
// which it was.
func (v *verifying) mirror(before []Decision, d Decision) DecisionKind {
	i := slices.IndexFunc(before, func(o Decision) bool { return o.ID == d.Undoes })
	if i < 0 || before[i].Kind == Undone {
		v.broken("decision %s undoes %s, which is not there", d.ID, d.Undoes)
		return Applied
	}
	if slices.ContainsFunc(before, func(o Decision) bool { return o.Undoes == d.Undoes }) {
		v.broken("decision %s undoes %s, which was undone before", d.ID, d.Undoes)
	}
	if len(mergeParts(append(slices.Clone(before[i].Parts), d.Parts...))) != 0 {
		v.broken("decision %s does not take back exactly what %s did", d.ID, d.Undoes)
	}
	return before[i].Kind
}
