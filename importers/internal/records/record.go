package records

import (
	"strings"
	"unicode/utf8"
)

// Record is one record as it stands in the file, without its line end.
type Record struct {
	Line  int // 1-based: the line, or the record where the file has no line ends
	Size  int // number of characters before padding
	text  string
	ascii bool
}

// Text is the whole record.
func (r Record) Text() string { return r.text }

// Field gives the characters of the positions from to to. What lies beyond the end of the
// record is blank: transfers strip the spaces at the end of a line.
func (r Record) Field(from, to int) string {
	if r.ascii {
		if to <= len(r.text) {
			return r.text[from-1 : to]
		}
		rest := ""
		if from <= len(r.text) {
			rest = r.text[from-1:]
		}
		return rest + strings.Repeat(" ", to-from+1-len(rest))
	}
	var b strings.Builder
	at := 0
	for _, c := range r.text {
		if at++; at > to {
			break
		}
		if at >= from {
			b.WriteRune(c)
		}
	}
	for at = max(at, from-1); at < to; at++ {
		b.WriteByte(' ')
	}
	return b.String()
}

// Trim is Field without the spaces around it.
func (r Record) Trim(from, to int) string { return strings.TrimSpace(r.Field(from, to)) }

// Blank says whether the positions hold nothing.
func (r Record) Blank(from, to int) bool { return r.Trim(from, to) == "" }

// Char gives the one character at a position.
func (r Record) Char(at int) string { return r.Field(at, at) }

// New makes a record of a text, as tests and the heads of files need it.
func New(text string, line int) Record {
	n := utf8.RuneCountInString(text)
	return Record{Line: line, Size: n, text: text, ascii: n == len(text)}
}
