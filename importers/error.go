package importers

import "fmt"

// Error is bad input: where it stands, what is wrong, and what to do about it.
type Error struct {
	Line int    // 1-based line or record; 0 when the file as a whole is meant
	What string // "the statement ends in the middle: download the file again"
	Err  error  // cause, or nil
}

// Error prints the place and the text. The name of the file is added by who opened it.
func (e *Error) Error() string {
	s := e.What
	if e.Line > 0 {
		s = fmt.Sprintf("line %d: %s", e.Line, e.What)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
