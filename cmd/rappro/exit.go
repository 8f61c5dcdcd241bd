package main

import (
	"context"
	"errors"
	"fmt"
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
