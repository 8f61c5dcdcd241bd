package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/store"
	"github.com/rappro/rappro/store/postgres/pgtest"
	"github.com/rappro/rappro/store/storetest"
)

// place is somewhere a store can be: a URL, and a way to run SQL there behind its back.
type place struct {
	url  string
	exec func(sql string) error
}

func places(t *testing.T) map[string]place {
	t.Helper()
	file := filepath.Join(t.TempDir(), "odd name?#%20é.db")
	url := pgtest.URL(t)
	ctx := context.Background()
	return map[string]place{
		"sqlite": {"sqlite:" + file, func(query string) error {
			escaped := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(file)
			db, err := sql.Open("sqlite", "file:"+escaped)
			if err != nil {
				return err
			}
			_, err = db.ExecContext(ctx, query)
			return errors.Join(err, db.Close())
		}},
		"postgres": {url, func(query string) error {
			c, err := pgx.Connect(ctx, url)
			if err != nil {
				return err
			}
			_, err = c.Exec(ctx, query)
			return errors.Join(err, c.Close(ctx))
		}},
	}
}

// refused opens where it must not be possible.
func refused(t *testing.T, url string, want error, hint string) {
	t.Helper()
	s, err := store.Open(context.Background(), url, store.Options{})
	if s != nil {
		t.Error("a refused store is not nil")
	}
	if !errors.Is(err, want) || !strings.Contains(err.Error(), hint) {
		t.Errorf("got %v, want %v and %q", err, want, hint)
	}
}

func TestOpen(t *testing.T) {
	ctx := context.Background()
	for kind, p := range places(t) {
		t.Run(kind, func(t *testing.T) {
			refused(t, p.url, reconcile.ErrNoStore, "rappro init")
			if err := store.Migrate(ctx, p.url); !errors.Is(err, reconcile.ErrNoStore) {
				t.Errorf("migrating nothing: %v", err)
			}
			refused(t, p.url, reconcile.ErrNoStore, "rappro init") // nothing was made on the way
			for range 2 {                                          // creating again changes nothing
				s, err := store.Open(ctx, p.url, store.Options{Create: true})
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if err := store.Migrate(ctx, p.url); err != nil {
				t.Errorf("migrating what is new: %v", err)
			}
			version := func(n string) {
				if err := p.exec("UPDATE goose_db_version SET version_id = " + n + " WHERE version_id > 0"); err != nil {
					t.Fatal(err)
				}
			}
			version("99")
			refused(t, p.url, reconcile.ErrNewerStore, "99")
			if err := store.Migrate(ctx, p.url); !errors.Is(err, reconcile.ErrNewerStore) {
				t.Errorf("migrating what is newer: %v", err)
			}
		})
	}
}

func TestForeignTables(t *testing.T) {
	for kind, p := range places(t) {
		t.Run(kind, func(t *testing.T) {
			if err := p.exec("CREATE TABLE theirs (a int)"); err != nil {
				t.Fatal(err)
			}
			_, err := store.Open(context.Background(), p.url, store.Options{Create: true})
			if err == nil || !strings.Contains(err.Error(), "another program") {
				t.Errorf("made a store among foreign tables: %v", err)
			}
			refused(t, p.url, reconcile.ErrNoStore, "rappro init")
		})
	}
}

func TestEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, "sqlite:"+path, reconcile.ErrNoStore, "empty file")
	_, err := store.Open(context.Background(), "sqlite:"+path, store.Options{Create: true})
	if !errors.Is(err, reconcile.ErrNoStore) {
		t.Errorf("an empty file was taken: %v", err)
	}
}

func TestURLs(t *testing.T) {
	for _, url := range []string{"", "rappro.db", "mysql://x:secret@h/d", "sqlite:", "sqlite::memory:",
		"postgres:secret", "postgres://u:secret@h:port/x"} {
		s, err := store.Open(context.Background(), url, store.Options{})
		if err == nil || s != nil {
			t.Errorf("%s was opened", url)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the message shows the password: %v", url, err)
		}
	}
}

func TestNoDatabase(t *testing.T) {
	url := strings.Replace(pgtest.URL(t), "@/rappro?", "@/none?", 1)
	refused(t, url, reconcile.ErrNoStore, "createdb")
	gone := strings.Replace(url, "host=", "host=%2Fnowhere", 1)
	if _, err := store.Open(context.Background(), gone, store.Options{}); err == nil ||
		errors.Is(err, reconcile.ErrNoStore) {
		t.Errorf("a server that does not answer is no missing store: %v", err)
	}
}

func TestNotAStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("just text ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, create := range []bool{false, true} {
		_, err := store.Open(context.Background(), "sqlite:"+path, store.Options{Create: create})
		if err == nil || !strings.Contains(err.Error(), "no store") {
			t.Errorf("a text file: %v", err)
		}
	}
	if _, err := store.Open(context.Background(), "sqlite:"+filepath.Dir(path), store.Options{}); err == nil ||
		!strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
}

func opener(kind string) storetest.Open {
	return func(t testing.TB) reconcile.Store {
		t.Helper()
		url := "sqlite:" + filepath.Join(t.TempDir(), "rappro.db")
		if kind == "postgres" {
			url = pgtest.URL(t)
		}
		s, err := store.Open(context.Background(), url, store.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestSameAnswers(t *testing.T) {
	storetest.Compare(t, opener("sqlite"), opener("postgres"), 40)
}

// TestCreateTogether lets several programs make one store at once.
func TestCreateTogether(t *testing.T) {
	for kind, p := range places(t) {
		t.Run(kind, func(t *testing.T) {
			var group sync.WaitGroup
			for range 5 {
				group.Go(func() {
					s, err := store.Open(context.Background(), p.url, store.Options{Create: true})
					if err != nil {
						t.Error(err)
						return
					}
					_ = s.Close()
				})
			}
			group.Wait()
			if file, ok := strings.CutPrefix(p.url, "sqlite:"); ok {
				if left, _ := filepath.Glob(filepath.Dir(file) + "/*.new-*"); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
			}
		})
	}
}
