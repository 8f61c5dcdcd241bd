package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

func open(t testing.TB, url string) reconcile.Store {
	t.Helper()
	s, err := store.Open(context.Background(), url, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBackup takes both stores through the same, backs both up, and restores each into the other
// kind. The backups are the same bytes, and so are those of what was restored.
func TestBackup(t *testing.T) {
	const companies = 6
	ctx, dir := context.Background(), t.TempDir()
	a, b := "sqlite:"+filepath.Join(dir, "a.db"), pgtest.URL(t)
	storetest.Compare(t, func(t testing.TB) reconcile.Store { return open(t, a) },
		func(t testing.TB) reconcile.Store { return open(t, b) }, companies)
	var names []string
	for i := range companies {
		names = append(names, fmt.Sprint("company", i))
	}
	var wantDump, wantDigest string
	for i, url := range []string{a, b, pgtest.URL(t), "sqlite:" + filepath.Join(dir, "c.db")} {
		s := open(t, url)
		defer func() { _ = s.Close() }()
		if i >= 2 {
			if err := store.Restore(ctx, s, filepath.Join(dir, fmt.Sprint(i-2))); err != nil {
				t.Fatal(err)
			}
			if err := store.Restore(ctx, s, filepath.Join(dir, "0")); err == nil {
				t.Error("restored over something")
			}
		}
		digest, err := store.Backup(ctx, s, filepath.Join(dir, fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		dump, err := storetest.Dump(ctx, s, names...)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			wantDump, wantDigest = dump, digest
		}
		if dump != wantDump || digest != wantDigest {
			t.Errorf("store %d: another dump %v, another backup %v", i, dump != wantDump, digest != wantDigest)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "0")); err != nil || info.Mode() != 0o600 {
		t.Errorf("the backup's mode is %v (%v)", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part-*")); len(left) > 0 {
		t.Errorf("%q are left", left)
	}
}

// TestBackupDamaged offers what is no whole backup.
func TestBackupDamaged(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	s := open(t, "sqlite:"+filepath.Join(dir, "a.db"))
	defer func() { _ = s.Close() }()
	path := filepath.Join(dir, "backup")
	if _, err := store.Backup(ctx, s, path); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Backup(ctx, s, path); err == nil || !strings.Contains(err.Error(), "never takes the place") {
		t.Errorf("a backup took the place of another: %v", err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string][]byte{"empty": nil, "cut": whole[:len(whole)-1], "more": append(bytes.Clone(whole), '\n'),
		"head": whole[:len("rappro backup 1\n")], "other": []byte(strings.Repeat("x", 500))}
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 1
		bad[fmt.Sprint("byte ", i)] = b
	}
	for name, b := range bad {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := store.CheckBackup(path); err == nil {
			t.Errorf("%s: not reported", name)
		}
	}
	if err := store.Restore(ctx, s, path); err == nil {
		t.Error("something damaged was restored")
	}
}
