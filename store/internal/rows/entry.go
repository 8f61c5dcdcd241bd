package rows

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/rappro/rappro/reconcile"
)

func entryColumns() []string {
	return slices.Concat([]string{"id", "account", "booking_date", "value_date", "amount", "currency",
		"reference", "stable", "code", "reversal", "text", "lump", "batch_count", "batch_ref", "line",
		"form"}, detailColumns(), []string{"seal"})
}

// Entries implements reconcile.BankReader.
func (r *Reader) Entries(ctx context.Context, q reconcile.Query) iter.Seq2[reconcile.Entry, error] {
	columns := "SELECT id, account, booking_date, value_date, amount, currency, reference, " +
		"stable, code, reversal, text, lump, batch_count, batch_ref, line, version"
	scan := scanEntry
	if q.Detailed {
		columns, scan = columns+", form, "+list(detailColumns()), scanDetailed
	}
	s := r.sentence(q.Company, columns+" FROM entry")
	s.and("company = ?", q.Company)
	s.equal("import", q.Import)
	s.between("booking_date", q)
	return each(ctx, r, s.byAccount(q, "account, booking_date, id"), scan)
}

// byAccount narrows to an account, where the order of ids is that of the days, so that the
// table gives the list as it lies; or orders the rows of all accounts.
func (s *sentence) byAccount(q reconcile.Query, order string) *sentence {
	if q.Account == "" {
		return s.order(order)
	}
	if len(q.Payments) == 0 { // else SQLite would rather read the whole range
		low, high := idRange(q.Company, q.Account, q.From, q.To)
		s.and("id >= ?", low[:])
		s.and("id <= ?", high[:])
	}
	s.and("account = ?", q.Account)
	return s.order("id")
}

func scanEntry() ([]any, func() (reconcile.Entry, error)) {
	var e reconcile.Entry
	var version int
	places := []any{(*idColumn)(&e.ID), &e.Account, (*int32)(&e.BookingDate), (*int32)(&e.ValueDate),
		&e.Amount.Minor, (*string)(&e.Amount.Currency), &e.Reference, &e.Stable, &e.Code, &e.Reversal,
		&e.Text, &e.Lump, &e.BatchCount, &e.BatchRef, &e.Line, &version}
	return places, func() (reconcile.Entry, error) {
		out := e
		out.Lump = e.Lump && version == 1
		return out, nil
	}
}

// scanDetailed adds the only detail that an entry came with.
func scanDetailed() ([]any, func() (reconcile.Entry, error)) {
	places, entry := scanEntry()
	var form string
	var d detailRow
	places = slices.Concat(places, []any{&form}, d.places())
	return places, func() (reconcile.Entry, error) {
		e, err := entry()
		if err != nil || form != formSingle {
			return e, err
		}
		detail, err := d.detail(e.Amount)
		e.Details = []reconcile.Detail{detail}
		if err != nil {
			err = fmt.Errorf("entry %s: %w", e.ID, err)
		}
		return e, err
	}
}

// EntryIDs implements reconcile.BankReader: one range of the table.
func (r *Reader) EntryIDs(ctx context.Context, q reconcile.Query) ([]reconcile.ID, error) {
	s := r.sentence(q.Company, "SELECT id FROM ").from("entry", "id", q, false)
	if q.Import != "" {
		s.and("(import = ? OR EXISTS (SELECT 1 FROM sighting s WHERE s.company = entry.company "+
			"AND s.entry = entry.id AND s.import = ?))", q.Import, q.Import)
	}
	q.AsOf = 0
	s.between("booking_date", q)
	return all(ctx, r, s.byAccount(q, "account, booking_date, id"), scanID)
}

func scanID() ([]any, func() (reconcile.ID, error)) {
	var id reconcile.ID
	return []any{(*idColumn)(&id)}, func() (reconcile.ID, error) { return id, nil }
}

// AddEntries implements reconcile.BankWriter. What may be stored already is looked for by key,
// and the rest is stored in one bulk insertion.
func (w *Writer) AddEntries(ctx context.Context,
	company, imp string, entries []reconcile.Entry) (int, error) {
	if err := w.mine(company); err != nil || len(entries) == 0 {
		return 0, err
	}
	entries = sortedEntries(entries)
	stored, err := w.held(ctx, entries)
	if err != nil {
		return 0, err
	}
	var fresh []int
	var again []reconcile.ID
	for i := range entries {
		id := entries[i].ID
		switch from, held := stored[id]; {
		case held && from != imp:
			again = append(again, id)
		case !held && (i == 0 || entries[i-1].ID != id):
			fresh = append(fresh, i)
		}
	}
	if err := w.storeEntries(ctx, imp, entries, fresh, again); err != nil {
		return 0, err
	}
	for _, i := range fresh {
		w.entered.written.add(idHash(&entries[i].ID))
	}
	return len(fresh), nil
}

// sortedEntries gives them by id, as callers promise, so that a mistake costs time and not
// a wrong answer.
func sortedEntries(entries []reconcile.Entry) []reconcile.Entry {
	byID := func(a, b reconcile.Entry) int { return bytes.Compare(a.ID[:], b.ID[:]) }
	if slices.IsSortedFunc(entries, byID) {
		return entries
	}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, byID)
	return entries
}

// held are those of some entries that are stored, with the file that brought each.
func (w *Writer) held(ctx context.Context, entries []reconcile.Entry) (map[reconcile.ID]string, error) {
	ids := make([]reconcile.ID, len(entries))
	for i := range entries {
		ids[i] = entries[i].ID
	}
	ids, err := w.suspects(ctx, ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	q := w.sentence(w.company, "SELECT e.id, e.import FROM ")
	from, owner := q.ids(ids), q.arg(w.company)
	q.sql.WriteString(from + " AS l " + q.Last("entry e", "e.id", "e.company = "+owner+
		" AND e.id = l.item"))
	stored := make(map[reconcile.ID]string, len(ids))
	for h, err := range each(ctx, w.Reader, q, scanHeld) {
		if err != nil {
			return nil, err
		}
		stored[h.id] = h.imp
	}
	return stored, nil
}

// held is an entry in the store, as far as AddEntries asks.
type held struct {
	id  reconcile.ID
	imp string
}

func scanHeld() ([]any, func() (held, error)) {
	var h held
	return []any{(*idColumn)(&h.id), &h.imp}, func() (held, error) { return h, nil }
}

func (w *Writer) storeEntries(ctx context.Context, imp string, entries []reconcile.Entry,
	fresh []int, again []reconcile.ID) error {
	err := w.keep(ctx, Bulk{Table: "entry", Len: len(fresh), Shared: []string{"company", "import"},
		Values: []string{w.company, imp}, Columns: entryColumns(),
		Row: func(i int, to *Block) { to.entry(&entries[fresh[i]]) }})
	if err != nil {
		return err
	}
	var batches []reconcile.Payment
	for _, i := range fresh {
		if len(entries[i].Details) > 1 {
			batches = append(batches, entries[i].Payments()...)
		}
	}
	if err := w.storeDetails(ctx, imp, batches, formSingle); err != nil {
		return err
	}
	return w.insert(ctx, Bulk{Table: "sighting", Len: len(again), Shared: []string{"company", "import"},
		Values: []string{w.company, imp}, Columns: []string{"entry"},
		Conflict: "ON CONFLICT (company, entry, import) DO NOTHING",
		Row:      func(i int, to *Block) { to.ID(&again[i]) }})
}

func (b *Block) entry(e *reconcile.Entry) {
	form, d := formPlain, &reconcile.Detail{Amount: e.Amount}
	switch len(e.Details) {
	case 0:
	case 1:
		form, d = formSingle, &e.Details[0]
	default:
		form = formBatch
	}
	from := len(b.Cells)
	b.ID(&e.ID).Text(e.Account).Date(e.BookingDate, e.ValueDate).Money(e.Amount).Text(e.Reference).
		Truth(e.Stable).Text(e.Code).Truth(e.Reversal).Text(e.Text).Truth(e.Lump).Int(e.BatchCount).
		Text(e.BatchRef).Int(e.Line).Text(form).detail(d, e.Amount)
	b.seal(from)
}
