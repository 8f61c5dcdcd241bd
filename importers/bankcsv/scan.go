package bankcsv

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/bits"

	"github.com/rappro/rappro/importers"
)

// scanner cuts decoded text into records and cells. It gives slices of its buffer, which
// are valid until the next record: a file is read without a string per cell. Its rules are
// those of encoding/csv: a cell in quotes may hold separators, doubled quotes and line ends;
// empty lines are no records. Lines end in LF or CR LF, or all of them in CR.
type scanner struct {
	src    io.Reader
	comma  byte
	lazy   bool // a quote inside a cell stands for itself
	escape bool // a quote behind a backslash stands for itself
	buf    []byte
	quotes bool  // a quote was read
	multi  bool  // the record given last has quotes: its cells may hold line ends
	closed bool  // its last cell is in quotes, and they are closed
	looked bool  // crOnly is decided
	crOnly bool  // lines end in CR
	r, w   int   // buf[r:w] is read and not cut yet
	line   int   // line of buf[r], from 1
	err    error // of src
	rec    record
	moved  bool   // buf is another than that of rec
	text   []byte // of records with quotes

	size  int  // bytes of the record given last
	start int  // line where the record given last begins
	last  int  // line where it ends
	ended bool // a line end stands behind it
}

// The ways in which files write a quote inside a cell in quotes.
const (
	quotesDoubled   = ""          // twice, as CSV wants it
	quotesLazy      = "lazy"      // as it is
	quotesBackslash = "backslash" // behind a backslash
)

func newScanner(src io.Reader, comma byte, quotes string) *scanner {
	return &scanner{src: src, comma: comma, lazy: quotes == quotesLazy,
		escape: quotes == quotesBackslash, buf: make([]byte, 64<<10), line: 1, moved: true}
}

// scanText cuts a text that is in memory; it may change a CR of it into LF.
func scanText(text []byte, comma byte, quotes string) *scanner {
	return &scanner{comma: comma, lazy: quotes == quotesLazy, escape: quotes == quotesBackslash,
		buf: text, w: len(text), line: 1, err: io.EOF, moved: true,
		quotes: bytes.IndexByte(text, '"') >= 0}
}

// next cuts the next record. At the end of the file it gives io.EOF.
func (s *scanner) next() (*record, error) {
	if !s.looked {
		if err := s.lineEnds(); err != nil {
			return nil, err
		}
	}
	for s.w-s.r < nearEnd && s.err == nil {
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
	for {
		end := bytes.IndexByte(s.buf[s.r:s.w], '\n')
		if end < 0 {
			var err error
			if end, err = s.lineEnd(0); err != nil {
				return nil, err
			}
		}
		line := trimCR(s.buf[s.r : s.r+end])
		s.start = s.line
		if len(line) == 0 {
			s.skip(end)
			continue
		}
		if s.quotes && bytes.IndexByte(line, '"') >= 0 {
			if !s.cutQuotes(s.r + len(line)) {
				return s.quoted(end)
			}
		} else {
			s.cut(s.r + len(line))
		}
		s.skip(end)
		return &s.rec, nil
	}
}

// cut finds the cells of a line without quotes, which stands from r to end. It looks at eight
// bytes at a time.
func (s *scanner) cut(end int) {
	s.inPlace()
	const ones, low = 0x0101010101010101, 0x7F7F7F7F7F7F7F7F
	comma := uint64(s.comma) * ones
	buf, spans, n, from := s.buf, s.rec.spans, 0, s.r
	for at := s.r; at < end; at += 8 {
		v := eight(buf, at) ^ comma
		found := ^(v&low + low | v | low) // its zero bytes
		for ; found != 0; found &= found - 1 {
			to := at + bits.TrailingZeros64(found)>>3
			if to >= end {
				break
			}
			if n == len(spans) {
				spans = append(spans, span{})
			}
			spans[n] = span{from, to}
			n, from = n+1, to+1
		}
	}
	s.rec.n = n
	if len(spans) > len(s.rec.spans) {
		s.rec.spans = spans
	}
	s.rec.add(from, end)
}

// inPlace makes the cells of the next record slices of the buffer.
func (s *scanner) inPlace() {
	if s.multi || s.moved { // a pointer is written only when it changes
		s.rec.data, s.moved = s.buf, false
	}
	s.multi, s.closed = false, false
}

// eight gives the bytes from at on as a number, zeros behind the last one.
func eight(b []byte, at int) uint64 {
	if at+8 <= len(b) {
		return binary.LittleEndian.Uint64(b[at:])
	}
	return fewer(b[at:])
}

func fewer(b []byte) (v uint64) {
	for i, c := range b {
		v |= uint64(c) << (8 * i)
	}
	return v
}

// nearEnd is how much is always read ahead of a record, if the file has it.
const nearEnd = 4 << 10

// near says whether the end of the file is near.
func (s *scanner) near() bool { return s.err != nil && s.w-s.r < nearEnd }

// skip goes behind the line that ends at r+end.
func (s *scanner) skip(end int) {
	s.size = end
	s.r += end
	s.last = s.line
	if s.ended = s.r < s.w; s.ended {
		s.r++
		s.line++
	}
}

// trimCR takes the CR of a line end off, and two of them, which stand in a file whose line ends
// were translated twice.
func trimCR(line []byte) []byte {
	n := len(line)
	for n > 0 && line[n-1] == '\r' {
		n--
	}
	return line[:n]
}

// lineEnd finds the end of the line from r+from on, relative to r. Where lines end in CR every
// CR is made LF. At the end of the file the rest is a line; without rest it is io.EOF.
func (s *scanner) lineEnd(from int) (int, error) {
	for searched := from; ; {
		if i := bytes.IndexByte(s.buf[s.r+searched:s.w], '\n'); i >= 0 {
			return searched + i, nil
		}
		if s.err != nil {
			return s.atEnd(from)
		}
		if searched = s.w - s.r; s.crOnly && searched > from+1 &&
			bytes.IndexByte(s.buf[s.r+from:s.w-1], '\r') >= 0 {
			loneCR(s.buf[s.r+from : s.w-1])
			searched = from
			continue
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// atEnd gives the last line of a file that does not end it.
func (s *scanner) atEnd(from int) (int, error) {
	if !errors.Is(s.err, io.EOF) {
		return 0, s.located(s.err)
	}
	rest := s.buf[s.r+from : s.w]
	if cr := bytes.IndexByte(rest, '\r'); cr >= 0 && s.crOnly {
		loneCR(rest)
		return from + cr, nil
	}
	if len(rest) == 0 {
		return 0, io.EOF
	}
	return s.w - s.r, nil
}

// loneCR makes every CR that no LF follows a line end.
func loneCR(b []byte) {
	for i, c := range b {
		if c == '\r' && (i == len(b)-1 || b[i+1] != '\n') {
			b[i] = '\n'
		}
	}
}

// fill reads more behind w.
func (s *scanner) fill() error {
	s.moved = true
	if s.w-s.r > importers.MaxRecord {
		return importers.RecordTooLong(s.line)
	}
	if s.r > 0 && s.r > len(s.buf)/2 {
		s.w = copy(s.buf, s.buf[s.r:s.w])
		s.r = 0
	}
	if len(s.buf)-s.w < 1024 {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.src.Read(s.buf[s.w:])
	s.quotes = s.quotes || bytes.IndexByte(s.buf[s.w:s.w+n], '"') >= 0
	s.w += n
	s.err = err
	return nil
}

// lineEnds finds out in the first half of a buffer whether lines end in CR alone.
func (s *scanner) lineEnds() error {
	const enough = 32 << 10 // the same for every way in which a file can come in pieces
	for s.w < enough && s.err == nil {
		if err := s.fill(); err != nil {
			return err
		}
	}
	head := s.buf[:min(s.w, enough)]
	s.looked = true
	s.crOnly = bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0
	return nil
}

// located adds the line to an error of the decoder.
func (s *scanner) located(err error) error {
	var bad badText
	if !errors.As(err, &bad) {
		return err
	}
	return &importers.Error{Line: s.line + bytes.Count(s.buf[s.r:s.w], []byte{'\n'}),
		What: string(bad)}
}
