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

// Two notices that name other payers of one entry: neither is used while nothing is decided, and
// it is said. The same notice again, under another name or day, is no contradiction.
func TestNoticesThatContradict(t *testing.T) {
	notice := func(group, day string, amounts ...string) reconcile.Batch {
		b := reconcile.Batch{Source: "camt.054", Reference: "B1", Account: statement("S", "0.00").Account,
			Group: group, Date: date(day), Amount: eur("145.00")}
		for _, a := range amounts {
			b.Details = append(b.Details, reconcile.Detail{Amount: eur(a), Text: []string{group + a},
				Payer: reconcile.Party{Name: "Payer " + a}})
		}
		return b
	}
	lump := line("2026-06-03", "145.00", "B1", "LOT")
	lump.Details, lump.Lump = nil, true
	for _, groups := range [][2]string{{"G1", "G2"}, {"G", "G"}, {"", ""}} {
		o := newOffice(t)
		o.load(bankFile("day", statement("S1", "0.00", lump)))
		first := o.load(batchFile("first", notice(groups[0], "2026-06-03", "97.00", "48.00")))
		if first[0].Attached != 1 {
			t.Fatalf("%v: %+v", groups, first[0])
		}
		r := o.load(batchFile("again", notice(groups[1]+"x", "2026-06-04", "97.00", "48.00")))
		if o.money() != "48.00 97.00" || strings.Contains(strings.Join(r[0].Messages, ""), "contradict") {
			t.Errorf("%v: the same again: %s, %q", groups, o.money(), r[0].Messages)
		}
		r = o.load(batchFile("other", notice(groups[1], "2026-06-03", "100.00", "45.00")))
		if got := strings.Join(r[0].Messages, "\n"); !strings.Contains(got, "contradict those of import "+first[0].ID) || r[0].Waiting != 1 {
			t.Errorf("%v: %+v", groups, r[0])
		}
		if got := o.money(); got != "145.00" {
			t.Errorf("%v: payments: %s", groups, got)
		}
		if _, err := o.Undo(t.Context(), o.call, []string{r[0].ID}); err != nil {
			t.Fatal(err)
		}
		if got := o.money(); got != "48.00 97.00" {
			t.Errorf("%v: after the undo: %s", groups, got)
		}
		o.verify()
	}
}

// A slip that came twice with other cheques is used in neither form, and both are named.
func TestSlipsThatContradict(t *testing.T) {
	slip := func(amounts ...string) reconcile.Batch {
		b := reconcile.Batch{Source: "slip", Group: "7", Date: date("2026-06-02"), Amount: eur("0.00")}
		for _, a := range amounts {
			b.Details = append(b.Details, reconcile.Detail{Amount: eur(a)})
			b.Amount.Minor += eur(a).Minor
		}
		return b
	}
	o := newOffice(t)
	o.load(batchFile("one", slip("60.00", "40.00")))
	deposit := line("2026-06-03", "100.00", "B1", "REM CHQ 0007")
	deposit.Details[0].Payer = reconcile.Party{}
	o.load(bankFile("day", statement("S1", "0.00", deposit)))
	if got := o.money(); got != "40.00 60.00" {
		t.Fatalf("one slip: %s", got)
	}
	r := o.load(batchFile("two", slip("60.00", "30.00", "10.00")))
	if got := o.money(); got != "100.00" {
		t.Errorf("two slips: %s", got)
	}
	if len(r[0].Messages) != 1 || !strings.Contains(r[0].Messages[0], "contradict those of import") {
		t.Errorf("said %q", r[0].Messages)
	}
}
