package storetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

func testImport(t *testing.T, open Open) {
	f := newFixture(t, open)
	entries := sortEntries([]reconcile.Entry{full("FR1", 1000), entryOf("FR1", 1000, 500, "a", 1),
		entryOf("FR1", 1000, 500, "a", 2), entryOf("FR2", 999, -500, "b", 1), lump("FR1", 1001, 900),
		split(lump("FR1", 1002, 900), 400, 400, 100)})
	add := func(imp string, list []reconcile.Entry) (n int) {
		f.update(func(w reconcile.Writer) (err error) {
			n, err = w.AddEntries(f.ctx, company, imp, list)
			return err
		})
		return n
	}
	check(t, "new entries", add("file1", entries), 6)
	check(t, "the same again", add("file1", entries), 0)
	check(t, "in another file", add("file2", entries), 0)
	extra := entryOf("FR1", 1003, 1, "c", 1)
	check(t, "an overlap", add("file3", sortEntries([]reconcile.Entry{extra, entries[2]})), 1)

	var want []reconcile.Payment
	for _, e := range append(slices.Clone(entries), extra) {
		want = append(want, e.Payments()...)
	}
	got := map[reconcile.ID]reconcile.Payment{}
	f.view(func(r reconcile.Reader) error {
		for p, err := range r.Payments(f.ctx, reconcile.Query{Company: company}) {
			if err != nil {
				return err
			}
			got[p.ID] = p
		}
		return nil
	})
	check(t, "payments", len(got), 9)
	for _, p := range want {
		check(t, "payment "+p.ID.String(), text(got[p.ID]), text(p))
	}
	testStatements(f)
}

// testStatements stores a statement that says everything and one that says little, twice.
func testStatements(f *fixture) {
	most := reconcile.Statement{ID: full("FR1", 5).ID, Account: "FR1", Currency: "EUR", Reference: "é\"",
		Sequence: 1 << 40, From: 10, To: 20, Stated: true,
		Pages:   reconcile.Pages{First: 2, Last: 3, More: true},
		Opening: &reconcile.Balance{Amount: reconcile.EUR(-5), Date: 9},
		Closing: &reconcile.Balance{Amount: reconcile.Money{Minor: 7, Currency: "JPY"}, Date: 20},
		Pending: 2, PendingCredits: reconcile.EUR(1), PendingDebits: reconcile.EUR(2),
		Source: reconcile.Source{Name: "f.xml", Format: "camt.053", Line: 3},
		State:  reconcile.StatementHeld, Reason: "why", Booked: 9, Credits: reconcile.EUR(100),
		Debits: reconcile.Money{Minor: 3, Currency: "XXX"},
		Interim: []reconcile.Entry{{ID: full("FR1", 7).ID, Account: "FR1", BookingDate: 12,
			ValueDate: -1, Amount: reconcile.EUR(-7), Reference: "\"r\\", Code: "c", Reversal: true,
			Lump: true, Text: "é\n\x01", Line: 4}, {Account: "FR1"}}}
	least := reconcile.Statement{Account: "FR1", State: reconcile.StatementProvisional}
	for _, imp := range []string{"z", "a"} {
		f.update(func(w reconcile.Writer) error {
			err := w.AddStatements(f.ctx, company, imp, []reconcile.Statement{most, least, most})
			return errors.Join(err, w.AddStatements(f.ctx, company, imp, []reconcile.Statement{most}))
		})
	}
	f.view(func(r reconcile.Reader) error {
		list, err := r.Statements(f.ctx, reconcile.Query{Company: company})
		check(f, "statements", len(list), 8)
		for i, s := range list {
			want := most
			if i < 2 {
				want = least
			}
			want.Source.Import = "a"
			if i == 1 || i > 4 {
				want.Source.Import = "z"
			}
			check(f, "statement", text(s), text(want))
		}
		return err
	})
}

func testBatch(t *testing.T, open Open) {
	f := newFixture(t, open)
	e := lump("FR1", 1000, 900)
	other := entryOf("FR1", 1000, 900, "other", 1)
	f.update(func(w reconcile.Writer) error {
		_, err := w.AddEntries(f.ctx, company, "file1", sortEntries([]reconcile.Entry{e, other}))
		return err
	})
	payments := func() (amounts []int64, version int, lump bool) {
		f.view(func(r reconcile.Reader) error {
			for p, err := range r.Payments(f.ctx, reconcile.Query{Company: company}) {
				if err != nil {
					return err
				}
				if p.Entry == e.ID {
					amounts = append(amounts, p.Amount.Minor)
					version, lump = p.Version, lump || p.Lump
				}
			}
			return nil
		})
		slices.Sort(amounts)
		return amounts, version, lump
	}
	step := func(imp string, with reconcile.Entry, version int, want ...int64) {
		t.Helper()
		f.update(func(w reconcile.Writer) error { return w.AddBatch(f.ctx, company, imp, with, version) })
		got, v, _ := payments()
		check(t, "amounts", text(got), text(want))
		check(t, "version", v, version)
	}
	step("file2", split(e, 300, 600), 2, 300, 600)
	step("file3", split(e, 300, 500, 100), 3, 100, 300, 500) // 300 comes back with its id
	f.view(func(r reconcile.Reader) error {
		for v, err := range r.Entries(f.ctx, reconcile.Query{Company: company}) {
			check(t, "a batch with details waits for none", v.Lump, false)
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, imp := range []string{"file3", "file2"} {
		f.update(func(w reconcile.Writer) error { return w.DeleteImport(f.ctx, company, imp) })
	}
	got, version, waits := payments()
	check(t, "back to the lump", text(got), "[900]")
	check(t, "version", version, 1)
	check(t, "waits for details", waits, true)
	f.refused(reconcile.ErrNotFound, func(w reconcile.Writer) error {
		return w.AddBatch(f.ctx, company, "file2", full("FR1", 77), 2)
	})
}

func testUnimport(t *testing.T, open Open) {
	f := newFixture(t, open)
	start := f.dump()
	a, b, c := entryOf("FR1", 10, 1, "a", 1), entryOf("FR1", 10, 2, "b", 1), entryOf("FR2", 11, 3, "c", 1)
	add := func(imp string, list ...reconcile.Entry) {
		f.update(func(w reconcile.Writer) error {
			_, err := w.AddEntries(f.ctx, company, imp, sortEntries(list))
			return errors.Join(err, w.PutImport(f.ctx, company, reconcile.ImportRecord{ID: imp}),
				w.AddInvoices(f.ctx, company, imp, []reconcile.Invoice{bill("only "+imp, 5)}),
				w.AddStatements(f.ctx, company, imp, []reconcile.Statement{{State: reconcile.StatementHeld}}))
		})
	}
	count := func(imp string) (n int) {
		f.view(func(r reconcile.Reader) error {
			for _, err := range r.Payments(f.ctx, reconcile.Query{Company: company, Import: imp}) {
				if err != nil {
					return err
				}
				n++
			}
			return nil
		})
		return n
	}
	add("m", a, b)
	add("z", b, c)
	add("k", b)
	check(t, "seen by m alone", count("m"), 1)
	check(t, "seen by z alone", count("z"), 1)
	check(t, "seen by k alone", count("k"), 0)
	remove := func(imp string, left int) {
		t.Helper()
		f.update(func(w reconcile.Writer) error { return w.DeleteImport(f.ctx, company, imp) })
		check(t, "payments without "+imp, count(""), left)
	}
	remove("m", 2) // b passes to k, the first of the others
	check(t, "k is not alone", count("k"), 0)
	remove("z", 1)
	check(t, "k is alone", count("k"), 1)
	remove("k", 0)
	testPromoted(f)
	got := f.dump()
	check(t, "nothing is left but the count of changes", stateless(got), stateless(start))
}

// testPromoted takes away a statement that another file holds twice: one of the repeats takes its place.
func testPromoted(f *fixture) {
	one := reconcile.Statement{ID: full("FR1", 5).ID, Account: "FR1", State: reconcile.StatementEntered}
	again := one
	again.State = reconcile.StatementDuplicate
	f.update(func(w reconcile.Writer) error {
		return errors.Join(w.AddStatements(f.ctx, company, "a", []reconcile.Statement{one}),
			w.AddStatements(f.ctx, company, "c", []reconcile.Statement{again}),
			w.AddStatements(f.ctx, company, "b", []reconcile.Statement{again, again}))
	})
	f.update(func(w reconcile.Writer) error { return w.DeleteImport(f.ctx, company, "a") })
	f.view(func(r reconcile.Reader) error {
		list, err := r.Statements(f.ctx, reconcile.Query{Company: company})
		entered := 0
		for _, s := range list {
			if s.State == reconcile.StatementEntered {
				entered++
				check(f, "the repeat that counts now", s.Source.Import, "b")
			}
		}
		check(f, "entered", entered, 1)
		return err
	})
	f.update(func(w reconcile.Writer) error {
		return errors.Join(w.DeleteImport(f.ctx, company, "b"), w.DeleteImport(f.ctx, company, "c"))
	})
}
