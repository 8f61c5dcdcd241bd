package reconcile_test

import (
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// One payout exported twice with other columns: one of them is the entry's details, the same
// one in any order, and nobody is told to look for an entry of the other.
func TestTwoReportsOfOnePayout(t *testing.T) {
	one, other := payout("po_77", "2026-06-02", "98.00", "48.00"), payout("po_77", "2026-06-02", "98.00", "48.00")
	for i := range other.Details {
		other.Details[i].Text = []string{"Charge"}
	}
	bank := bankFile("day", statement("S1", "0.00", line("2026-06-03", "145.00", "B1", "PAYOUT PO 77")))
	a, b := batchFile("one", one), batchFile("other", other)
	text := ""
	for _, files := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {1, 2, 0}} {
		o := newOffice(t)
		for _, i := range files {
			r := o.load([]reconcile.File{bank, a, b}[i])
			if i > 0 && files[0] == 0 && (r[0].Attached != 1 || r[0].Waiting != 0) {
				t.Errorf("%v: attached %d, waiting %d", files, r[0].Attached, r[0].Waiting)
			}
		}
		if got := o.money(); got != "-1.00 48.00 98.00" {
			t.Errorf("%v: %s", files, got)
		}
		got := ""
		for _, p := range o.payments() {
			got += p.ID.String() + " "
		}
		if text == "" {
			text = got
		}
		if got != text {
			t.Errorf("%v: %s and %s", files, got, text)
		}
		o.verify()
	}
}

// A payout that took more back than it brought is a debit, and its report details it.
func TestNegativePayout(t *testing.T) {
	report := payout("po_79", "2026-06-02", "20.00", "-80.00")
	for _, day := range []string{"2026-06-03", "2026-07-30"} { // its name is there, and it is not
		o := newOffice(t)
		text := "PAYOUT PO 79"
		if day > "2026-07" {
			text = "TRANSFER"
		}
		o.load(batchFile("r", report), bankFile("day", statement("S1", "100.00", line(day, "-61.00", "B1", text))))
		want := "-1.00 -80.00 20.00"
		if text == "TRANSFER" {
			want = "-61.00"
		}
		if got := o.money(); got != want {
			t.Errorf("%s: %s", day, got)
		}
		o.run()
		o.verify()
	}
}
