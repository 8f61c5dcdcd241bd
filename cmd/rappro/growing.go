package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// quiet is how long a file has to stand unchanged before it counts as whole. A list that a
// browser, a bank's client or a copy over the network still writes may end with a whole line, and
// nothing in it says that more follows. Longer than such writers pause between two blocks, and
// short enough for who runs this on a file just saved. What a writer that pauses longer adds
// after a whole line is entered by the next run, once.
const quiet = 300 * time.Millisecond

// state is what changes while a file is written.
type state struct {
	size    int64
	written time.Time
}

// statesOf looks at files before they are read; what cannot be looked at is none of ours.
func statesOf(names []string) []state {
	out := make([]state, len(names))
	for i, name := range names {
		if info, err := os.Stat(name); name != importers.Stdin && err == nil {
			out[i] = state{info.Size(), info.ModTime()}
		}
	}
	return out
}

// refuseGrowing takes back what was read of files that were written meanwhile. Files that were
// written a moment before are waited for, together: nobody waits for those of yesterday.
func (a *app) refuseGrowing(ctx context.Context, names []string, before []state, read [][]reconcile.File) error {
	now, wait := a.now(), time.Duration(0)
	for _, s := range before {
		if age := now.Sub(s.written); age >= 0 && age < a.quiet {
			wait = max(wait, a.quiet-age)
		}
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
	}
	for i, s := range statesOf(names) {
		if s.size != before[i].size || !s.written.Equal(before[i].written) {
			read[i] = []reconcile.File{{Name: names[i], Path: names[i], Size: s.size,
				Err: errors.New("the file is still being written: it is left for the next time")}}
		}
	}
	return nil
}
