package receivables

import (
	"cmp"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Made counts the decisions that ever put a payment on invoices, by what decided. A decision stays
// when it is undone, so neither number falls.
type Made struct {
	Rule      string // empty where a person decided without a proposal; the rules of a company are one
	Automatic bool   // a rule decided alone
	Decisions int
	Undone    int // of Decisions
}

type madeKey struct {
	rule      string
	automatic bool
}

// countMade counts a decision.
func (l *Ledger) countMade(d *reconcile.Decision) {
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
		m := l.made[k]
		if m == nil {
			m = &Made{Rule: k.rule, Automatic: k.automatic}
			l.made[k] = m
		}
		m.Decisions++
		if !d.Live {
			m.Undone++
		}
		return
	}
}

// Made is in order of rule, those that rules decided alone last.
func (l *Ledger) Made() []Made {
	keys := sortedKeys(l.made, func(a, b madeKey) int {
		if a.rule == b.rule && a.automatic != b.automatic {
			return map[bool]int{false: -1, true: 1}[a.automatic]
		}
		return cmp.Compare(a.rule, b.rule)
	})
	out := make([]Made, 0, len(keys))
	for _, k := range keys {
		out = append(out, *l.made[k])
	}
	return out
}
