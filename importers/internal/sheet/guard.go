package sheet

import (
	"bufio"

	"github.com/rappro/rappro/importers"
)

// Guard is what a CSV reader reads from. It holds every record to the limits before the
// record is in memory, makes a lone CR a line end, and remembers how the file ends.
type Guard struct {
	r       *bufio.Reader
	comma   byte
	quoted  bool // inside quotes, where separators and line ends are text
	line    int  // that is being read
	record  int  // line where the record began, 0 between two
	size    int  // bytes of the record so far, its line end included
	columns int
	field   int // bytes of the text so far, its quotes left out
	last    byte
}

// NewGuard reads from r, whose cells are separated by comma.
func NewGuard(r *bufio.Reader, comma rune) *Guard {
	return &Guard{r: r, comma: byte(comma), line: 1}
}

// Ended says whether the last line that was read has a line end.
func (g *Guard) Ended() bool { return g.last == '\n' || g.last == '\r' }

// Read passes on what may be read.
func (g *Guard) Read(p []byte) (int, error) {
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
func (g *Guard) crlf(rest []byte) bool {
	if len(rest) == 0 {
		rest, _ = g.r.Peek(1) // nothing at the end of the file
	}
	return len(rest) > 0 && rest[0] == '\n'
}

// take counts one byte. Quotes that stand where they may not are refused by the CSV reader,
// so it is enough to count whether they are open.
func (g *Guard) take(c byte) error {
	if g.record == 0 {
		g.record, g.size, g.columns, g.field = g.line, 0, 1, 0
	}
	g.size++
	switch {
	case c == '"':
		g.quoted = !g.quoted
	case c == g.comma && !g.quoted:
		g.columns++
		g.field = 0
	case c == '\n' || c == '\r':
	default:
		g.field++
	}
	if g.field > importers.MaxField {
		return importers.FieldTooLong(g.record)
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
