package reconcile_test

import (
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// collection is a file of direct debits of ours.
func collection(group, message, day string, amounts ...string) reconcile.Batch {
	b := reconcile.Batch{Source: reconcile.CollectionSource, Group: group, Message: message,
		Date: date(day), Amount: eur("0.00")}
	for _, a := range amounts {
		b.Details = append(b.Details, reconcile.Detail{Amount: eur(a), EndToEndID: group + a})
		b.Amount.Minor += eur(a).Minor
	}
	return b
}

// rejected is the bank's answer that nothing of a group, or of a message, is collected.
func rejected(group, message string) reconcile.Batch {
	return reconcile.Batch{Source: reconcile.RejectsSource, Group: group, Message: message,
		Date: date("2026-06-02"), Amount: reconcile.Money{Currency: reconcile.NoCurrency},
		Details: []reconcile.Detail{{Amount: reconcile.Money{Currency: reconcile.NoCurrency},
			ReturnReason: "DUPL"}}}
}

// What the bank rejected as a whole is not found in another direct-debit credit of the same
// sum, whichever came first.
func TestRejectedWhole(t *testing.T) {
	sent := batchFile("sent", collection("PMT-1", "MSG-1", "2026-06-01", "98.00", "47.00"))
	credit := line("2026-06-03", "145.00", "B1", "PRLV")
	credit.Code = "PMNT-IDDT-ESDD"
	other := bankFile("day", statement("S1", "0.00", credit))
	for name, answer := range map[string]reconcile.Batch{
		"group": rejected("PMT-1", "MSG-1"), "message": rejected("", "MSG-1"),
		"not ours": rejected("PMT-2", "MSG-2"),
	} {
		for _, files := range [][]reconcile.File{
			{sent, batchFile("answer", answer), other}, {batchFile("answer", answer), other, sent},
			{other, batchFile("answer", answer), sent},
		} {
			o := newOffice(t)
			var said []string
			for _, f := range files {
				for _, r := range o.load(f) {
					said = append(said, r.Messages...)
				}
			}
			want, told := "145.00", "as a whole"
			if name == "not ours" {
				want, told = "47.00 98.00", ""
			}
			if got := o.money(); got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
			if files[2].Name == "sent" && !strings.Contains(strings.Join(said, "\n"), told) {
				t.Errorf("%s: said %q", name, said)
			}
			o.verify()
		}
	}
}

// A credit that the bank took back whole: the debit is the rejects of its direct debits.
func TestRejectedAfterItWasBooked(t *testing.T) {
	o := newOffice(t)
	credit, debit := line("2026-06-01", "145.00", "B1", "PMT-1"), line("2026-06-03", "-145.00", "B2", "PMT-1")
	o.load(batchFile("sent", collection("PMT-1", "MSG-1", "2026-06-01", "98.00", "47.00")),
		bankFile("day", statement("S1", "0.00", credit, debit)), batchFile("answer", rejected("PMT-1", "MSG-1")))
	if got := o.money(); got != "-47.00 -98.00 47.00 98.00" {
		t.Error(got)
	}
	o.verify()
}

// Rejects that the bank has left out of the credit wait for nothing; those that it books apart wait
// until they come.
func TestRejectsThatWereUsed(t *testing.T) {
	back := rejected("PMT-1", "MSG-1")
	back.Amount, back.Details = eur("-47.00"), []reconcile.Detail{{Amount: eur("-47.00"), EndToEndID: "PMT-147.00"}}
	for credit, used := range map[string]bool{"98.00": true, "145.00": false} {
		o := newOffice(t)
		o.load(batchFile("sent", collection("PMT-1", "MSG-1", "2026-06-01", "98.00", "47.00")))
		o.load(bankFile("day", statement("S1", "0.00", line("2026-06-01", credit, "B1", "PMT-1"))))
		r := o.load(batchFile("answer", back))[0]
		if want := map[bool]int{true: 1}[used]; r.Attached != want || r.Waiting != 1-want {
			t.Errorf("%s: %d attached, %d wait", credit, r.Attached, r.Waiting)
		}
		err := o.Store.View(t.Context(), func(r reconcile.Reader) error {
			_, entries, err := reconcile.BatchNotes(t.Context(), r, o.call.Company)
			n := 0
			for _, e := range entries {
				if !e.IsZero() {
					n++
				}
			}
			if n != map[bool]int{true: 1}[used] {
				t.Errorf("%s: %d used, %v", credit, n, entries)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		o.verify()
	}
}
