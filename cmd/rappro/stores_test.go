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

	"github.com/rappro/rappro/cmd/internal/lists"
	"github.com/rappro/rappro/fixtures/score"
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
	code, out, messages := o.run(args...)
	if code != exitDone && code != exitReview {
		o.t.Fatalf("rappro %s: exit %d\n%s%s", strings.Join(args, " "), code, out, messages)
	}
	return out
}

// try gives the exit code of a command and all that it prints.
func (o office) try(args ...string) (int, string) {
	o.t.Helper()
	code, out, messages := o.run(args...)
	return code, out + messages
}

func (o office) run(args ...string) (code int, out, messages string) {
	var stdout, stderr bytes.Buffer
	env := map[string]string{"RAPPRO_DB": o.db, "LANG": "C"}
	instant := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	code = run(context.Background(), append([]string{"--as-of", o.asOf}, args...), world{
		stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr,
		now: func() time.Time { return instant }, getenv: func(k string) string { return env[k] },
		user: func() string { return "tester" },
		salt: func() ([]byte, error) { return []byte("0123456789abcdef"), nil }})
	return code, stdout.String(), stderr.String()
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

// books are the files of one company and the day on which they are looked at.
type books struct{ name, invoices, statements, asOf string }

// Generated worlds on both stores, and with RAPPRO_SETS=DIR the sets of DIR/bench too: the
// same files twice, in another order and under other names, change nothing; every list and
// the dump of the state are the same bytes; and a fresh store that gets the files in the
// other order holds the same books.
func TestTwiceAndOnBothStores(t *testing.T) {
	for _, b := range append(invented(t), sets(t)...) {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			other := books{b.name, copied(t, b.invoices), renamed(t, b.statements), b.asOf}
			lite := office{t, "sqlite:" + filepath.Join(t.TempDir(), "a.db"), b.asOf}
			back := office{t, "sqlite:" + filepath.Join(t.TempDir(), "b.db"), b.asOf}
			post := office{t, pgtest.URL(t), b.asOf}
			for kind, o := range map[string]office{"SQLite": lite, "PostgreSQL": post} {
				o.rappro("init")
				o.rappro("run", "--invoices", b.invoices, "--statements", b.statements)
				first, before := o.rappro("db", "dump", "--state"), o.rows()
				o.rappro("run", "--statements", other.statements, "--invoices", other.invoices)
				same(t, "the state after the same files again", first, o.rappro("db", "dump", "--state"))
				o.rappro("verify")
				fmt.Printf("%s on %s, imported again: %s\n", b.name, kind, o.more(before))
			}
			back.rappro("init")
			back.rappro("run", "--statements", other.statements, "--invoices", other.invoices)
			state := lite.rappro("db", "dump", "--state")
			same(t, "the state after another order of files", state, back.rappro("db", "dump", "--state"))
			same(t, "the state on PostgreSQL", state, post.rappro("db", "dump", "--state"))
			for _, list := range lists.Names() {
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

// invented are two generated companies, one of them with the details of its lumps in files
// of their own.
func invented(t *testing.T) []books {
	t.Helper()
	var out []books
	for _, seed := range []uint64{11, 12} {
		dir := t.TempDir()
		w, err := generated.New(seed, generated.Options{Realistic: seed == 12})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(dir); err != nil {
			t.Fatal(err)
		}
		reports, err := filepath.Glob(filepath.Join(dir, "psp", "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reports {
			if err := os.Rename(r, filepath.Join(dir, "statements", filepath.Base(r))); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, books{fmt.Sprint("seed ", seed), filepath.Join(dir, "invoices.csv"),
			filepath.Join(dir, "statements"), w.AsOf()})
	}
	return out
}

// sets are those of a folder that is named at run time: see `make same`.
func sets(t *testing.T) []books {
	t.Helper()
	dir := os.Getenv("RAPPRO_SETS")
	if dir == "" {
		return nil
	}
	found, err := filepath.Glob(filepath.Join(dir, "bench", "dev-*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("RAPPRO_SETS: no bench/dev-* in %s (%v)", dir, err)
	}
	var out []books
	for _, set := range found {
		truth, err := score.ReadTruth(filepath.Join(set, "truth.json"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, books{filepath.Base(set), filepath.Join(set, "invoices.csv"),
			filepath.Join(set, "statements"), truth.Meta.AsOf})
	}
	return out
}

// rows counts the rows of every list.
func (o office) rows() map[string]int {
	o.t.Helper()
	n := map[string]int{}
	for _, list := range lists.Names() {
		n[list] = strings.Count(o.rappro("list", list, "-o", "ndjson"), "\n")
	}
	return n
}

// more says how many rows have come since, and wants none.
func (o office) more(before map[string]int) string {
	o.t.Helper()
	after := o.rows()
	var words []string
	for _, list := range lists.Names() {
		n := after[list] - before[list]
		words = append(words, fmt.Sprintf("%d new %s", n, list))
		if n != 0 {
			o.t.Errorf("%s: %d rows before, %d after the same files again", list, before[list], after[list])
		}
	}
	return strings.Join(words, ", ")
}

// copied gives a file another name.
func copied(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "0 again.csv")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
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
