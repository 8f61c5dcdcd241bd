//go:build unix

package main

import (
	"bytes"
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	generated "github.com/rappro/rappro/fixtures/world"
	"github.com/rappro/rappro/store/postgres/pgtest"
)

// When PostgreSQL dies under a run, in the middle of rows that are on their way, the program ends by
// itself and says so; every rule holds, and the next run ends where an undisturbed one ends.
func TestServerKilled(t *testing.T) {
	s, err := pgtest.Start(pgtest.Options{})
	if err != nil {
		t.Fatalf("these tests need a PostgreSQL: %v", err)
	}
	defer s.Stop()
	dir := t.TempDir()
	if err := generated.WriteScale(dir, 3, generated.Scale{Invoices: 12_000, Credits: 12_000,
		Format: "camt"}); err != nil {
		t.Fatal(err)
	}
	p := killed{t: t, files: []string{"--invoices", filepath.Join(dir, "invoices.csv"), "--statements",
		filepath.Join(dir, "statements")}, asOf: "2030-12-31"}
	empty := func() {
		if p.db, _, err = s.Schema(context.Background()); err != nil {
			t.Fatal(err)
		}
		p.rappro("init")
	}
	run := append([]string{"run"}, p.files...)
	empty()
	from := time.Now()
	p.rappro(run...)
	full := time.Since(from)
	want := p.rappro("db", "dump", "--state")
	const kills = 2 // one of the whole server, then one of a process of it
	early := 0
	for i := range kills {
		if i%2 == 0 {
			empty()
		}
		c := p.command(run...)
		var messages bytes.Buffer
		c.Stderr = &messages
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(full * time.Duration(i+1) / (kills + 2))
		if i < kills/2 {
			err = s.Kill()
		} else {
			err = s.KillOne(func(n int) int { return i % n })
		}
		if err != nil {
			t.Fatal(err)
		}
		if code := ended(t, c); code == exitFailed {
			early++
			if n := strings.Count(messages.String(), "PostgreSQL was lost"); n > 1 || messages.Len() == 0 {
				t.Errorf("kill %d: %s", i+1, &messages)
			}
			t.Logf("kill %d: %s", i+1, &messages)
		} else if code > exitReview {
			t.Errorf("kill %d: code %d, %s", i+1, code, &messages)
		}
		if i < kills/2 {
			err = s.Start()
		} else {
			err = s.Answers()
		}
		if err != nil {
			t.Fatal(err)
		}
		p.rappro("verify")
		if i%2 == 0 {
			continue
		}
		p.rappro(run...)
		same(t, "the state after a kill of the server and another run", want, p.rappro("db", "dump", "--state"))
		p.rappro("verify")
	}
	if early == 0 {
		t.Error("every run had ended before the server was killed: the test shows nothing")
	}
}

// ended waits for a program, which must not wait for ever itself.
func ended(t *testing.T, c *exec.Cmd) int {
	t.Helper()
	hangs := time.AfterFunc(time.Minute, func() { _ = c.Process.Kill() })
	_ = c.Wait()
	if !hangs.Stop() {
		t.Fatal("the program waits for a server that is gone")
	}
	return c.ProcessState.ExitCode()
}
