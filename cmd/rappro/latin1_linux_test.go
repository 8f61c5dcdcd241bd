package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// A file whose name is in Latin-1, as an old server of a bank writes it, is taken like any other: by
// the morning's job, which it must not end for the files beside it, and by a worker, on either store.
func TestNameInLatin1(t *testing.T) {
	text, err := os.ReadFile("../../fixtures/month/bank/camt/2026-06-01.xml")
	if err != nil {
		t.Fatal(err)
	}
	for _, db := range []string{"sqlite:" + filepath.Join(t.TempDir(), "a.db"), pgtest.URL(t)} {
		o := office{t, db, "2026-06-30"}
		o.rappro("init")
		o.rappro("db", "migrate")
		box := t.TempDir()
		in := filepath.Join(box, "default")
		for _, args := range [][]string{{"run", "--inbox", in}, {"worker", "--inbox", box, "--once"}} {
			name := filepath.Join(in, "relev\xe9.xml")
			err := errors.Join(os.MkdirAll(in, 0o700), os.WriteFile(name, text, 0o600),
				os.Chtimes(name, time.Unix(1e9, 0), time.Unix(1e9, 0)))
			if err != nil {
				t.Fatal(err)
			}
			code, out := o.try(args...)
			taken := filepath.Join(in, "done", "relev\xe9.xml")
			if err := os.Remove(taken); err != nil {
				t.Errorf("%s on %s: %d %s %v", args[0], strings.Split(db, ":")[0], code, out, err)
			}
		}
		if list := o.rappro("list", "imports", "-o", "csv"); !strings.Contains(list, ",relev_.xml,") {
			t.Errorf("imports: %s", list)
		}
	}
}
