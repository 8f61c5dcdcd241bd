package sheet

import (
	"bufio"

	"github.com/rappro/rappro/importers"
)

// guarded is what the CSV reader reads from. It holds every record to the limits before the
// record is in memory, makes a lone CR a line end, and remembers how the file ends.
type guarded struct {
	r       *bufio.Reader
	comma   byte
	quoted  bool // inside quotes, where separators and line ends are text
	line    int  // that is being read
	record  int  // line where the record began, 0 between two
	size    int  // bytes of the record so far, its line end included
	columns int
	last    byte
}

// Read passes on what may be read.
func (g *guarded) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for i := range n {
		if p[i] == '\r' && !g.crlf(p[i+1:n]) {
			p[i] = '\n'
		}
		if bad := g.take(p[i]); bad != nil {
			return 0, bad
		}
	}
	if n > 0 {
		g.last = p[n-1]
	}
	return n, err
}

// crlf says whether an LF follows a CR.
func (g *guarded) crlf(rest []byte) bool {
	if len(rest) == 0 {
		rest, _ = g.r.Peek(1) // nothing at the end of the file
	}
	return len(rest) > 0 && rest[0] == '\n'
}

// take counts one byte. Quotes that stand where they may not are refused by the CSV reader,
// so it is enough to count whether they are open.
func (g *guarded) take(c byte) error {
	if g.record == 0 {
		g.record, g.size, g.columns = g.line, 0, 1
	}
	g.size++
	switch {
	case c == '"':
		g.quoted = !g.quoted
	case c == g.comma && !g.quoted:
		g.columns++
	}
	if g.size > importers.MaxRecord {
		return importers.RecordTooLong(g.record)
	}
	if g.columns > importers.MaxColumns {
		return importers.TooManyColumns(g.record)
	}
	if c == '\n' {
		g.line++
		if !g.quoted {
			g.record = 0
		}
	}
	return nil
}
