package rows

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// numbered is a new decision with what the store gives it.
type numbered struct {
	decision *reconcile.Decision
	content  [32]byte
	day      reconcile.Date
	seq      int
}

// compare orders by the key of table decision.
func (n *numbered) compare(o *numbered) int {
	return cmp.Or(cmp.Compare(n.day, o.day),
		bytes.Compare(n.decision.Payment[:], o.decision.Payment[:]),
		strings.Compare(n.decision.Invoice, o.decision.Invoice), n.seq-o.seq)
}

// Apply implements reconcile.DecisionWriter in five steps: leave out what is stored, number
// the rest per source, find where the invoices stand, give every part its place, and store
// decisions and allocations sorted by their keys.
func (w *Writer) Apply(ctx context.Context, company string, d []reconcile.Decision) (int, error) {
	if err := w.mine(company); err != nil || len(d) == 0 {
		return 0, err
	}
	last, err := w.lastDay(ctx)
	if err != nil {
		return 0, err
	}
	if last == never && w.wrote == nil {
		w.wrote = newSieve()
	}
	fresh, err := w.unstored(ctx, d)
	if err != nil || len(fresh) == 0 {
		return 0, err
	}
	if err := w.number(ctx, fresh, last); err != nil {
		return 0, err
	}
	board, err := w.stand(ctx, fresh)
	if err != nil {
		return 0, err
	}
	parts := 0
	for i := range fresh {
		parts += len(fresh[i].decision.Parts)
	}
	places := make([]place, 0, parts)
	for i := range fresh {
		if places, err = board.place(places, fresh[i].decision); err != nil {
			return 0, fmt.Errorf("decision %s: %w", fresh[i].decision.ID, err)
		}
	}
	for i := range fresh {
		*w.last = max(*w.last, fresh[i].day)
		if w.wrote != nil {
			w.wrote.add(idHash(&fresh[i].decision.ID))
			w.wrote.add(idHash(&fresh[i].decision.Payment))
		}
	}
	w.settled(board)
	return len(fresh), w.keep(ctx, w.decisions(fresh), w.allocations(places))
}

// never is before every day.
const never = reconcile.Date(math.MinInt32)

// lastDay is the last day of which a decision is stored: no payment of a later day has one.
func (w *Writer) lastDay(ctx context.Context) (reconcile.Date, error) {
	if w.last != nil {
		return *w.last, nil
	}
	q := w.sentence(w.company, "SELECT day FROM decision")
	q.and("company = ?", w.company)
	q.order("day DESC").sql.WriteString(" LIMIT 1")
	day, found, err := one(ctx, w.Reader, q, scanInt)
	if err != nil {
		return never, err
	}
	last := never
	if found {
		last = reconcile.Date(day)
	}
	w.last = &last
	return last, nil
}

// unstored leaves out repeats, of the store or within the batch, and refuses a key that
// stands for another content.
func (w *Writer) unstored(ctx context.Context, d []reconcile.Decision) ([]numbered, error) {
	known := make(map[reconcile.ID][32]byte, len(d))
	if err := w.known(ctx, d, known); err != nil {
		return nil, err
	}
	fresh := make([]numbered, 0, len(d))
	for i := range d {
		content := d[i].Content
		if content == ([32]byte{}) {
			content = d[i].Hash()
		}
		old, found := known[d[i].ID]
		switch {
		case found && old != content:
			return nil, fmt.Errorf("decision %s: %w", d[i].ID, reconcile.ErrConflict)
		case found:
			continue
		}
		known[d[i].ID] = content
		fresh = append(fresh, numbered{decision: &d[i], content: content, day: decisionDay(&d[i])})
	}
	return fresh, nil
}

// known finds which of the keys are stored, and with which content. The first run of a
// company hands over batch after batch, and knows itself what it has written: a million
// random probes are saved.
func (w *Writer) known(ctx context.Context, d []reconcile.Decision,
	into map[reconcile.ID][32]byte) error {
	var ids []reconcile.ID
	for i := range d {
		if w.wrote == nil || w.wrote.maybe(idHash(&d[i].ID)) {
			ids = append(ids, d[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	q := w.sentence(w.company, "SELECT l.item, d.content FROM ")
	from, owner := q.ids(ids), q.arg(w.company)
	q.sql.WriteString(from + " AS l " + q.Last("decision d", "d.seq", "d.company = "+owner+
		" AND d.id = l.item"))
	for row, err := range each(ctx, w.Reader, q, scanKnown) {
		if err != nil {
			return err
		}
		into[row.id] = row.content
	}
	return nil
}

type knownRow struct {
	id      reconcile.ID
	content [32]byte
}

func scanKnown() ([]any, func() (knownRow, error)) {
	var k knownRow
	return []any{(*idColumn)(&k.id), (*sumColumn)(&k.content)},
		func() (knownRow, error) { return k, nil }
}

// source is what decisions are numbered under.
type source struct {
	payment reconcile.ID
	invoice string
}

func sourceOf(d *reconcile.Decision) source {
	if d.Payment.IsZero() {
		return source{invoice: d.Invoice}
	}
	return source{payment: d.Payment}
}

// number continues the sequence of every source.
func (w *Writer) number(ctx context.Context, fresh []numbered, stored reconcile.Date) error {
	last := make(map[source]int, len(fresh))
	for i := range fresh {
		// An invoice's decisions are of many days.
		if fresh[i].day <= stored || fresh[i].decision.Payment.IsZero() {
			last[sourceOf(fresh[i].decision)] = 0
		}
	}
	if err := w.lastOfPayments(ctx, last); err != nil {
		return err
	}
	if err := w.lastOfInvoices(ctx, last); err != nil {
		return err
	}
	for i := range fresh {
		s := sourceOf(fresh[i].decision)
		last[s]++
		fresh[i].seq = last[s]
	}
	return nil
}

func (w *Writer) lastOfPayments(ctx context.Context, last map[source]int) error {
	var list []reconcile.ID
	for s := range last {
		if !s.payment.IsZero() && (w.wrote == nil || w.wrote.maybe(idHash(&s.payment))) {
			list = append(list, s.payment)
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(a, b reconcile.ID) int { return bytes.Compare(a[:], b[:]) })
	q := w.sentence(w.company, "SELECT l.item, '', d.seq FROM ")
	from, owner := q.ids(list), q.arg(w.company)
	q.sql.WriteString(from + " AS l " + q.Last("decision d", "d.seq", "d.company = "+owner+
		" AND d.day = l.day AND d.payment = l.item AND d.invoice = ''"))
	return w.lastOf(ctx, q, last)
}

func (w *Writer) lastOfInvoices(ctx context.Context, last map[source]int) error {
	var list []string
	for s := range last {
		if s.payment.IsZero() {
			list = append(list, s.invoice)
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.Sort(list)
	q := w.sentence(w.company, "SELECT payment, invoice, seq FROM decision")
	q.and("company = ? AND invoice <> '' AND length(payment) = 0", w.company)
	q.in("invoice", list)
	return w.lastOf(ctx, q, last)
}

func (w *Writer) lastOf(ctx context.Context, q *sentence, last map[source]int) error {
	type row struct {
		source
		seq int
	}
	scan := func() ([]any, func() (row, error)) {
		var v row
		return []any{(*idColumn)(&v.payment), &v.invoice, &v.seq}, func() (row, error) { return v, nil }
	}
	for v, err := range each(ctx, w.Reader, q, scan) {
		if err != nil {
			return err
		}
		last[v.source] = max(last[v.source], v.seq)
	}
	return nil
}
