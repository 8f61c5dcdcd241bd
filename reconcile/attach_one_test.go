package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// sales is a report of a payout, or a slip: a sale of 10.00 of each of the ids.
func sales(source, group string, ids ...string) reconcile.Batch {
	b := reconcile.Batch{Source: source, Group: group, Date: date("2026-06-05"), Amount: eur("0.00")}
	for _, id := range ids {
		b.Details = append(b.Details, reconcile.Detail{Amount: eur("10.00"), EndToEndID: id})
		b.Amount.Minor += 1000
	}
	return b
}

// spoken is an entry on which the bank says a text and names no payer.
func spoken(amount, ref, text string) reconcile.Entry {
	e := line("2026-06-05", amount, ref, text)
	e.Details[0].Payer.Name = ""
	return e
}

// A report that is cut is never the details of an entry that names another payout, nor while an
// entry names its own or a fuller report tells of more; and no sale of it is in two entries,
// whatever came first.
func TestCutReportFindsNoEntry(t *testing.T) {
	for _, c := range []struct {
		source, group string
		whole, cut    string // texts of the entries of 30.00 and of 20.00
		want          string // with both reports
		alone         string // with the one that is cut
	}{
		{"payout.stripe", "po_A", "STRIPE po_A", "STRIPE po_B", "10 10 10 20", "20 30"},
		{"payout.stripe", "po_1Nab7", "STRIPE PO 1NAB7", "STRIPE", "10 10 10 20", "20 30"},
		{"payout.stripe", "po_1Nab7", "STRIPE", "STRIPE PO 1NAC8", "10 10 10 20", "20 30"},
		{"payout.stripe", "po_A", "STRIPE", "STRIPE", "10 10 10 20", "10 10 30"}, // nothing proves it yet
		{"payout.stripe", "po_A", "STRIPE", "STRIPE po_A", "10 10 30", "10 10 30"},
		{"payout.gocardless", "ACME-7KQ2", "GOCARDLESS ACME-7KQ2", "GOCARDLESS ACME-9XB4", "10 10 10 20", "20 30"},
		{"payout.paypal", "8XK12345AB", "PAYPAL", "PAYPAL", "10 10 10 20", "10 10 30"},
		{"slip", "0087", "REM CHQ 0087", "REMISE CHEQUES", "10 10 10 20", "20 30"},
		{"slip", "0087", "REMISE CHEQUES", "REMISE CHEQUES", "10 10 10 20", "10 10 30"},
		{"card", "0042", "REMISE CB 0042", "REMISE CB", "10 10 10 20", "20 30"},
		{"pain.008", "PMT-2026-06", "PRLV PMT-2026-06", "PRLV PMT-2026-07", "10 10 10 20", "20 30"},
		{"pain.008", "PMT-2026-06", "PRLV SEPA", "PRLV SEPA", "10 10 10 20", "10 10 30"},
	} {
		files := []reconcile.File{
			bankFile("d1", statement("S1", "0.00", spoken("30.00", "B1", c.whole))),
			bankFile("d2", statement("S2", "30.00", spoken("20.00", "B2", c.cut))),
			batchFile("cut", sales(c.source, c.group, "ch1", "ch2")),
			batchFile("full", sales(c.source, c.group, "ch1", "ch2", "ch3"))}
		name := fmt.Sprint(c.source, " ", c.whole, "/", c.cut)
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 1, 0, 3}, {3, 1, 2, 0}, {1, 3, 0, 2}} {
			o := newOffice(t)
			for _, i := range order {
				o.load(files[i])
			}
			if got := strings.ReplaceAll(o.money(), ".00", ""); got != c.want {
				t.Errorf("%s, order %v: %s, want %s", name, order, got, c.want)
			}
			o.verify()
		}
		o := newOffice(t)
		o.load(files[0], files[1])
		r := o.load(files[2])
		if got := strings.ReplaceAll(o.money(), ".00", ""); got != c.alone {
			t.Errorf("%s, cut: %s, want %s", name, got, c.alone)
		}
		if c.alone == "20 30" && strings.Contains(c.whole, "0") && len(r[0].Messages) == 0 {
			t.Errorf("%s, cut: nothing said", name)
		}
	}
}

// Once something is decided on what a shorter report says, the fuller one waits and it is said.
func TestFullerReportAfterADecision(t *testing.T) {
	o := newOffice(t)
	cut := sales("payout.stripe", "po_A", "ch1", "ch2")
	cut.Details[0].Text = []string{"F1"}
	o.load(invoiceFile("inv", invoice("F1", "10.00")),
		bankFile("d", statement("S1", "0.00", spoken("30.00", "B1", "STRIPE"),
			spoken("20.00", "B2", "STRIPE"))))
	o.load(batchFile("cut", cut))
	o.run()
	r := o.load(batchFile("full", sales("payout.stripe", "po_A", "ch1", "ch2", "ch3")))
	if got := o.money(); got != "10.00 10.00 30.00" {
		t.Errorf("payments: %s", got)
	}
	if got := strings.Join(r[0].Messages, "\n"); !strings.Contains(got, "another report of it") {
		t.Errorf("nothing said: %+v", r[0])
	}
	if _, err := o.Undo(t.Context(), o.call, []string{reconcile.ImportID(batchFile("cut").Digest)}); err != nil {
		t.Fatal(err)
	}
	o.run()
	if got := o.money(); got != "10.00 10.00 10.00 20.00" {
		t.Errorf("without the cut report: %s", got)
	}
}
