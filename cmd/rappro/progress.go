package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/rappro/rappro/reconcile"
)

// progress tells a person at a terminal how far long work is; elsewhere it is nil, so that
// logs stay clean.
func (a *app) progress() func(reconcile.Step) {
	if a.flags.quiet || !isTerminal(a.stderr) {
		return nil
	}
	var last time.Time
	return func(s reconcile.Step) {
		done := s.Done == s.Total
		if now := a.now(); !done && now.Sub(last) < 100*time.Millisecond {
			return
		} else {
			last = now
		}
		fmt.Fprintf(a.stderr, "\r\x1b[K%s %d/%d", s.What, s.Done, s.Total)
		if done {
			fmt.Fprint(a.stderr, "\r\x1b[K")
		}
	}
}

func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// confirm asks a person at a terminal; elsewhere nobody is asked, because a job could not
// answer.
func (a *app) confirm(yes bool) (bool, error) {
	if yes || !isTerminal(a.stdin) {
		return true, nil
	}
	fmt.Fprint(a.stderr, a.texts.Text("change.ask")+" ")
	var answer string
	if _, err := fmt.Fscanln(a.stdin, &answer); err != nil && err != io.EOF && answer != "" {
		return false, err
	}
	switch answer {
	case "y", "Y", "yes", "o", "O", "oui":
		return true, nil
	}
	return false, nil
}
