package disktest_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store/sqlite"
	"github.com/rappro/rappro/store/sqlite/disktest"
)

func write(t *testing.T, s reconcile.Store, id string) error {
	t.Helper()
	return s.Update(t.Context(), id, func(w reconcile.Writer) error {
		return w.PutCompany(t.Context(), reconcile.Company{ID: id, Salt: []byte("salt")})
	})
}

// What is committed is synced by then: played to its end, nothing that counts is pending, and the
// files that a cut leaves are a store that holds it.
func TestPlatterHoldsWhatWasCommitted(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	path := filepath.Join(folder, "a.db")
	d := disktest.Under(t, folder)
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Record()
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, s, "one"); err != nil {
		t.Fatal(err)
	}
	events := d.Stop()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	syncs := 0
	for _, e := range events {
		p.Play(e)
		if e.Kind == disktest.Sync {
			syncs++
		}
	}
	if syncs == 0 {
		t.Fatalf("%d events and no sync", len(events))
	}
	after := t.TempDir()
	for name, data := range p.Cut(rand.New(rand.NewPCG(1, 1))) {
		if err := os.WriteFile(filepath.Join(after, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err = sqlite.Open(ctx, filepath.Join(after, "a.db"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := s.View(ctx, func(r reconcile.Reader) error {
		list, err := r.Companies(ctx)
		if err == nil && len(list) != 1 {
			t.Errorf("companies after the cut: %v", list)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// A call that fails once fails what asked for it, and the same again succeeds.
func TestBreak(t *testing.T) {
	folder := t.TempDir()
	d := disktest.Under(t, folder)
	s, err := sqlite.Open(t.Context(), filepath.Join(folder, "a.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	d.Break(disktest.Fault{At: 1, Code: disktest.Unsynced})
	err = write(t, s, "one")
	if n := d.Mend(); n != 1 || err == nil {
		t.Fatalf("%d calls failed, the store says %v", n, err)
	}
	t.Log(err)
	if err := write(t, s, "one"); err != nil {
		t.Fatal(err)
	}
}
