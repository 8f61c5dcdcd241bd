package storetest

import (
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
