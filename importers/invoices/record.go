package invoices

import (
	"io"

	"github.com/rappro/rappro/importers"
)

// recordReader makes every line end LF, and counts the bytes of one record: a quote that is
// never closed is an error and not the whole file in memory.
type recordReader struct {
	r       io.Reader
	bytes   int
	afterCR bool
}

func (r *recordReader) reset() { r.bytes = 0 }

// Read passes bytes on until one record has had too many.
func (r *recordReader) Read(p []byte) (int, error) {
	if r.bytes > importers.MaxRecord {
		return 0, importers.RecordTooLong(0)
	}
	for {
		n, err := r.r.Read(p)
		n = r.lineEnds(p[:n])
		r.bytes += n
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// lineEnds turns CR and CR LF into LF, in place.
func (r *recordReader) lineEnds(p []byte) int {
	n := 0
	for _, c := range p {
		skip := c == '\n' && r.afterCR
		if r.afterCR = c == '\r'; r.afterCR {
			c = '\n'
		}
		if !skip {
			p[n] = c
			n++
		}
	}
	return n
}
