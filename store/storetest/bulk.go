package storetest

import (
	"fmt"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testBulk stores many rows at once that are alike in most columns, as those of one statement
// are: a store may write what they have in common only once, whatever signs it is made of.
func testBulk(t *testing.T, open Open) {
	f := newFixture(t, open)
	m := newFixture(t, func(testing.TB) reconcile.Store { return NewModel() })
	for day, text := range nasty() {
		var entries []reconcile.Entry
		for i := range 230 {
			e := entryOf("FR1", reconcile.Date(1000+day), int64(i+1), text, 1)
			e.Line, e.Details[0].Payer.IBAN = i, "DE"+string(rune('A'+i%7))
			entries = append(entries, e)
		}
		sortEntries(entries)
		for _, s := range []*fixture{f, m} {
			s.update(func(w reconcile.Writer) error {
				n, err := w.AddEntries(s.ctx, company, "file", entries)
				check(t, "new entries", n, len(entries))
				return err
			})
		}
	}
	if got, want := f.dump(), m.dump(); got != want {
		t.Errorf("store and model differ at %s", firstDifference(got, want))
	}
}

// testMany puts money on many invoices at once, all of them and a few among many, of which some have
// more versions than a store may look at in one go. The newest counts.
func testMany(t *testing.T, open Open) {
	f := newFixture(t, open)
	m := newFixture(t, func(testing.TB) reconcile.Store { return NewModel() })
	const count, versions = 2600, 1100
	var list []reconcile.Invoice
	number := func(i int) string { return fmt.Sprintf("F%04d", i) }
	for i := range count {
		list = append(list, bill(number(i), 100))
		for version := 2; i == 700 && version <= versions || i%600 == 1 && version < 4; version++ {
			v := bill(number(i), int64(100+version))
			v.Version = version
			list = append(list, v)
		}
	}
	for n, step := range []struct {
		day    reconcile.Date
		closes func(i int) int64
	}{
		{1000, func(int) int64 { return 30 }},
		{1001, func(i int) int64 { return int64(min(1, i%4)) }},
		{1001, func(i int) int64 { return 5 * int64(1-min(1, i%5)) }},
		{1002, func(i int) int64 { return max(0, int64(i)-count+600) % 60 }},
	} {
		var decisions []reconcile.Decision
		for i := range count {
			if cents := step.closes(i); cents > 0 {
				decisions = append(decisions, decide(pay(step.day, i), step.day, n, cash(number(i), cents)))
			}
		}
		// More than the first version of the invoice would take.
		decisions = append(decisions, decide(pay(step.day, 700), step.day, 10+n, cash(number(700), 200)))
		for _, s := range []*fixture{f, m} {
			s.update(func(w reconcile.Writer) error {
				if step.day == 1000 {
					if err := w.AddInvoices(s.ctx, company, "f", list); err != nil {
						return err
					}
				}
				fresh, err := w.Apply(s.ctx, company, decisions)
				check(t, "new decisions", fresh, len(decisions))
				return err
			})
		}
	}
	if got, want := f.dump(), m.dump(); got != want {
		t.Errorf("store and model differ at %s", firstDifference(got, want))
	}
}
