package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/sqlite"
)

func TestFilesAreTheOwnersAlone(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	folder := t.TempDir()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(folder, "rappro.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	err = s.Update(ctx, "c", func(w reconcile.Writer) error {
		return w.PutCompany(ctx, reconcile.Company{ID: "c"})
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) < 2 {
		t.Fatalf("want the file and its log, got %v, %v", files, err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", f.Name(), info.Mode(), err)
		}
	}
}

// raw gives a store's file to SQL.
func raw(t *testing.T) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rappro.db")
	s, err := sqlite.Open(context.Background(), path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// TestConstraints writes behind the program's back what the program would never write.
func TestConstraints(t *testing.T) {
	db := raw(t)
	const insert = "INSERT INTO allocation (company, invoice, n, decision, payment, kind, moves, " +
		"moves_currency, closes, currency, after, amount, effective, seal) VALUES "
	for _, c := range []struct{ sql, want string }{
		{insert + "('c', 'F1', 1, x'00', x'', 'cash', 5, 'EUR', 5, 'EUR', 5, 5, 1, 0)", ""},
		{insert + "('c', 'F1', 1, x'00', x'', 'cash', 5, 'EUR', 0, 'EUR', 5, 5, 1, 0)", "UNIQUE"},
		{insert + "('c', 'F1', 2, x'00', x'', 'cash', 1, 'EUR', 1, 'EUR', 6, 5, 1, 0)", "allocation_within"},
		{insert + "('c', 'F1', 2, x'00', x'', 'cash', 1, 'EUR', 1, 'EUR', -1, 5, 1, 0)", "allocation_within"},
		{insert + "('c', 'N1', 1, x'00', x'', 'cash', 1, 'EUR', 1, 'EUR', 1, -5, 1, 0)", "allocation_within"},
		{insert + "('c', 'N1', 1, x'00', x'', 'cash', 1, 'EUR', 1, 'EUR', -6, -5, 1, 0)", "allocation_within"},
		{insert + "('c', 'N1', 1, x'00', x'', 'cash', 'much', 'EUR', 1, 'EUR', 0, -5, 1, 0)", "cannot store TEXT"},
		{"UPDATE allocation SET after = 0", "never changed"},
		{"DELETE FROM allocation", "never changed"},
		{"INSERT INTO audit VALUES ('c', 1, 1, 'k', 'r', 'a', x'00', 1, x'00')", ""},
		{"UPDATE audit SET refs = 'other'", "never changed"},
		{"DELETE FROM audit", "never changed"},
		{"INSERT INTO company_rule VALUES ('c', 1, 'r', 0, '', '', 'w', '', 'k', 0, 'a', 'b', 'r', '', 1)", ""},
		{"UPDATE company_rule SET kind = 'other'", "never changed"},
		{"DELETE FROM company_rule", "never changed"},
		{"INSERT INTO followup VALUES ('c', 1, 'k', 'x', 'low', '', 1, 0, '', '', '', x'', 'open', 'a', 'b', 'r', '', 1)", ""},
		{"UPDATE followup SET reason = 'other'", "never changed"},
		{"DELETE FROM followup", "never changed"},
		{"INSERT INTO intake VALUES ('c', 1, 'i', 'camt', 'read', 1, 2, 3, 1)", ""},
		{"UPDATE intake SET lines = 0", "never changed"},
		{"DELETE FROM intake", "never changed"},
		{"INSERT INTO undone_import VALUES ('c', 1, x'', 'i', 'n', 1, 2, 3, '', 'a', 'b', 'r', '', 1)", ""},
		{"UPDATE undone_import SET reason = 'other'", "never changed"},
		{"DELETE FROM undone_import", "never changed"},
		{"INSERT INTO account VALUES ('FR1', 'nobody', 'EUR', '', '', '', '', '', 0, 0, '')", "FOREIGN KEY"},
	} {
		_, err := db.Exec("PRAGMA foreign_keys = 1; " + c.sql)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.sql, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %s", c.sql, err, c.want)
		}
	}
}

// twoPrograms open one new store.
func twoPrograms(t *testing.T) (a, b *sqlite.Store) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rappro.db")
	var both [2]*sqlite.Store
	for i := range both {
		s, err := sqlite.Open(t.Context(), path, i == 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		both[i] = s
	}
	return both[0], both[1]
}

func TestWriterElsewhere(t *testing.T) {
	ctx := context.Background()
	a, b := twoPrograms(t)
	// Two programs write in turn: the second waits for the first.
	done := make(chan error)
	err := a.Update(ctx, "c", func(w reconcile.Writer) error {
		go func() {
			done <- b.Update(ctx, "c", func(w reconcile.Writer) error {
				list, err := w.Companies(ctx)
				if len(list) != 1 {
					return errors.New("the other program's commit is not seen")
				}
				return err
			})
		}()
		return w.PutCompany(ctx, reconcile.Company{ID: "c"})
	})
	if err := errors.Join(err, <-done); err != nil {
		t.Fatal(err)
	}
}

// What an update has read cannot change before it writes: from its first moment on another program waits.
func TestUpdateLocksBeforeItReads(t *testing.T) {
	ctx := context.Background()
	a, b := twoPrograms(t)
	put := func(id string) func(reconcile.Writer) error {
		return func(w reconcile.Writer) error { return w.PutCompany(ctx, reconcile.Company{ID: id}) }
	}
	done := make(chan error, 1)
	err := a.Update(ctx, "c", func(w reconcile.Writer) error {
		if _, err := w.Companies(ctx); err != nil {
			return err
		}
		go func() { done <- b.Update(ctx, "d", put("d")) }()
		select {
		case err := <-done:
			done <- err
			t.Errorf("another program wrote between reading and writing: %v", err)
		case <-time.After(200 * time.Millisecond): // it waits
		}
		return put("c")(w)
	})
	if err := errors.Join(err, <-done); err != nil {
		t.Fatal(err)
	}
}

// A program that is killed while it makes a store leaves a file beside its place. It does no
// harm, goes with the next one that is made, and takes nothing else with it.
func TestLeftoversOfAKilledInit(t *testing.T) {
	folder, ctx := t.TempDir(), context.Background()
	path := filepath.Join(folder, "rappro.db")
	for _, name := range []string{".new-123", ".new-123-journal", ".new-77-wal", ".new-backup", ".new-", ".newer"} {
		if err := os.WriteFile(path+name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := sqlite.Open(ctx, path, false); !errors.Is(err, reconcile.ErrNoStore) {
		t.Errorf("half a store was opened: %v", err)
	}
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var left []string
	files, err := os.ReadDir(folder)
	for _, f := range files {
		left = append(left, f.Name())
	}
	if want := "rappro.db rappro.db.new- rappro.db.new-backup rappro.db.newer"; err != nil || strings.Join(left, " ") != want {
		t.Errorf("%v, %v", left, err)
	}
}

// Programs that make one store at the same time all get it.
func TestManyInits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rappro.db")
	errs := make(chan error)
	for range 8 {
		go func() {
			s, err := sqlite.Open(context.Background(), path, true)
			if err == nil {
				err = s.Close()
			}
			errs <- err
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

// A file that is damaged is said to be, in plain words.
func TestDamaged(t *testing.T) {
	path, ctx := filepath.Join(t.TempDir(), "rappro.db"), context.Background()
	s, err := sqlite.Open(ctx, path, true)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range b[100:8000] { // behind SQLite's own head of the file
		b[100+i] ^= 0xa5
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err = sqlite.Open(ctx, path, false); err == nil || !strings.Contains(err.Error(), "damaged: keep a copy") {
		t.Error(err)
	}
}
