package receivables

import "cmp"

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
