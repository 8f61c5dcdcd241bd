package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rappro/rappro/store/postgres/pgtest"
)

// TestAnswersOnBothStores: what is known of the files of an account is the same on both stores
// and whatever file came first.
func TestAnswersOnBothStores(t *testing.T) {
	const account = "FR7630006000011234567890189"
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("Date;Label;Amount\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	day := write("day.csv", "31/01/2026;RENT;-1.234,50\n")
	open := write("open.csv", "05/02/2026;RENT;-1.234\n")
	other := write("other.csv", "03/31/2026;RENT;-2.00\n")
	last := write("last.csv", "05/04/2026;RENT;-3.00\n")
	var states []string
	for _, db := range []string{"sqlite:" + filepath.Join(dir, "a.db"), pgtest.URL(t)} {
		o := office{t, db, "2026-11-21"}
		o.rappro("init")
		o.rappro("import", "--account", account, "--currency", "EUR", day)
		o.rappro("import", "--account", account, open)
		entries := o.rappro("list", "entries", "-o", "csv")
		if !strings.Contains(entries, "2026-02-05") || !strings.Contains(entries, "-1234.00") {
			t.Errorf("the file before proves day and decimals:\n%s", entries)
		}
		// Another order, proved by a file: nothing is known of the days then.
		o.rappro("import", "--account", account, other)
		if out := o.rappro("import", "--account", account, last); !strings.Contains(out, "dates:") {
			t.Errorf("files prove two orders, and the next one is not asked about:\n%s", out)
		}
		states = append(states, o.rappro("db", "dump", "--state"))
	}
	same(t, "the state on PostgreSQL", states[0], states[1])
}
