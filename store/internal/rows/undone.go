package rows

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

func undoneColumns() []string {
	return []string{"seq", "id", "import", "name", "entries", "invoices", "batches", "request",
		"actor_kind", "actor_name", "actor_role", "reason", "recorded"}
}

// UndoneImports implements reconcile.HistoryReader.
func (r *Reader) UndoneImports(ctx context.Context, company string) ([]reconcile.UndoneImport, error) {
	q := r.sentence(company, "SELECT "+list(undoneColumns())+" FROM undone_import")
	q.and("company = ?", company)
	return all(ctx, r, q.order("seq"), func() ([]any, func() (reconcile.UndoneImport, error)) {
		var v reconcile.UndoneImport
		var recorded int64
		places := []any{&v.Seq, (*idColumn)(&v.Key), &v.Import, &v.File, &v.Entries, &v.Invoices, &v.Batches,
			&v.Request, (*string)(&v.Actor.Kind), &v.Actor.Name, (*string)(&v.Actor.Role), &v.Reason, &recorded}
		return places, func() (reconcile.UndoneImport, error) {
			out := v
			out.Recorded = fromInstant(recorded)
			return out, nil
		}
	})
}

// AddUndoneImport implements reconcile.HistoryWriter.
func (w *Writer) AddUndoneImport(ctx context.Context, company string, v reconcile.UndoneImport) error {
	if err := w.mine(company); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "undone_import", Len: 1, Shared: []string{"company"},
		Values: []string{company}, Columns: undoneColumns(),
		Row: func(_ int, to *Block) {
			to.Number(v.Seq).ID(&v.Key).Text(v.Import, v.File).Int(v.Entries, v.Invoices, v.Batches).
				Text(v.Request, string(v.Actor.Kind), v.Actor.Name, string(v.Actor.Role), v.Reason).
				Number(instant(v.Recorded))
		}})
}
