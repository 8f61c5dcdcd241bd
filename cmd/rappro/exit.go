package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/rappro/rappro/cmd/internal/config"
	"github.com/rappro/rappro/reconcile"
)

// The exit codes, which scheduled jobs rely on (DESIGN section 7). Good files are imported
// whatever the code says of the others.
const (
	exitDone        = 0
	exitFailed      = 1 // a file was refused, a rule is broken, or something failed
	exitUsage       = 2 // the command was written wrongly; nothing was done
	exitReview      = 3 // a file was held or asks, or something new waits for a person
	exitInterrupted = 130
)

// usageError is a command that was written wrongly.
type usageError struct{ error }

// Unwrap gives the cause.
func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// codeOf is the exit code of an error.
func codeOf(ctx context.Context, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &usage):
		return exitUsage
	}
	return exitFailed
}

// advice adds to an error of the store what a person can do about it.
func advice(err error, db string) error {
	shown := config.Shown(db)
	switch {
	case errors.Is(err, reconcile.ErrNoStore):
		return fmt.Errorf("there is no store at %s: make one with `rappro init`, or name another with --db", shown)
	case errors.Is(err, reconcile.ErrNewerStore):
		return fmt.Errorf("the store %s was written by a newer version of rappro: install that version; nothing was changed", shown)
	case errors.Is(err, reconcile.ErrOlderStore):
		return fmt.Errorf("the store %s has the schema of an older version: back it up, then run `rappro db migrate`", shown)
	}
	return err
}
