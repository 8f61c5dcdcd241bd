package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile/jobs"
	"github.com/rappro/rappro/store"
)

// A dead job is said each time, until another job of its company is done and with it the whole inbox:
// a file that a person puts back is then taken again.
func TestDeadJobGoesWithTheInbox(t *testing.T) {
	dir := t.TempDir()
	o := office{t, "sqlite:" + filepath.Join(dir, "a.db"), "2026-07-31"}
	box := filepath.Join(dir, "inbox")
	in := filepath.Join(box, "default")
	put := func(name, text string) {
		err := errors.Join(os.MkdirAll(in, 0o700), os.WriteFile(filepath.Join(in, name), []byte(text), 0o600),
			os.Chtimes(filepath.Join(in, name), time.Unix(1e9, 0), time.Unix(1e9, 0)))
		if err != nil {
			t.Fatal(err)
		}
	}
	o.rappro("init")
	o.rappro("import", "../../fixtures/month/invoices.csv")
	put("a.txt", "?")
	ctx := context.Background()
	s, err := store.Open(ctx, o.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	q, err := store.Jobs(ctx, s, jobs.Settings{Attempts: 1, Worker: "w", Now: func() time.Time { return time.Unix(1e9, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	digest := fmt.Sprintf("%x", sha256.Sum256([]byte("?")))
	_, err = q.Add(ctx, []jobs.File{{Company: "default", Name: "a.txt", Digest: digest}})
	err = errors.Join(err, q.Work(ctx, jobs.Options{Once: true}, func(context.Context, jobs.Job) error {
		return errors.New("the disk is gone")
	}), q.Close(), s.Close())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if code, out := o.try("worker", "--inbox", box, "--once"); code != exitFailed || out != "1 file is not done: see rappro jobs\n" {
			t.Errorf("with a dead job: %d %q", code, out)
		}
	}
	put("b.txt", "??")
	o.try("worker", "--inbox", box, "--once")
	if list := o.rappro("jobs", "-o", "csv"); strings.Count(list, "\n") != 1 {
		t.Errorf("jobs are left: %s", list)
	}
	put("a.txt", "?")
	o.try("worker", "--inbox", box, "--once")
	if _, err := os.Lstat(filepath.Join(in, "a.txt")); err == nil {
		t.Error("what was put back is not taken")
	}
}

// A worker that died after it had moved the files and before it matched them leaves a job whose file
// is gone. The next worker matches the company all the same.
func TestWorkerFinishesWhatWasMoved(t *testing.T) {
	dir := t.TempDir()
	o := office{t, "sqlite:" + filepath.Join(dir, "a.db"), "2026-07-31"}
	box := filepath.Join(dir, "inbox")
	company := filepath.Join(box, "default")
	if err := os.MkdirAll(filepath.Join(company, "done"), 0o700); err != nil {
		t.Fatal(err)
	}
	o.rappro("init")
	o.rappro("import", "../../fixtures/month/invoices.csv")
	bank, err := filepath.Glob("../../fixtures/month/bank/camt/*.xml")
	if err != nil || len(bank) == 0 {
		t.Fatal(bank, err)
	}
	o.rappro("import", bank[0])
	// As the worker left it: the file is imported and in its place, the job was begun.
	ctx, stop := context.WithCancel(context.Background())
	s, err := store.Open(ctx, o.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := func() time.Time { return time.Unix(1e9, 0) } // the program's clock in these tests stands still
	q, err := store.Jobs(ctx, s, jobs.Settings{Attempts: 3, Worker: "dead", Now: before})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Add(ctx, []jobs.File{{Company: "default", Name: "f.xml", Digest: strings.Repeat("0", 64)}}); err != nil {
		t.Fatal(err)
	}
	err = q.Work(ctx, jobs.Options{}, func(ctx context.Context, _ jobs.Job) error {
		stop()
		<-ctx.Done()
		return ctx.Err()
	})
	if err := errors.Join(err, q.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	decisions := func() int { return strings.Count(o.rappro("list", "decisions", "-o", "csv"), "\n") - 1 }
	if n := decisions(); n != 0 {
		t.Fatalf("%d decisions before the worker", n)
	}
	o.try("worker", "--inbox", box, "--once")
	if decisions() == 0 {
		t.Error("the company was not matched")
	}
	if list := o.rappro("jobs", "-o", "csv"); strings.Count(list, "\n") != 1 {
		t.Errorf("jobs are left: %s", list)
	}
}
