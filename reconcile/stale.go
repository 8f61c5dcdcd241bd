package reconcile

import "slices"

// SignalStood is the evidence, in a proposal that waits, of how an invoice stood when it was proposed: what
// was open, in which state. A proposal whose invoices stand otherwise by now is stale: the person
// who accepts it looks at a screen of before.
const SignalStood = "stood"

// stood notes in proposals how their invoices stand.
func (l *ledger) stood(list []Proposal) []Proposal {
	for i := range list {
		o := &list[i]
		o.Evidence = slices.Clone(o.Evidence)
		var done []string
		for _, p := range o.Parts {
			if p.Invoice != "" && !slices.Contains(done, p.Invoice) {
				done = append(done, p.Invoice)
				o.Evidence = append(o.Evidence, Evidence{Signal: SignalStood, Invoice: p.Invoice,
					Quote: l.stands(p.Invoice)})
			}
		}
	}
	return list
}

// stands says how an invoice stands, empty for one that is not there.
func (l *ledger) stands(number string) string {
	v, ok := l.document(number)
	if !ok {
		return ""
	}
	return v.Outstanding().String() + " " + string(v.State)
}

// stale says whether an invoice of a proposal stands otherwise than when it was proposed. What the
// same call did before is what its caller wants.
func (k *desk) stale(o Proposal) bool {
	return slices.ContainsFunc(o.Evidence, func(e Evidence) bool {
		return e.Signal == SignalStood && !k.touched[e.Invoice] && e.Quote != k.stands(e.Invoice)
	})
}

// seen is the evidence of a proposal without how things stood, which the audit of a decision knows
// better; nil for none, as the stores give it back.
func seen(list []Evidence) []Evidence {
	list = slices.DeleteFunc(slices.Clone(list), func(e Evidence) bool { return e.Signal == SignalStood })
	if len(list) == 0 {
		return nil
	}
	return list
}
