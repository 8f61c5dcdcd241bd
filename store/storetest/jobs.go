package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rappro/rappro/reconcile"
	"github.com/rappro/rappro/reconcile/jobs"
)

// OpenJobs gives a test the jobs of an empty store; each call is another program's.
type OpenJobs func(t testing.TB, attempts int) jobs.Queue

// JobSettings are those of a program that no other is mistaken for.
func JobSettings(attempts int) jobs.Settings {
	return jobs.Settings{Attempts: attempts, Worker: rand.Text(), Now: time.Now}
}

// Jobs runs the suite that every queue must pass.
func Jobs(t *testing.T, fresh func(t testing.TB) OpenJobs) {
	for name, run := range map[string]func(*testing.T, OpenJobs){
		"once": testJobOnce, "dead": testJobDead, "forgotten": testJobForgotten, "busy": testJobBusy, "interrupted": testJobInterrupted,
		"failure": testJobFailure, "panic": testJobPanics, "many": testManyJobs,
	} {
		t.Run(name, func(t *testing.T) { run(t, fresh(t)) })
	}
}

func jobFile(company string, n int) jobs.File {
	return jobs.File{Company: company, Name: fmt.Sprintf("file%d.xml", n), Digest: fmt.Sprintf("%064d", n)}
}

// done notes what is done.
type done struct {
	sync.Mutex
	files []string
}

func (d *done) do(_ context.Context, f jobs.Job) error {
	d.Lock()
	defer d.Unlock()
	d.files = append(d.files, f.Company+"/"+f.Name)
	return nil
}

// worked lets a queue work until nothing is left.
func worked(t testing.TB, q jobs.Queue, do jobs.Do) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	if err := q.Work(ctx, jobs.Options{Workers: 2, Once: true}, do); err != nil || ctx.Err() != nil {
		t.Fatal(err, ctx.Err())
	}
}

func add(t testing.TB, q jobs.Queue, want int, files ...jobs.File) {
	t.Helper()
	if n, err := q.Add(context.Background(), files); n != want || err != nil {
		t.Errorf("%d jobs are new, %v, want %d", n, err, want)
	}
}

func listJobs(t testing.TB, q jobs.Queue) []jobs.Job {
	t.Helper()
	list, err := q.Jobs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// A file of a company is one job, whoever adds it and under which name; that of another company and
// other bytes are others. What is done may come again.
func testJobOnce(t *testing.T, open OpenJobs) {
	q, other := open(t, 3), open(t, 3)
	a, b := jobFile("a", 1), jobFile("a", 2)
	add(t, q, 2, a, b)
	renamed := a
	renamed.Name = "again.xml"
	add(t, other, 1, a, renamed, jobFile("b", 1))
	for i, j := range listJobs(t, other) {
		if want := []jobs.File{a, b, jobFile("b", 1)}[i]; j.File != want || j.State != jobs.Waiting || j.Attempts != 3 {
			t.Errorf("job %d: %+v", i, j)
		}
	}
	var d done
	worked(t, q, d.do)
	slices.Sort(d.files)
	if got := strings.Join(d.files, " "); got != "a/file1.xml a/file2.xml b/file1.xml" {
		t.Errorf("done: %s", got)
	}
	if list := listJobs(t, q); len(list) != 0 {
		t.Errorf("jobs are left: %+v", list)
	}
	add(t, q, 1, a)
}

// The list holds every job, in order, however many there are: more than are read at once.
func testManyJobs(t *testing.T, open OpenJobs) {
	q, files := open(t, 1), []jobs.File{}
	for n := range 20_001 {
		files = append(files, jobFile("a", n))
	}
	add(t, q, len(files), files...)
	list := listJobs(t, q)
	if len(list) != len(files) {
		t.Fatalf("%d of %d jobs are listed", len(list), len(files))
	}
	for i, j := range list {
		if j.File != files[i] || i > 0 && j.ID <= list[i-1].ID {
			t.Fatalf("job %d is %+v", i, j)
		}
	}
}

// A job that fails every time is dead after the last, keeps its error and its file out, and is
// tried again when a person says so.
func testJobDead(t *testing.T, open OpenJobs) {
	q := open(t, 2)
	f := jobFile("a", 1)
	add(t, q, 1, f)
	tries := 0
	worked(t, q, func(context.Context, jobs.Job) error { tries++; return errors.New("the disk is gone") })
	list := listJobs(t, q)
	if len(list) != 1 || tries != 2 {
		t.Fatalf("%d tries, %+v", tries, list)
	}
	j := list[0]
	if j.State != jobs.Dead || j.Attempt != 2 || j.Error != "the disk is gone" || !j.Next.IsZero() {
		t.Errorf("%+v", j)
	}
	add(t, q, 0, f)
	if err := q.Retry(context.Background(), j.ID+1000); !errors.Is(err, reconcile.ErrNotFound) {
		t.Errorf("another job is tried again: %v", err)
	}
	if err := q.Retry(context.Background(), j.ID); err != nil {
		t.Fatal(err)
	}
	var d done
	worked(t, q, d.do)
	if len(d.files) != 1 || len(listJobs(t, q)) != 0 {
		t.Errorf("done: %v", d.files)
	}
}

// What failed of a company is forgotten when somebody has done all that it had; its file may come
// again. What has not failed and what is of others stays.
func testJobForgotten(t *testing.T, open OpenJobs) {
	q := open(t, 1)
	a, b := jobFile("a", 1), jobFile("b", 2)
	add(t, q, 2, a, b)
	worked(t, q, func(context.Context, jobs.Job) error { return errors.New("the disk is gone") })
	later := jobFile("a", 3)
	add(t, q, 1, later)
	if err := q.Forget(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	list := listJobs(t, q)
	if len(list) != 2 || list[0].File != b || list[1].File != later {
		t.Errorf("left: %+v", list)
	}
	add(t, q, 1, a, b, later)
}

// A company at work is no failure: the job comes back, and others do not wait for it.
func testJobBusy(t *testing.T, open OpenJobs) {
	q := open(t, 1)
	add(t, q, 2, jobFile("a", 1), jobFile("b", 2))
	var d done
	busy := 3
	worked(t, q, func(ctx context.Context, f jobs.Job) error {
		if f.Begun != 1 {
			t.Errorf("a job that was put off comes back as one that was begun: %+v", f)
		}
		d.Lock()
		wait := f.Company == "a" && busy > 0
		busy--
		d.Unlock()
		if wait {
			return fmt.Errorf("company %s: %w", f.Company, jobs.ErrBusy)
		}
		return d.do(ctx, f)
	})
	if got := strings.Join(d.files, " "); got != "b/file2.xml a/file1.xml" {
		t.Errorf("done: %s", got)
	}
}

// A failure delays its own job alone.
func testJobFailure(t *testing.T, open OpenJobs) {
	q := open(t, 2)
	add(t, q, 3, jobFile("a", 1), jobFile("b", 2), jobFile("c", 3))
	var d done
	failed := false
	worked(t, q, func(ctx context.Context, f jobs.Job) error {
		if f.Company == "a" && !failed {
			failed = true
			return errors.New("once")
		}
		return d.do(ctx, f)
	})
	if len(d.files) != 3 || d.files[2] != "a/file1.xml" {
		t.Errorf("done: %v", d.files)
	}
}

// A panic ends a job and no worker.
func testJobPanics(t *testing.T, open OpenJobs) {
	q := open(t, 1)
	add(t, q, 2, jobFile("a", 1), jobFile("b", 2))
	var d done
	worked(t, q, func(ctx context.Context, f jobs.Job) error {
		if f.Company == "a" {
			panic("a mistake of ours")
		}
		return d.do(ctx, f)
	})
	list := listJobs(t, q)
	if len(list) != 1 || list[0].State != jobs.Dead || !strings.Contains(list[0].Error, "a mistake of ours") || len(d.files) != 1 {
		t.Errorf("done: %v; %+v", d.files, list)
	}
}

// A worker that is told to stop interrupts what it does, and the job waits again.
func testJobInterrupted(t *testing.T, open OpenJobs) {
	q := open(t, 1)
	add(t, q, 1, jobFile("a", 1))
	ctx, stop := context.WithCancel(context.Background())
	err := q.Work(ctx, jobs.Options{}, func(ctx context.Context, _ jobs.Job) error {
		stop()
		<-ctx.Done()
		return ctx.Err()
	})
	if err != nil {
		t.Error(err)
	}
	var d done
	worked(t, q, func(ctx context.Context, j jobs.Job) error {
		if j.Begun != 2 || j.Attempt != 1 {
			t.Errorf("a job that was interrupted comes back as %+v", j)
		}
		return d.do(ctx, j)
	})
	if len(d.files) != 1 {
		t.Errorf("done: %v, left: %+v", d.files, listJobs(t, q))
	}
}
