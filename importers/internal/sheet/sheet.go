package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/rappro/rappro/importers"
)

// Reader gives the rows of a table.
type Reader struct {
	csv     *csv.Reader
	in      *Guard
	columns map[string]int
	names   []string
	text    importers.MixedText
	row     []string
	line    int
}

// Open reads the line that names the columns.
func Open(r io.Reader) (*Reader, error) {
	b := bufio.NewReaderSize(r, 32<<10)
	head, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	src := io.Reader(b)
	if importers.HasMark(head) {
		if src, err = importers.TextReader(b, ""); err != nil {
			return nil, err
		}
	}
	text := bufio.NewReaderSize(src, importers.HeadSize)
	start, err := text.Peek(importers.HeadSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	s := &Reader{in: NewGuard(text, separator(start)), columns: map[string]int{}}
	s.csv = csv.NewReader(s.in)
	s.csv.Comma = separator(start)
	s.csv.ReuseRecord = true
	if err := s.read(); errors.Is(err, io.EOF) {
		return nil, &importers.Error{What: "the file is empty: export it again"}
	} else if err != nil {
		return nil, err
	}
	for i := range s.row {
		name := Fold(s.Cell(i))
		s.names = append(s.names, name)
		if _, twice := s.columns[name]; !twice {
			s.columns[name] = i
		}
	}
	return s, nil
}

// Columns are the folded names of the columns, in order.
func (s *Reader) Columns() []string { return s.names }

// Find gives the place of the first of some columns, folded, or -1.
func (s *Reader) Find(names ...string) int {
	for _, n := range names {
		if i, ok := s.columns[n]; ok {
			return i
		}
	}
	return -1
}

// Next goes to the next row; it is false at the end of the file.
func (s *Reader) Next() (bool, error) {
	err := s.read()
	if errors.Is(err, io.EOF) {
		if !s.in.Ended() {
			return false, &importers.Error{Line: s.line, What: "the last line does not end: the file " +
				"may be cut, download it again"}
		}
		return false, nil
	}
	return err == nil, err
}

// Line is where the row stands.
func (s *Reader) Line() int { return s.line }

// Cell gives a cell without space around it, and nothing for a column that is not there.
func (s *Reader) Cell(i int) string {
	if i < 0 || i >= len(s.row) {
		return ""
	}
	return strings.TrimSpace(s.row[i])
}

func (s *Reader) read() error {
	row, err := s.csv.Read()
	if len(row) > 0 {
		s.line, _ = s.csv.FieldPos(0)
	}
	var at *csv.ParseError
	switch {
	case errors.As(err, &at) && errors.Is(err, csv.ErrFieldCount):
		return &importers.Error{Line: at.StartLine, What: "not as many cells as in the heading: the " +
			"file is cut or was edited, download it again"}
	case errors.As(err, &at):
		return &importers.Error{Line: at.StartLine, What: "a quote is open or stands in the wrong " +
			"place: the file is cut or was edited, download it again"}
	case err != nil:
		return err
	}
	for i, cell := range row {
		if len(cell) > importers.MaxField {
			return importers.FieldTooLong(s.line)
		}
		if strings.IndexByte(cell, 0) >= 0 {
			return &importers.Error{Line: s.line, What: "a NUL byte: this is not a text file"}
		}
		if row[i], err = s.text.Decode([]byte(cell), s.line); err != nil {
			return err
		}
	}
	s.row = row
	return nil
}

// separator is what the first line has most of, outside quotes.
func separator(head []byte) rune {
	head = bytes.TrimLeft(head, "\r\n \ufeff")
	if i := bytes.IndexAny(head, "\r\n"); i >= 0 {
		head = head[:i]
	}
	best, most := ',', 0
	for _, sep := range ",;\t" {
		if n := bytes.Count(head, []byte(string(sep))); n > most {
			best, most = sep, n
		}
	}
	return best
}

// Heading gives the folded column names of a file's head, for those who claim it: the cells
// of its first line.
func Heading(head []byte) []string {
	head = importers.DecodeHead(head)
	head = bytes.TrimLeft(head, "\r\n \ufeff")
	if i := bytes.IndexAny(head, "\r\n"); i >= 0 {
		head = head[:i]
	}
	if len(head) == 0 || len(head) > importers.MaxField || bytes.IndexByte(head, 0) >= 0 {
		return nil
	}
	r := csv.NewReader(bytes.NewReader(head))
	r.Comma = separator(head)
	if bytes.Count(head, []byte(string(r.Comma))) >= importers.MaxColumns {
		return nil
	}
	row, err := r.Read()
	if err != nil || len(row) < 2 {
		return nil
	}
	var text importers.MixedText
	names := make([]string, len(row))
	for i, cell := range row {
		plain, err := text.Decode([]byte(cell), 1)
		if err != nil {
			return nil
		}
		names[i] = Fold(plain)
	}
	return names
}

// Fold gives a name as names are compared.
func Fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}
