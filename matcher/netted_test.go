package matcher_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// A credit note that is taken off without its number is read from the amount.
func TestNetted(t *testing.T) {
	const c1 = "Boulangerie Perrin SARL"
	note := func(number string, cents int64) doc {
		return doc{number: number, customer: "C1", cents: -cents, kind: reconcile.CreditNote}
	}
	l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 100000},
		doc{number: "FA2026-00122", customer: "C1", cents: 40000},
		note("FA2026-00130", 20000), note("FA2026-00131", 18327),
		doc{number: "FA2026-00210", customer: "C2", cents: 100000})
	for _, c := range []struct {
		name, payer, text, want string
		cents                   int64
	}{
		{"said", c1, "FA2026-00121 moins avoir", "FA2026-00121=1000.00 FA2026-00130=-200.00", 80000},
		{"said with its counter", c1, "FA2026-00121 moins avoir 130", "FA2026-00121=1000.00 FA2026-00130=-200.00", 80000},
		{"of two invoices", c1, "FA2026-00121 FA2026-00122 less credit note",
			"FA2026-00121=1000.00 FA2026-00122=400.00 FA2026-00130=-200.00", 120000},
		{"both notes", c1, "FA2026-00121 deduction faite de vos avoirs",
			"FA2026-00121=1000.00 FA2026-00130=-200.00 FA2026-00131=-183.27", 61673},
		{"not said, to the cent", c1, "FA2026-00121", "FA2026-00121=1000.00 FA2026-00131=-183.27", 81673},
		{"not said, a round sum", c1, "FA2026-00121", "-", 80000},
		{"another sum", c1, "FA2026-00121", "FA2026-00121=850.00", 85000},
		{"another's note", people("C2"), "FA2026-00210", "FA2026-00210=800.00", 80000},
	} {
		check(t, c.name, printed(one(l, pay(c.cents, c.payer, c.text))), c.want)
	}
}

// What is too much by another invoice to the cent pays that one too; a round sum may be too much.
func TestCompleted(t *testing.T) {
	const c1 = "Boulangerie Perrin SARL"
	l := ledger(doc{number: "FA2026-00121", customer: "C1", cents: 100000},
		doc{number: "FA2026-00122", customer: "C1", cents: 40017},
		doc{number: "FA2026-00123", customer: "C1", cents: 30000},
		doc{number: "FA2026-00124", customer: "C1", cents: 51299},
		doc{number: "FA2026-00126", customer: "C1", cents: 151299})
	for _, c := range []struct {
		name, text, want, first string
		cents                   int64
	}{
		{"one more", "FA2026-00121", "FA2026-00121=1000.00 FA2026-00122=400.17", "", 140017},
		{"one more than two", "FA2026-00121 FA2026-00124",
			"FA2026-00121=1000.00 FA2026-00124=512.99 FA2026-00122=400.17", "", 191316},
		{"a round sum", "FA2026-00121", "-", "FA2026-00121 FA2026-00123", 130000},
		{"two more", "FA2026-00121", "-", "FA2026-00121 FA2026-00122 FA2026-00124", 191316},
		{"beside digits", "FA2026-00121 77", "-", "FA2026-00121 FA2026-00122", 140017},
		{"or another that has the whole amount", "FA2026-00121", "-", "", 151299},
		{"too much", "FA2026-00121", "FA2026-00121=1000.00 on_account=120.00", "", 112000},
	} {
		v := one(l, pay(c.cents, c1, c.text))
		check(t, c.name, printed(v), c.want)
		if c.first != "" {
			check(t, c.name+", first", invoicesOf(v.Proposals[0]), c.first)
		}
	}
}

func invoicesOf(p reconcile.Proposal) string {
	var out []string
	for _, part := range p.Parts {
		out = append(out, part.Invoice)
	}
	return strings.Join(out, " ")
}
