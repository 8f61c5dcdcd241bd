package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile/jobs"
	"github.com/rappro/rappro/store"
)

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
