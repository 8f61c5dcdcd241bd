package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	generated "github.com/rappro/rappro/fixtures/world"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// office runs the program in this process on one store, with a clock that stands still.
type office struct {
	t    *testing.T
	db   string
	asOf string
}

// rappro gives what a command prints on standard output. Exit codes 0 and 3 are fine.
func (o office) rappro(args ...string) string {
	o.t.Helper()
	var out, messages bytes.Buffer
	env := map[string]string{"RAPPRO_DB": o.db, "LANG": "C"}
	instant := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	code := run(context.Background(), append([]string{"--as-of", o.asOf}, args...), world{
		stdin: strings.NewReader(""), stdout: &out, stderr: &messages,
		now: func() time.Time { return instant }, getenv: func(k string) string { return env[k] },
		user: func() string { return "tester" },
		salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }})
	if code != exitDone && code != exitReview {
		o.t.Fatalf("rappro %s: exit %d\n%s", strings.Join(args, " "), code, messages.String())
	}
	return out.String()
}

// renamed copies the files of a folder under names that sort the other way round.
func renamed(t *testing.T, folder string) string {
	t.Helper()
	to := t.TempDir()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		data, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%05d_%s", len(files)-i, f.Name())
		if err := os.WriteFile(filepath.Join(to, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// Generated worlds on both stores: the same files twice, in another order and under other
// names, change nothing; every list and the dump of the state are the same bytes; and a
// fresh store that gets the files in the other order holds the same books.
func TestTwiceAndOnBothStores(t *testing.T) {
	for _, seed := range []uint64{11, 12} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			w, err := generated.New(seed, generated.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Write(dir); err != nil {
				t.Fatal(err)
			}
			other := renamed(t, filepath.Join(dir, "statements"))
			asOf := w.AsOf()
			lite := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), asOf}
			back := office{t, "sqlite:" + filepath.Join(t.TempDir(), "b.db"), asOf}
			post := office{t, pgtest.URL(t), asOf}
			invoices := filepath.Join(dir, "invoices.csv")
			for _, o := range []office{lite, post} {
				o.rappro("init")
				o.rappro("run", "--invoices", invoices, "--statements", filepath.Join(dir, "statements"))
				first := o.rappro("db", "dump", "--state")
				o.rappro("run", "--invoices", invoices, "--statements", other)
				same(t, "the state after the same files again", first, o.rappro("db", "dump", "--state"))
				o.rappro("verify")
			}
			back.rappro("init")
			back.rappro("run", "--statements", other, "--invoices", invoices)
			state := lite.rappro("db", "dump", "--state")
			same(t, "the state after another order of files", state, back.rappro("db", "dump", "--state"))
			same(t, "the state on PostgreSQL", state, post.rappro("db", "dump", "--state"))
			for _, list := range []string{"statements", "entries", "payments", "invoices", "customers",
				"accounts", "companies", "allocations", "decisions", "anomalies", "imports"} {
				for _, format := range []string{"csv", "json"} {
					same(t, "list "+list+" as "+format, lite.rappro("list", list, "-o", format),
						post.rappro("list", list, "-o", format))
				}
			}
			same(t, "report summary", lite.rappro("report", "summary", "-o", "json"),
				post.rappro("report", "summary", "-o", "json"))
		})
	}
}

// same wants two outputs to be equal and shows the first line that is not.
func same(t *testing.T, what, want, got string) {
	t.Helper()
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			line := func(s []string) string {
				if i < len(s) {
					return s[i]
				}
				return "(nothing)"
			}
			t.Errorf("%s differs at line %d\nwant %s\ngot  %s", what, i+1, line(a), line(b))
			return
		}
	}
	if strings.TrimSpace(want) == "" {
		t.Errorf("%s is empty", what)
	}
}
