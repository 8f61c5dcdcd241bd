package storetest

import (
	"slices"
	"testing"

	"github.com/rappro/rappro/reconcile"
)

// testBatches stores what other sources say of entries, and takes files back.
func testBatches(t *testing.T, open Open) {
	f := newFixture(t, open)
	start := f.dump()
	e := lump("FR1", 1000, 900)
	batch := reconcile.Batch{ID: full("FR1", 7).ID, Source: "camt.054", Import: "file2", Account: "FR1",
		Reference: "ref", Group: "po_1", Message: "m", Date: 1000, Amount: reconcile.EUR(900),
		Fees: reconcile.Money{Minor: 3, Currency: "JPY"}, Line: 9,
		Details: append(full("FR1", 8).Details, reconcile.Detail{Amount: reconcile.EUR(-4),
			Reference: nasty()[16], Text: nasty()})}
	again := batch
	again.Import, again.Details = "file3", nil
	held := reconcile.Batch{ID: full("FR1", 9).ID, Import: "file2", Date: 999, Reason: "why"}
	put := func(list ...reconcile.Batch) {
		f.update(func(w reconcile.Writer) error { return w.PutBatches(f.ctx, company, list) })
	}
	list := func(q reconcile.Query) (out []reconcile.Batch) {
		q.Company = company
		f.view(func(r reconcile.Reader) (err error) {
			out, err = r.Batches(f.ctx, q)
			return err
		})
		return out
	}
	put(again, held, batch)
	check(t, "all", text(list(reconcile.Query{})), text([]reconcile.Batch{held, batch, again}))
	check(t, "of a file", text(list(reconcile.Query{Import: "file3"})), text([]reconcile.Batch{again}))
	check(t, "waiting", len(list(reconcile.Query{Waiting: true})), 2)
	check(t, "of days", text(list(reconcile.Query{To: 999})), text([]reconcile.Batch{held}))
	check(t, "of an account", len(list(reconcile.Query{Account: "FR1"})), 2)

	f.update(func(w reconcile.Writer) error {
		_, err := w.AddEntries(f.ctx, company, "file1", []reconcile.Entry{e})
		return err
	})
	batch.Entry = e.ID
	put(batch)
	check(t, "attached", len(list(reconcile.Query{Waiting: true})), 1)
	check(t, "replaced", text(list(reconcile.Query{From: 1000})[0]), text(batch))
	f.update(func(w reconcile.Writer) error {
		return w.AddBatch(f.ctx, company, "file2", split(e, 300, 600), 2)
	})
	going := func(imp string) (amounts []int64) {
		f.view(func(r reconcile.Reader) error {
			for p, err := range r.Payments(f.ctx, reconcile.Query{Company: company, Import: imp}) {
				if err != nil {
					return err
				}
				amounts = append(amounts, p.Amount.Minor)
			}
			return nil
		})
		slices.Sort(amounts)
		return amounts
	}
	check(t, "details go with the file that brought them", text(going("file2")), "[300,600]")
	check(t, "and with the file of the entry", text(going("file1")), "[300,600]")
	f.update(func(w reconcile.Writer) error { return w.DropBatch(f.ctx, company, e.ID, 2) })
	check(t, "without the version the lump counts", text(going("file1")), "[900]")

	remove := func(imp string) {
		f.update(func(w reconcile.Writer) error { return w.DeleteImport(f.ctx, company, imp) })
	}
	remove("file1")
	batch.Entry = reconcile.ID{}
	check(t, "it waits again", text(list(reconcile.Query{})), text([]reconcile.Batch{held, batch, again}))
	remove("file2")
	remove("file3")
	check(t, "nothing is left", stateless(f.dump()), stateless(start))
}
