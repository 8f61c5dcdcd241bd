//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rappro/rappro/fixtures/postbox"
)

// The work that was done has its own code, whatever becomes of the letter: one that nobody takes now waits,
// which is said with -q too; one that is refused for good is said once.
func TestCodeOfLetters(t *testing.T) {
	for fault, after := range map[postbox.Fault]struct {
		codes []int
		said  string
	}{postbox.Gone: {[]int{exitReview, exitDone}, "the next run tries again: the mail server cannot be used"},
		postbox.Unknown: {[]int{exitFailed, exitDone}, "a letter to claire@example.org is not sent again"}} {
		b := openBureau(t, "sqlite:books.db")
		b.bring("../../fixtures/month/bank/camt/2026-06-01.xml")
		b.post.Fail(fault)
		for i, want := range after.codes {
			code, out := b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30", fmt.Sprintf("--quiet=%t", fault == postbox.Gone))
			said := i == 0 || fault == postbox.Gone
			if code != want || strings.Contains(out, after.said) != said {
				t.Errorf("%s, run %d: code %d, want %d: %s", fault, i, code, want, out)
			}
		}
		b.post.Fail(postbox.None)
		b.rappro("run", "--inbox", "in", "--as-of", "2026-06-30")
		if want := map[postbox.Fault]int{postbox.Gone: 1}[fault]; len(b.letters()) != want {
			t.Errorf("%s: %d letters in the end, want %d", fault, len(b.letters()), want)
		}
	}
}

// What keeps rappro serve from its job is said, with the time of the next try, which is soon; so is a letter that
// waits.
func TestServeTriesAgain(t *testing.T) {
	for _, c := range []struct {
		spoil func(bureau)
		said  string
	}{{func(b bureau) { _ = os.Rename(filepath.Join(b.dir, "in"), filepath.Join(b.dir, "elsewhere")) }, "the inbox in is not there"},
		{func(b bureau) { b.post.Fail(postbox.Gone) }, "code 3"}} {
		b := openBureau(t, "sqlite:books.db")
		b.bring("../../fixtures/month/bank/camt/2026-06-01.xml")
		c.spoil(b)
		log := filepath.Join(b.dir, "log")
		out, err := os.Create(log)
		if err != nil {
			t.Fatal(err)
		}
		served := b.command("serve", "--listen", "127.0.0.1:0", "--as-of", "2026-06-30")
		served.Stderr = out
		if err := served.Start(); err != nil {
			t.Fatal(err)
		}
		var said []byte
		for end := time.Now().Add(time.Minute); time.Now().Before(end) && !strings.Contains(string(said), "tried again at"); {
			time.Sleep(20 * time.Millisecond)
			said, _ = os.ReadFile(log)
		}
		if err := errors.Join(served.Process.Signal(syscall.SIGTERM), served.Wait(), out.Close()); err != nil {
			t.Fatal(err)
		}
		text, found := regexp.MustCompile(`job: it is tried again at (.*)`).FindSubmatch(said), false
		if text != nil {
			next, err := time.Parse(time.RFC3339, string(text[1]))
			found = err == nil && time.Until(next) <= time.Minute
		}
		if !found || !strings.Contains(string(said), c.said) {
			t.Errorf("%s", said)
		}
	}
}
