package qif

import (
	"bytes"
	"errors"
	"io"

	"github.com/rappro/rappro/importers"
)

// lines cuts a file into lines, which end in LF, CR LF or CR.
type lines struct {
	r        io.Reader
	buf      []byte
	pos, end int
	n        int  // of the line given last
	lf       bool // the line given last ended in CR: an LF behind it belongs to it
	done     error
}

func newLines(r io.Reader) *lines { return &lines{r: r, buf: make([]byte, 16<<10)} }

// next gives the next line without its end, until the call after it. It is io.EOF after the
// last one.
func (l *lines) next() ([]byte, error) {
	for from := 0; ; {
		if l.lf && l.pos < l.end {
			if l.buf[l.pos] == '\n' {
				l.pos++
			}
			l.lf = false
		}
		rest := l.buf[l.pos:l.end]
		at := -1
		if !l.lf && from <= len(rest) {
			at = bytes.IndexAny(rest[from:], "\r\n")
		}
		switch {
		case at >= 0:
			at += from
			l.lf = rest[at] == '\r'
			l.pos += at + 1
			return l.give(rest[:at])
		case l.done != nil && len(rest) > 0:
			l.pos = l.end
			return l.give(rest)
		case l.done != nil:
			return nil, l.done
		case len(rest) > importers.MaxField:
			return nil, importers.FieldTooLong(l.n + 1)
		}
		from = len(rest)
		l.more()
	}
}

func (l *lines) give(b []byte) ([]byte, error) {
	l.n++
	if len(b) > importers.MaxField {
		return nil, importers.FieldTooLong(l.n)
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return nil, &importers.Error{Line: l.n, What: "a NUL byte: the file is not text, or its " +
			"character set was not recognised"}
	}
	if l.done != nil && !errors.Is(l.done, io.EOF) && l.pos == l.end {
		return nil, l.done // a line that a failing disk cut
	}
	return b, nil
}

func (l *lines) more() {
	if l.pos > 0 {
		l.end = copy(l.buf, l.buf[l.pos:l.end])
		l.pos = 0
	}
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n := 0
	for n == 0 && l.done == nil {
		n, l.done = l.r.Read(l.buf[l.end:])
	}
	l.end += n
}
