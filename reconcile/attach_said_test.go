package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// Details that name an entry by its reference and cannot be its details say why they wait.
func TestNamedEntryOfAnotherSum(t *testing.T) {
	notice := func(group string, amounts ...string) reconcile.Batch {
		b := reconcile.Batch{Source: "camt.054", Reference: "B1", Account: statement("S", "0.00").Account,
			Group: group, Date: date("2026-06-03"), Amount: eur("0.00")}
		for _, a := range amounts {
			b.Details = append(b.Details, reconcile.Detail{Amount: eur(a), Text: []string{a}})
			b.Amount.Minor += eur(a).Minor
		}
		return b
	}
	bank := bankFile("day", statement("S1", "0.00", line("2026-06-03", "145.00", "B1", "LOT")))
	o := newOffice(t)
	o.load(bank)
	r := o.load(batchFile("other", notice("G1", "98.00", "48.00")))
	if got := strings.Join(r[0].Messages, "\n"); !strings.Contains(got, "sum to 146.00 EUR") {
		t.Errorf("another sum: %+v", r[0])
	}
	told := line("2026-06-04", "145.00", "B1", "LOT")
	told.Details = []reconcile.Detail{{Amount: eur("100.00"), Text: []string{"A"}},
		{Amount: eur("45.00"), Text: []string{"B"}}}
	o = newOffice(t)
	o.load(bankFile("told", statement("S1", "0.00", told)))
	r = o.load(batchFile("again", notice("G3", "97.00", "48.00")))
	if got := strings.Join(r[0].Messages, "\n"); !strings.Contains(got, "has its details already") {
		t.Errorf("a second time: %+v", r[0])
	}
	if got := o.money(); got != "100.00 45.00" {
		t.Errorf("payments: %s", got)
	}
	o.verify()
}
