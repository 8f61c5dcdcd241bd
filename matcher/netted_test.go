package matcher_test

import (
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
