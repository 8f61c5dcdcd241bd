package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// part is a notice of the bank that tells of some payments of entry B1.
func part(amounts ...string) reconcile.Batch {
	b := reconcile.Batch{Source: "camt.054", Reference: "B1", Account: statement("S", "0.00").Account,
		Date: date("2026-06-03"), Amount: eur("0.00")}
	for _, a := range amounts {
		b.Details = append(b.Details, reconcile.Detail{Amount: eur(a), Text: []string{"F" + a}})
		b.Amount.Minor += eur(a).Minor
	}
	return b
}

// Notices that name one entry and sum to it are its details together, in whatever order they and the
// statement come. One too many, or one too few, and the entry stays one sum.
func TestNoticesOfOneEntry(t *testing.T) {
	lump := line("2026-06-03", "10.00", "B1", "LOT")
	lump.Details, lump.Lump = nil, true
	bank := bankFile("day", statement("S1", "0.00", lump))
	one, two, three := batchFile("1", part("4.00", "1.00")), batchFile("2", part("3.00")), batchFile("3", part("2.00"))
	more, whole := batchFile("4", part("0.50")), batchFile("5", part("6.00", "4.00"))
	for want, files := range map[string][]reconcile.File{
		"1.00 2.00 3.00 4.00": {bank, one, two, three},
		"10.00":               {bank, one, two},
		"10.00 ":              {bank, one, two, three, more},
		"4.00 6.00":           {bank, one, two, three, whole},
	} {
		for first := range files {
			for _, step := range []int{1, len(files) - 1} {
				o, order := newOffice(t), ""
				for i := range files {
					f := files[(first+i*step)%len(files)]
					o.load(f)
					order += f.Name + " "
				}
				if got := o.money(); got != strings.TrimSpace(want) {
					t.Errorf("%s: %s, want %s", order, got, want)
				}
				o.verify()
			}
		}
	}
}

// What notices said together is taken back with each of them, with what was decided on it, and comes
// back with it.
func TestNoticesAreTakenBack(t *testing.T) {
	lump := line("2026-06-03", "10.00", "B1", "LOT")
	lump.Details, lump.Lump = nil, true
	bank := bankFile("day", statement("S1", "0.00", lump))
	parts := []reconcile.File{batchFile("1", part("6.00")), batchFile("2", part("4.00"))}
	for i, gone := range append(parts, bank) {
		o := newOffice(t)
		o.load(invoiceFile("inv", invoice("F6.00", "6.00"), invoice("F4.00", "4.00")))
		o.load(bank, parts[0], parts[1])
		o.run()
		before := o.state()
		if !strings.Contains(before, "F6.00 paid") || !strings.Contains(before, "F4.00 paid") {
			t.Fatal(before)
		}
		if _, err := o.Undo(t.Context(), o.call, []string{reconcile.ImportID(gone.Digest)}); err != nil {
			t.Fatal(err)
		}
		o.run()
		attached := 0
		for _, b := range o.batches() {
			if !b.Entry.IsZero() {
				attached++
			}
		}
		want := map[bool]string{true: "10.00", false: ""}[i < 2]
		if got := o.money(); got != want || attached > 0 || strings.Contains(o.state(), "paid") {
			t.Errorf("without %s: %q, %d attached\n%s", gone.Name, got, attached, o.state())
		}
		if r := o.load(gone); r[0].Outcome != reconcile.OutcomeRead {
			t.Error(fmt.Sprint(r[0]))
		}
		o.run()
		if got := o.state(); got != before {
			t.Errorf("%s again:\n%s\nwant\n%s", gone.Name, got, before)
		}
	}
}
