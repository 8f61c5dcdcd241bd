package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/sqlite"
	"github.com/rappro/rappro/store/sqlite/disktest"
)

// A disk that could not be read has SQLite take the transaction back, and what is written after
// that would be committed piece by piece. Whoever goes on regardless commits nothing.
func TestNothingAfterAFailedRead(t *testing.T) {
	ctx, folder := t.Context(), t.TempDir()
	path := filepath.Join(folder, "a.db")
	d := disktest.Under(t, folder)
	put := func(w reconcile.Writer, id string) error {
		return w.PutCompany(ctx, reconcile.Company{ID: id, Salt: []byte("salt")})
	}
	store, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Update(ctx, "one", func(w reconcile.Writer) error { return put(w, "one") }); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil { // which forgets the pages that it has read
		t.Fatal(err)
	}
	if store, err = sqlite.Open(ctx, path, false); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	err = store.Update(ctx, "two", func(w reconcile.Writer) error {
		d.Break(disktest.Fault{At: 1, Code: disktest.Broken})
		_, failed := w.Companies(ctx)
		if n := d.Mend(); n != 1 || failed == nil {
			t.Errorf("%d calls failed, and the store says %v", n, failed)
		}
		_ = put(w, "two")
		_ = w.PutAccounts(ctx, []reconcile.Account{{ID: "FR1", Company: "two", Currency: "EUR"}})
		return nil
	})
	if err == nil {
		t.Error("an update with a read that failed was committed")
	}
	err = store.View(ctx, func(r reconcile.Reader) error {
		list, err := r.Companies(ctx)
		if err == nil && len(list) != 1 {
			t.Errorf("companies: %v", list)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
