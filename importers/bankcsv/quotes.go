package bankcsv

import (
	"bytes"
	"errors"
	"io"

	"github.com/rappro/rappro/importers"
)

// cutQuotes finds the cells of a line with quotes, which stands from r to end, where they are
// those around whole cells: no cell holds one, and none goes on in the next line. It is false
// for every other line, and for one in which a quote stands in a wrong place.
func (s *scanner) cutQuotes(end int) bool {
	s.inPlace()
	s.rec.n = 0
	for at := s.r; ; at++ {
		from := at
		closed := at < end && s.buf[at] == '"'
		if closed {
			from = at + 1
			i := bytes.IndexByte(s.buf[from:end], '"')
			if i < 0 || s.escape && bytes.IndexByte(s.buf[from:from+i], '\\') >= 0 {
				return false
			}
			at = from + i
			s.rec.add(from, at)
			at++
		} else {
			i := bytes.IndexByte(s.buf[from:end], s.comma)
			if i < 0 {
				i = end - from
			}
			at = from + i
			if bytes.IndexByte(s.buf[from:at], '"') >= 0 {
				return false
			}
			s.rec.add(from, at)
		}
		if at == end {
			s.closed = closed
			return true
		}
		if s.buf[at] != s.comma {
			return false
		}
	}
}

// quoted cuts a record with a quote in its first line, which ends at r+end.
func (s *scanner) quoted(end int) (*record, error) {
	s.text, s.multi = s.text[:0], true
	s.rec.n = 0
	pos := 0
	for {
		from := len(s.text)
		line := trimCR(s.buf[s.r : s.r+end])
		if s.closed = pos < len(line) && line[pos] == '"'; s.closed {
			var err error
			if pos, end, err = s.inQuotes(pos+1, end); err != nil {
				return nil, err
			}
			line = trimCR(s.buf[s.r : s.r+end])
		} else {
			i := bytes.IndexByte(line[pos:], s.comma)
			if i < 0 {
				i = len(line) - pos
			}
			if cell := line[pos : pos+i]; !s.lazy && bytes.IndexByte(cell, '"') >= 0 &&
				!excelText(cell) {
				return nil, strayQuote(s.line + bytes.Count(s.buf[s.r:s.r+pos], []byte{'\n'}))
			}
			s.text = append(s.text, line[pos:pos+i]...)
			pos += i
		}
		s.rec.add(from, len(s.text))
		if pos >= len(line) {
			break
		}
		pos++ // the separator
	}
	s.rec.data = s.text
	s.line += bytes.Count(s.buf[s.r:s.r+end], []byte{'\n'})
	s.skip(end)
	return &s.rec, nil
}

// inQuotes takes the cell in quotes that begins at r+pos, over as many lines as it has, and
// gives where it ends and where its last line does.
func (s *scanner) inQuotes(pos, end int) (int, int, error) {
	for {
		line := trimCR(s.buf[s.r : s.r+end])
		i := -1
		if pos <= len(line) {
			i = bytes.IndexByte(line[pos:], '"')
		}
		switch {
		case i > 0 && s.escape && escaped(line[pos:pos+i]):
			s.text = append(append(s.text, line[pos:pos+i-1]...), '"')
			pos += i + 1
		case i < 0:
			if pos < len(line) {
				s.text = append(s.text, line[pos:]...)
			}
			if s.r+end >= s.w && s.err != nil { // the file ends here
				if s.closed = false; s.lazy {
					return len(line), end, nil
				}
				return 0, 0, openQuote(s.start)
			}
			s.text = append(s.text, '\n')
			pos = end + 1
			next, err := s.lineEnd(pos)
			if errors.Is(err, io.EOF) && s.lazy {
				s.closed = false
				return end, end, nil
			}
			if errors.Is(err, io.EOF) {
				return 0, 0, openQuote(s.start)
			}
			if err != nil {
				return 0, 0, err
			}
			end = next
			if end > importers.MaxRecord {
				return 0, 0, importers.RecordTooLong(s.start)
			}
		case pos+i+1 == len(line) || line[pos+i+1] == s.comma:
			s.text = append(s.text, line[pos:pos+i]...)
			return pos + i + 1, end, nil
		case line[pos+i+1] == '"':
			s.text = append(s.text, line[pos:pos+i+1]...)
			pos += i + 2
		case s.lazy:
			s.text = append(s.text, line[pos:pos+i+1]...)
			pos += i + 1
		default:
			return 0, 0, openQuote(s.start)
		}
	}
}

// escaped says whether an odd number of backslashes ends a text.
func escaped(text []byte) bool {
	n := 0
	for n < len(text) && text[len(text)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// excelText says whether a cell is ="…", as spreadsheets are told that digits are text.
func excelText(cell []byte) bool {
	inner := unquoteExcel(cell)
	return len(inner) == len(cell)-3 && bytes.IndexByte(inner, '"') < 0
}

func openQuote(line int) error {
	return &importers.Error{Line: line, What: "a quote is open or stands in the wrong place: " +
		"the file is cut or was edited; download it again"}
}

func strayQuote(line int) error {
	return &importers.Error{Line: line, What: "a quote stands in the wrong place: the file was " +
		"edited; download it again"}
}
