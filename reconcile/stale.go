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

// stale says whether an invoice of a proposal stands otherwise than when it was proposed, or the money
// that it sends back is gone. What the same call did to an invoice before is what its caller wants.
func (k *desk) stale(o Proposal) bool {
	return slices.ContainsFunc(o.Parts, k.goneBack) || slices.ContainsFunc(o.Evidence, func(e Evidence) bool {
		return e.Signal == SignalStood && !k.touched[e.Invoice] && e.Quote != k.stands(e.Invoice)
	})
}

// goneBack says whether a part takes more of an earlier payment than lies there by now: it went back
// or was put elsewhere since. On a customer's account no invoice shows that.
func (k *desk) goneBack(part Part) bool {
	original, ok := part.Returns()
	if !ok || part.Moves.Minor >= 0 {
		return false
	}
	there := sumAt(k.takenBack[original], part) + part.Moves.Minor
	for _, d := range k.live[original] {
		there += sumAt(d.Parts, part)
	}
	return there < 0
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
