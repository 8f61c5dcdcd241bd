package rows

import (
	"context"
	"fmt"
	"iter"

	"github.com/rappro/rappro/reconcile"
)

func importColumns() []string {
	return []string{"id", "digest", "name", "format", "size", "outcome", "statements", "entries",
		"fresh", "invoices", "actor_kind", "actor_name", "recorded"}
}

// Imports implements reconcile.HistoryReader.
func (r *Reader) Imports(ctx context.Context, company string) ([]reconcile.ImportRecord, error) {
	q := r.sentence("SELECT " + list(importColumns()) + " FROM import")
	q.and("company = ?", company)
	return all(ctx, r, q.order("recorded, id"), scanImport)
}

// Import implements reconcile.HistoryReader.
func (r *Reader) Import(ctx context.Context, company, id string) (reconcile.ImportRecord, error) {
	q := r.sentence("SELECT " + list(importColumns()) + " FROM import")
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
		(*string)(&v.Actor.Kind), &v.Actor.Name, &recorded}
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
		Values: []any{company}, Columns: importColumns(),
		Conflict: "ON CONFLICT (company, id) DO UPDATE SET digest = excluded.digest, " +
			"name = excluded.name, format = excluded.format, size = excluded.size, " +
			"outcome = excluded.outcome, statements = excluded.statements, " +
			"entries = excluded.entries, fresh = excluded.fresh, invoices = excluded.invoices, " +
			"actor_kind = excluded.actor_kind, actor_name = excluded.actor_name, " +
			"recorded = excluded.recorded",
		Row: func(_ int, into []any) []any {
			return append(into, v.ID, v.Digest[:], v.Name, v.Format, v.Size, string(v.Outcome),
				v.Statements, v.Entries, v.New, v.Invoices, string(v.Actor.Kind), v.Actor.Name,
				instant(v.Recorded))
		}})
}

func runColumns() []string {
	return []string{"id", "actor_kind", "actor_name", "as_of", "policy", "program", "files",
		"decisions", "proposals", "recorded"}
}

// Runs implements reconcile.HistoryReader.
func (r *Reader) Runs(ctx context.Context, company string) ([]reconcile.Run, error) {
	q := r.sentence("SELECT " + list(runColumns()) + " FROM run")
	q.and("company = ?", company)
	return all(ctx, r, q.order("recorded, id"), func() ([]any, func() (reconcile.Run, error)) {
		var v reconcile.Run
		var recorded int64
		places := []any{&v.ID, (*string)(&v.Actor.Kind), &v.Actor.Name, (*int32)(&v.AsOf), &v.Policy,
			&v.Version, &v.Files, &v.Decisions, &v.Proposals, &recorded}
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
		Values: []any{company}, Columns: runColumns(),
		Conflict: "ON CONFLICT (company, id) DO UPDATE SET actor_kind = excluded.actor_kind, " +
			"actor_name = excluded.actor_name, as_of = excluded.as_of, policy = excluded.policy, " +
			"program = excluded.program, files = excluded.files, decisions = excluded.decisions, " +
			"proposals = excluded.proposals, recorded = excluded.recorded",
		Row: func(_ int, into []any) []any {
			return append(into, v.ID, string(v.Actor.Kind), v.Actor.Name, int32(v.AsOf), v.Policy,
				v.Version, v.Files, v.Decisions, v.Proposals, instant(v.Recorded))
		}})
}

// StateVersion implements reconcile.HistoryReader. It is 0 before the first change.
func (r *Reader) StateVersion(ctx context.Context, company string) (int64, error) {
	q := r.sentence("SELECT version FROM state")
	q.and("company = ?", company)
	n, _, err := one(ctx, r, q, scanInt)
	return int64(n), err
}

func (r *Reader) selectAudit(company string) *sentence {
	q := r.sentence("SELECT seq, kind, ref, actor, commitment, recorded, hash FROM audit")
	q.and("company = ?", company)
	return q
}

func scanAudit() ([]any, func() (reconcile.AuditRecord, error)) {
	var v reconcile.AuditRecord
	var recorded int64
	places := []any{&v.Seq, &v.Kind, &v.Ref, &v.Actor, (*sumColumn)(&v.Commitment), &recorded,
		(*sumColumn)(&v.Hash)}
	return places, func() (reconcile.AuditRecord, error) {
		out := v
		out.Recorded = fromInstant(recorded)
		return out, nil
	}
}

// Audit implements reconcile.HistoryReader.
func (r *Reader) Audit(ctx context.Context,
	company string) iter.Seq2[reconcile.AuditRecord, error] {
	return each(ctx, r, r.selectAudit(company).order("seq"), scanAudit)
}

// AuditHead implements reconcile.HistoryReader. The head is kept apart from the chain, so
// that a chain whose last records were removed does not end where the head says.
func (r *Reader) AuditHead(ctx context.Context, company string) (reconcile.AuditRecord, error) {
	q := r.sentence("SELECT audit_seq, audit_hash FROM state")
	q.and("company = ?", company)
	scan := func() ([]any, func() (reconcile.AuditRecord, error)) {
		var v reconcile.AuditRecord
		return []any{&v.Seq, (*sumColumn)(&v.Hash)}, func() (reconcile.AuditRecord, error) { return v, nil }
	}
	head, _, err := one(ctx, r, q, scan)
	if err != nil || head.Seq == 0 {
		return reconcile.AuditRecord{}, err
	}
	q = r.selectAudit(company)
	q.and("seq = ?", head.Seq)
	last, found, err := one(ctx, r, q, scanAudit)
	if err == nil && found && last.Hash == head.Hash {
		return last, nil
	}
	return head, err
}

// AppendAudit implements reconcile.HistoryWriter.
func (w *Writer) AppendAudit(ctx context.Context,
	company string, list []reconcile.AuditRecord) error {
	if err := w.mine(company); err != nil || len(list) == 0 {
		return err
	}
	head, err := w.AuditHead(ctx, company)
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].Seq != head.Seq+int64(i)+1 {
			return fmt.Errorf("audit record %d cannot follow record %d", list[i].Seq, head.Seq+int64(i))
		}
	}
	err = w.insert(ctx, Bulk{Table: "audit", Len: len(list), Shared: []string{"company"},
		Values: []any{company}, Columns: []string{"seq", "kind", "ref", "actor", "commitment",
			"recorded", "hash"},
		Row: func(i int, into []any) []any {
			v := &list[i]
			return append(into, v.Seq, v.Kind, v.Ref, v.Actor, v.Commitment[:], instant(v.Recorded),
				v.Hash[:])
		}})
	if err != nil {
		return err
	}
	return w.insert(ctx, w.state(0, list[len(list)-1],
		"audit_seq = excluded.audit_seq, audit_hash = excluded.audit_hash"))
}
