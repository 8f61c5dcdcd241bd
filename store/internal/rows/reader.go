package rows

import (
	"cmp"
	"context"
	"fmt"

	"github.com/rappro/rappro/reconcile"
)

// Reader answers the questions of reconcile.Reader from one transaction.
type Reader struct {
	conn Conn
	open []settler
	rest func() error // waits until the connection is free; nil where it always is
}

// NewReader reads in a transaction.
func NewReader(c Conn) *Reader { return &Reader{conn: c} }

// sentence begins a SELECT about the rows of one company, or of [everyCompany].
func (r *Reader) sentence(company, sql string) *sentence {
	s := newSentence(r.conn, sql)
	s.company = company
	return s
}

// Writer reads and writes one company in a transaction.
type Writer struct {
	*Reader
	company string
	changed bool
	broken  error // the first that the database gave
	// wrote are the keys of all stored decisions, where there were none before this
	// transaction; nil otherwise.
	wrote *sieve
	// placed are the invoices with an allocation, where there were none before this
	// transaction; nil otherwise, and before it is asked.
	placed *sieve
	// partly are the last allocations of invoices that this transaction has left partly closed, of
	// so many at most.
	partly  map[string]placed
	entered enteredBefore
	last    *reconcile.Date        // see lastDay; nil before it is asked
	head    *reconcile.AuditRecord // of the audit chain; nil before it is asked
	behind  behind
	rooms   [2]Block // used again by every bulk
}

// NewWriter writes in a transaction in which no other can write the same company: the
// database's package has seen to that before.
func NewWriter(c Conn, company string) *Writer {
	w := &Writer{Reader: NewReader(c), company: company}
	w.Reader.rest = w.Rest
	return w
}

// Finish counts the state version up once, if the transaction changed anything. The caller
// commits after it. When a statement has failed there is nothing to commit, even if the
// caller's function went on: PostgreSQL has given the transaction up by then, and SQLite is
// to answer alike.
func (w *Writer) Finish(ctx context.Context) error {
	if err := w.Rest(); err != nil {
		return err
	}
	if w.broken != nil || !w.changed {
		return w.broken
	}
	return w.insert(ctx, w.state(1, reconcile.AuditRecord{}, "version = state.version + 1"))
}

// state inserts the company's row of table state, or changes what set says.
func (w *Writer) state(version int, head reconcile.AuditRecord, set string) Bulk {
	return Bulk{Table: "state", Columns: []string{"company", "version", "audit_seq", "audit_hash"},
		Conflict: "ON CONFLICT (company) DO UPDATE SET " + set, Len: 1,
		Row: func(_ int, to *Block) {
			to.Text(w.company).Int(version).Number(head.Seq).Binary(head.Hash[:])
		}}
}

// mine refuses to write what belongs to a company that this transaction has not locked.
func (w *Writer) mine(company string) error {
	if company != w.company {
		return fmt.Errorf("a change of company %q in an update of company %q", company, w.company)
	}
	return nil
}

// insert writes rows; none is no change.
func (w *Writer) insert(ctx context.Context, b Bulk) error {
	if b.Len == 0 {
		return nil
	}
	if err := w.Rest(); err != nil {
		return err
	}
	w.settle(true)
	w.changed = true
	return w.note(w.send(ctx, &b))
}

// send has the database store rows of the company of this transaction.
func (w *Writer) send(ctx context.Context, b *Bulk) error {
	if b.Len == 0 {
		return nil
	}
	b.rooms = &w.rooms
	if err := w.conn.Within(ctx, w.company); err != nil {
		return err
	}
	return w.conn.Insert(ctx, b)
}

func (w *Writer) note(err error) error {
	w.broken = cmp.Or(w.broken, err)
	return err
}

// exec runs a writing statement.
func (w *Writer) exec(ctx context.Context, sql string, args ...any) error {
	if err := w.Rest(); err != nil {
		return err
	}
	w.settle(true)
	if err := w.conn.Within(ctx, w.company); err != nil {
		return w.note(err)
	}
	n, err := w.conn.Exec(ctx, sql, args...)
	w.changed = w.changed || n > 0
	return w.note(err)
}

// empty says whether the company has no row in a table: the first import and the first run
// then need not look for what is stored.
func (w *Writer) empty(ctx context.Context, table string) (bool, error) {
	q := w.sentence(w.company, "SELECT 1 FROM "+table)
	q.and("company = ?", w.company)
	q.sql.WriteString(" LIMIT 1")
	_, found, err := one(ctx, w.Reader, q, scanInt)
	return !found, err
}

// latest keeps the last of equal keys, in the order of first appearance, because one
// statement must not replace a row twice.
func latest[T any](list []T, key func(T) string) []T {
	at := make(map[string]int, len(list))
	out := make([]T, 0, len(list))
	for _, v := range list {
		if i, ok := at[key(v)]; ok {
			out[i] = v
			continue
		}
		at[key(v)] = len(out)
		out = append(out, v)
	}
	return out
}

var (
	_ reconcile.Reader = (*Reader)(nil)
	_ reconcile.Writer = (*Writer)(nil)
)
