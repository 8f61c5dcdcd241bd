package rows

import (
	"context"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

func importColumns() []string {
	return []string{"id", "digest", "name", "format", "size", "outcome", "statements", "entries",
		"fresh", "invoices", "actor_kind", "actor_name", "actor_role", "seq", "recorded", "reason", "content"}
}

// Imports implements reconcile.HistoryReader.
func (r *Reader) Imports(ctx context.Context, company string) ([]reconcile.ImportRecord, error) {
	q := r.sentence(company, "SELECT "+list(importColumns())+" FROM import")
	q.and("company = ?", company)
	return all(ctx, r, q.order("seq, id"), scanImport)
}

// Import implements reconcile.HistoryReader.
func (r *Reader) Import(ctx context.Context, company, id string) (reconcile.ImportRecord, error) {
	q := r.sentence(company, "SELECT "+list(importColumns())+" FROM import")
	q.and("company = ?", company)
	q.and("id = ?", id)
	v, found, err := one(ctx, r, q, scanImport)
	if err == nil && !found {
		err = fmt.Errorf("import %s: %w", id, reconcile.ErrNotFound)
	}
	return v, err
}

func scanImport() ([]any, func() (reconcile.ImportRecord, error)) {
	var v reconcile.ImportRecord
	var recorded int64
	places := []any{&v.ID, (*sumColumn)(&v.Digest), &v.Name, &v.Format, &v.Size,
		(*string)(&v.Outcome), &v.Statements, &v.Entries, &v.New, &v.Invoices,
		(*string)(&v.Actor.Kind), &v.Actor.Name, (*string)(&v.Actor.Role), &v.Seq, &recorded, &v.Reason,
		(*sumColumn)(&v.Content)}
	return places, func() (reconcile.ImportRecord, error) {
		out := v
		out.Recorded = fromInstant(recorded)
		return out, nil
	}
}

// PutImport implements reconcile.HistoryWriter.
func (w *Writer) PutImport(ctx context.Context, company string, v reconcile.ImportRecord) error {
	if err := w.mine(company); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "import", Len: 1, Shared: []string{"company"},
		Values: []string{company}, Columns: importColumns(),
		Conflict: "ON CONFLICT (company, id) DO UPDATE SET digest = excluded.digest, " +
			"name = excluded.name, format = excluded.format, size = excluded.size, " +
			"outcome = excluded.outcome, statements = excluded.statements, " +
			"entries = excluded.entries, fresh = excluded.fresh, invoices = excluded.invoices, " +
			"actor_kind = excluded.actor_kind, actor_name = excluded.actor_name, actor_role = excluded.actor_role, " +
			"seq = excluded.seq, recorded = excluded.recorded, reason = excluded.reason, content = excluded.content",
		Row: func(_ int, to *Block) {
			to.Text(v.ID).Binary(v.Digest[:]).Text(v.Name, v.Format).Number(v.Size).
				Text(string(v.Outcome)).Int(v.Statements, v.Entries, v.New, v.Invoices).
				Text(string(v.Actor.Kind), v.Actor.Name, string(v.Actor.Role)).Number(v.Seq, instant(v.Recorded)).Text(v.Reason).
				Binary(v.Content[:])
		}})
}

func runColumns() []string {
	return []string{"id", "actor_kind", "actor_name", "actor_role", "as_of", "policy", "program", "files",
		"decisions", "proposals", "seq", "recorded"}
}

// Runs implements reconcile.HistoryReader.
func (r *Reader) Runs(ctx context.Context, company string) ([]reconcile.Run, error) {
	q := r.sentence(company, "SELECT "+list(runColumns())+" FROM run")
	q.and("company = ?", company)
	return all(ctx, r, q.order("seq, id"), func() ([]any, func() (reconcile.Run, error)) {
		var v reconcile.Run
		var recorded int64
		places := []any{&v.ID, (*string)(&v.Actor.Kind), &v.Actor.Name, (*string)(&v.Actor.Role), (*int32)(&v.AsOf), &v.Policy,
			&v.Version, &v.Files, &v.Decisions, &v.Proposals, &v.Seq, &recorded}
		return places, func() (reconcile.Run, error) {
			out := v
			out.Recorded = fromInstant(recorded)
			return out, nil
		}
	})
}

// PutRun implements reconcile.HistoryWriter.
func (w *Writer) PutRun(ctx context.Context, company string, v reconcile.Run) error {
	if err := w.mine(company); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "run", Len: 1, Shared: []string{"company"},
		Values: []string{company}, Columns: runColumns(),
		Conflict: "ON CONFLICT (company, id) DO UPDATE SET actor_kind = excluded.actor_kind, " +
			"actor_name = excluded.actor_name, actor_role = excluded.actor_role, as_of = excluded.as_of, policy = excluded.policy, " +
			"program = excluded.program, files = excluded.files, decisions = excluded.decisions, " +
			"proposals = excluded.proposals, seq = excluded.seq, recorded = excluded.recorded",
		Row: func(_ int, to *Block) {
			to.Text(v.ID, string(v.Actor.Kind), v.Actor.Name, string(v.Actor.Role)).Date(v.AsOf).Text(v.Policy, v.Version).
				Int(v.Files, v.Decisions, v.Proposals).Number(v.Seq, instant(v.Recorded))
		}})
}

// StateVersion implements reconcile.HistoryReader. It is 0 before the first change.
func (r *Reader) StateVersion(ctx context.Context, company string) (int64, error) {
	q := r.sentence(company, "SELECT version FROM state")
	q.and("company = ?", company)
	n, _, err := one(ctx, r, q, scanInt)
	return int64(n), err
}
