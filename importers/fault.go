package importers

import (
	"bufio"
	"context"
	"fmt"
	"path"
	"runtime"
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// guarded is read, where a fault of an importer is the refusal of the one file that it was found
// in: the other files of a folder are read all the same, and nothing of this one is.
func (f Formats) guarded(ctx context.Context, file *reconcile.File, b *bufio.Reader,
	opt ReadOptions) {
	defer func() {
		if fault := recover(); fault != nil {
			file.Err = &Error{What: fmt.Sprintf("internal error, a fault of rappro and not of the file: "+
				"please report it (%v, %s)",
				fault, faultAt())}
		}
	}()
	f.read(ctx, file, b, opt)
}

// faultAt is the place in the code where it panicked, for who repairs it. It is called by what
// recovers.
func faultAt() string {
	var at [16]uintptr
	frames := runtime.CallersFrames(at[:runtime.Callers(3, at[:])]) // behind this and what recovers
	for {
		frame, more := frames.Next()
		if frame.Function != "" && !strings.HasPrefix(frame.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", path.Base(frame.File), frame.Line)
		}
		if !more {
			return "?"
		}
	}
}
