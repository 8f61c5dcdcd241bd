//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	generated "github.com/rappro/rappro/fixtures/world"
)

// A run of the program that is killed at any moment leaves a store in which every rule holds, and
// the next run ends where an undisturbed one ends. The kills are spread over the time that a run
// takes; every third store is killed again before it may finish. Thousands of kills, of single
// operations and on PostgreSQL too, are fixtures/crash.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	w, err := generated.New(7, generated.Options{Invoices: 400, Days: 120})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(dir); err != nil {
		t.Fatal(err)
	}
	p := killed{t: t, files: []string{"--invoices", filepath.Join(dir, "invoices.csv"),
		"--statements", filepath.Join(dir, "statements")}, asOf: w.AsOf()}
	p.loop(t, 10)
}

// The same in the middle of a run of more decisions than the store is given at once, so that
// kills come between two batches of one run.
func TestKillBetweenBatches(t *testing.T) {
	dir := t.TempDir()
	if err := generated.WriteScale(dir, 3, generated.Scale{Invoices: 12_000, Credits: 12_000,
		Format: "camt"}); err != nil {
		t.Fatal(err)
	}
	p := killed{t: t, files: []string{"--invoices", filepath.Join(dir, "invoices.csv"), "--statements",
		filepath.Join(dir, "statements")}, asOf: "2030-12-31"}
	p.loop(t, 3)
}

// killed runs the program as processes of their own, which can be killed.
type killed struct {
	t     *testing.T
	files []string
	asOf  string
	db    string
}

func (p killed) loop(t *testing.T, n int) {
	store := func() string { return "sqlite:" + filepath.Join(t.TempDir(), "a.db") }
	p.db = store()
	p.rappro("init")
	from := time.Now()
	p.rappro(append([]string{"run"}, p.files...)...)
	full := time.Since(from)
	want := p.rappro("db", "dump", "--state")
	halfway := 0
	for i := range n {
		if i%3 != 1 { // else the store of the kill before
			p.db = store()
			p.rappro("init")
		}
		if !p.kill(full * time.Duration(i+1) / time.Duration(n+1)) {
			continue
		}
		if text := p.rappro("verify"); !strings.Contains(text, "every rule holds") && text != "" {
			t.Errorf("kill %d of %d: %s", i+1, n, text)
		}
		if p.rappro("db", "dump", "--state") != want {
			halfway++
		}
		if i%3 == 0 && i+1 < n {
			continue
		}
		p.rappro(append([]string{"run"}, p.files...)...)
		same(t, "the state after kill "+strconv.Itoa(i+1)+" and another run", want,
			p.rappro("db", "dump", "--state"))
		p.rappro("verify")
	}
	t.Logf("a run takes %v; %d kills, %d of them before it had ended", full, n, halfway)
	if halfway == 0 {
		t.Error("every run had ended before it was killed: the test shows nothing")
	}
}

func (p killed) command(args ...string) *exec.Cmd {
	c := exec.Command("rappro", append([]string{"--as-of", p.asOf}, args...)...)
	c.Env = append(os.Environ(), "RAPPRO_DB="+p.db, "LANG=C", "RAPPRO_USER=tester")
	return c
}

// rappro runs a command to its end.
func (p killed) rappro(args ...string) string {
	p.t.Helper()
	c := p.command(args...)
	var messages strings.Builder
	c.Stderr = &messages
	out, err := c.Output()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitReview) {
		p.t.Fatalf("rappro %s: %v\n%s%s", strings.Join(args, " "), err, messages.String(), out)
	}
	return string(out)
}

// kill starts a run and kills it after a while; it says whether it came in time.
func (p killed) kill(after time.Duration) bool {
	p.t.Helper()
	c := p.command(append([]string{"run"}, p.files...)...)
	if err := c.Start(); err != nil {
		p.t.Fatal(err)
	}
	time.Sleep(after)
	if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		p.t.Fatal(err)
	}
	return c.Wait() != nil && c.ProcessState.ExitCode() == -1
}
