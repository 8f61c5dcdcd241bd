package rows

import (
	"context"

	"github.com/rappro/rappro/reconcile"
)

// DeleteImport implements reconcile.BankWriter. Entries that another file has seen pass to
// the first of those files by name; versions of batches that this file brought go, and the
// version before counts again.
func (w *Writer) DeleteImport(ctx context.Context, company, imp string) error {
	if err := w.mine(company); err != nil {
		return err
	}
	if err := w.dropBatches(ctx, imp); err != nil {
		return err
	}
	for _, sql := range []string{
		"DELETE FROM statement WHERE company = $1 AND import = $2",
		"DELETE FROM invoice WHERE company = $1 AND import = $2",
		"DELETE FROM batch WHERE company = $1 AND import = $2",
		"DELETE FROM sighting WHERE company = $1 AND import = $2",
		"UPDATE entry SET import = (SELECT MIN(s.import) FROM sighting s " +
			"WHERE s.company = entry.company AND s.entry = entry.id) " +
			"WHERE company = $1 AND import = $2 AND EXISTS (SELECT 1 FROM sighting s " +
			"WHERE s.company = entry.company AND s.entry = entry.id)",
		"DELETE FROM detail WHERE company = $1 AND entry IN " +
			"(SELECT id FROM entry WHERE company = $1 AND import = $2)",
		"DELETE FROM entry WHERE company = $1 AND import = $2",
		"DELETE FROM import WHERE company = $1 AND id = $2",
	} {
		if err := w.exec(ctx, sql, company, imp); err != nil {
			return err
		}
	}
	if err := w.exec(ctx, "UPDATE batch SET entry = $2 WHERE company = $1 AND length(entry) > 0 "+
		"AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.company = batch.company AND e.id = batch.entry)",
		company, []byte{}); err != nil {
		return err
	}
	// A repeat of what is gone takes its place.
	if err := w.exec(ctx, "UPDATE statement SET state = 'entered' WHERE company = $1 "+
		"AND state = 'duplicate' AND NOT EXISTS (SELECT 1 FROM statement e "+
		"WHERE e.company = statement.company AND e.id = statement.id AND e.state = 'entered') "+
		"AND NOT EXISTS (SELECT 1 FROM statement m WHERE m.company = statement.company AND m.id = statement.id "+
		"AND m.state = 'duplicate' AND (m.import < statement.import OR m.import = statement.import AND m.n < statement.n))",
		company); err != nil {
		return err
	}
	return w.exec(ctx, "DELETE FROM sighting WHERE company = $1 AND EXISTS (SELECT 1 FROM entry e "+
		"WHERE e.company = sighting.company AND e.id = sighting.entry AND e.import = sighting.import)",
		company)
}

// dropBatches removes the later batch versions of a file. Payments of an entry share its
// first six bytes, so that what is left of it is found in one range.
func (w *Writer) dropBatches(ctx context.Context, imp string) error {
	q := w.sentence(w.company, "SELECT DISTINCT entry FROM detail")
	q.and("company = ?", w.company)
	q.and("import = ?", imp)
	q.and("version > 1")
	entries, err := all(ctx, w.Reader, q.order("entry"), scanID)
	if err != nil || len(entries) == 0 {
		return err
	}
	err = w.exec(ctx, "DELETE FROM detail WHERE company = $1 AND import = $2 AND version > 1",
		w.company, imp)
	if err != nil {
		return err
	}
	for _, id := range entries {
		if err := w.newest(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// newest lets the newest version that is there count.
func (w *Writer) newest(ctx context.Context, entry reconcile.ID) error {
	low, high := dayOf(entry)
	return w.exec(ctx, "UPDATE entry SET version = (SELECT COALESCE(MAX(d.version), 1) "+
		"FROM detail d WHERE d.company = $1 AND d.id >= $2 AND d.id <= $3 AND d.entry = $4) "+
		"WHERE company = $1 AND id = $4", w.company, low[:], high[:], entry[:])
}

// DropBatch implements reconcile.BankWriter.
func (w *Writer) DropBatch(ctx context.Context,
	company string, entry reconcile.ID, version int) error {
	if err := w.mine(company); err != nil || version <= 1 {
		return err
	}
	low, high := dayOf(entry)
	err := w.exec(ctx, "DELETE FROM detail WHERE company = $1 AND id >= $2 AND id <= $3 "+
		"AND entry = $4 AND version = $5", company, low[:], high[:], entry[:], version)
	if err != nil {
		return err
	}
	return w.newest(ctx, entry)
}

// dayOf bounds the ids of the account and day of an id.
func dayOf(id reconcile.ID) (low, high reconcile.ID) {
	low, high = id, id
	for i := 6; i < len(id); i++ {
		low[i], high[i] = 0, 0xff
	}
	return low, high
}
