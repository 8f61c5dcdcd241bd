package storetest

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Origins implements reconcile.BankReader.
func (r modelReader) Origins(_ context.Context, company string) iter.Seq2[reconcile.Origin, error] {
	f := r.b.folder(company)
	var own, also, batches, versions []reconcile.Origin
	for _, h := range f.entries {
		own = append(own, reconcile.Origin{Import: h.imp, Entry: h.entry.ID})
		for _, imp := range h.seen {
			also = append(also, reconcile.Origin{Import: imp, Entry: h.entry.ID})
		}
	}
	for _, b := range f.lumps {
		batches = append(batches, reconcile.Origin{Import: b.Import, Batch: b.ID})
	}
	for _, v := range f.invoices {
		versions = append(versions, reconcile.Origin{Import: v.imp, Invoice: v.Invoice})
	}
	for _, list := range [][]reconcile.Origin{own, also, batches, versions} {
		slices.SortFunc(list, func(a, b reconcile.Origin) int {
			return cmp.Or(compareIDs(a.Entry, b.Entry), compareIDs(a.Batch, b.Batch),
				strings.Compare(a.Invoice.Number, b.Invoice.Number), a.Invoice.Version-b.Invoice.Version,
				strings.Compare(a.Import, b.Import))
		})
	}
	return sequence(slices.Concat(own, also, batches, versions))
}
