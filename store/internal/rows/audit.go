package rows

import (
	"context"
	"fmt"
	"iter"

	"github.com/rappro/rappro/reconcile"
)

// links is a row of table audit: records that were appended together and differ in what they
// refer to alone. Seq and hash are of the last. The hashes of the others are not stored, for
// they follow from the hash before the row; who changes any of them breaks the last.
type links struct {
	reconcile.AuditRecord // the last
	refs                  []string
	commitments           []byte
}

// linksAtOnce bounds the records of a row, so that none is too long.
const linksAtOnce = 1000

func auditColumns() []string {
	return []string{"seq", "n", "kind", "refs", "actor", "commitments", "recorded", "hash"}
}

func (r *Reader) selectAudit(company string) *sentence {
	q := r.sentence(company, "SELECT "+list(auditColumns())+" FROM audit")
	q.and("company = ?", company)
	return q
}

func scanAudit() ([]any, func() (links, error)) {
	var v links
	var n int
	var recorded int64
	var refs string
	places := []any{&v.Seq, &n, &v.Kind, &refs, &v.Actor, &v.commitments, &recorded,
		(*sumColumn)(&v.Hash)}
	return places, func() (links, error) {
		out := v
		out.Recorded = fromInstant(recorded)
		out.refs = splitLines(refs)
		if n < 1 || len(out.refs) != n || len(out.commitments) != n*len(out.Commitment) {
			return out, fmt.Errorf("audit record %d: its row holds %d records, %d references and %d bytes",
				out.Seq, n, len(out.refs), len(out.commitments))
		}
		return out, nil
	}
}

// record is the k-th of the n records of a row; its hash is set on the last alone.
func (l *links) record(k int) reconcile.AuditRecord {
	out := l.AuditRecord
	if before := len(l.refs) - 1 - k; before > 0 {
		out.Seq, out.Hash = l.Seq-int64(before), [32]byte{}
	}
	out.Ref = l.refs[k]
	copy(out.Commitment[:], l.commitments[k*len(out.Commitment):])
	return out
}

// Audit implements reconcile.HistoryReader.
func (r *Reader) Audit(ctx context.Context,
	company string) iter.Seq2[reconcile.AuditRecord, error] {
	return func(yield func(reconcile.AuditRecord, error) bool) {
		var prev [32]byte
		for row, err := range each(ctx, r, r.selectAudit(company).order("seq"), scanAudit) {
			if err != nil {
				yield(reconcile.AuditRecord{}, err)
				return
			}
			for k := range row.refs {
				v := row.record(k)
				if k < len(row.refs)-1 {
					v.Hash = v.Chain(prev)
				}
				if prev = v.Hash; !yield(v, nil) {
					return
				}
			}
		}
	}
}

// AuditHead implements reconcile.HistoryReader. The head is kept apart from the chain, so
// that a chain whose last records were removed does not end where the head says.
func (r *Reader) AuditHead(ctx context.Context, company string) (reconcile.AuditRecord, error) {
	q := r.sentence(company, "SELECT audit_seq, audit_hash FROM state")
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
		return last.record(len(last.refs) - 1), nil
	}
	return head, err
}

// AppendAudit implements reconcile.HistoryWriter.
func (w *Writer) AppendAudit(ctx context.Context,
	company string, list []reconcile.AuditRecord) error {
	if err := w.mine(company); err != nil || len(list) == 0 {
		return err
	}
	if w.head == nil {
		head, err := w.AuditHead(ctx, company)
		if err != nil {
			return err
		}
		w.head = &head
	}
	head := *w.head
	for i := range list {
		if list[i].Seq != head.Seq+int64(i)+1 {
			return fmt.Errorf("audit record %d cannot follow record %d", list[i].Seq, head.Seq+int64(i))
		}
	}
	rows := linked(list, head.Hash)
	w.head = &list[len(list)-1]
	return w.keep(ctx, Bulk{Table: "audit", Len: len(rows), Shared: []string{"company"},
		Values: []string{company}, Columns: auditColumns(),
		Row: func(i int, to *Block) {
			v := &rows[i]
			to.Number(v.Seq).Int(len(v.refs)).Text(v.Kind, lines(v.refs), v.Actor).
				Binary(v.commitments).Number(instant(v.Recorded)).Binary(v.Hash[:])
		}}, w.state(0, *w.head, "audit_seq = excluded.audit_seq, audit_hash = excluded.audit_hash"))
}

// linked puts records into rows. One whose hash does not follow from the hash before, prev for
// the first, has a row of its own, which keeps it as it is.
func linked(list []reconcile.AuditRecord, prev [32]byte) []links {
	var out []links
	open := false // the last row takes more
	for i := range list {
		v := &list[i]
		follows := v.Hash == v.Chain(prev)
		if prev = v.Hash; open && follows && out[len(out)-1].like(v) {
			out[len(out)-1].Seq, out[len(out)-1].Hash = v.Seq, v.Hash
		} else {
			out = append(out, links{AuditRecord: *v})
		}
		open = follows
		row := &out[len(out)-1]
		row.refs = append(row.refs, v.Ref)
		row.commitments = append(row.commitments, v.Commitment[:]...)
	}
	return out
}

// like says whether a record may stand in the row.
func (l *links) like(v *reconcile.AuditRecord) bool {
	return len(l.refs) < linksAtOnce && v.Kind == l.Kind && v.Actor == l.Actor &&
		v.Recorded.Equal(l.Recorded)
}
