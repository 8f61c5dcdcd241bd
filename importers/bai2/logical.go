package bai2

import (
	"strings"

	"github.com/rappro/rappro/importers"
)

// logical is a record with the 88 records that continue it.
type logical struct {
	code   string
	line   int
	pieces []string // the content of each line, without code and slash
	closed bool     // the last line ends with a slash
	size   int
}

// fields splits the whole record at its commas; the first one follows the code.
func (l *logical) fields() fields { return strings.Split(strings.Join(l.pieces, ","), ",") }

// fields are those of a record; what is missing is empty.
type fields []string

func (f fields) at(i int) string {
	if i < len(f) {
		return strings.TrimSpace(f[i])
	}
	return ""
}

// add takes one line into the record.
func (l *logical) add(line int, content string) error {
	if l.size += len(content); l.size > importers.MaxElement {
		return importers.ElementTooLarge(line)
	}
	content = strings.TrimRight(content, " ")
	l.closed = strings.HasSuffix(content, "/")
	l.pieces = append(l.pieces, strings.TrimSuffix(content, "/"))
	return nil
}

// divide gives the records that stand on one line, nearly always one. Where line ends were
// lost on the way several stand there, each behind the slash that ends the one before and a
// blank. Texts may hold slashes too: the control totals and the number of records, which
// every trailer says, prove that the records were found.
func divide(line string) []string {
	var all []string
	begin := 0
	for at := 0; ; {
		slash := strings.IndexByte(line[at:], '/')
		if slash < 0 {
			return append(all, line[begin:])
		}
		at += slash + 1
		rest := line[at:]
		next := strings.TrimLeft(rest, " ")
		if _, _, ok := split(next); ok && len(next) < len(rest) {
			all = append(all, line[begin:at])
			begin = len(line) - len(next)
		}
	}
}

// split cuts a record into its code and its content.
func split(record string) (code, content string, ok bool) {
	code, content, ok = strings.Cut(record, ",")
	switch code = strings.TrimSpace(code); code {
	case "01", "02", "03", "16", "49", "88", "98", "99":
		return code, content, ok
	}
	return "", "", false
}

// resume takes a line without a record code into the text that was broken before it. Only a
// transaction has a text, and where records end with a slash an open one was broken; what is
// no text does not survive the totals.
func (l *logical) resume(line int, content string) error {
	if l.size += len(content) + 1; l.size > importers.MaxElement {
		return importers.ElementTooLarge(line)
	}
	last := &l.pieces[len(l.pieces)-1]
	content = strings.TrimRight(content, " ")
	l.closed = strings.HasSuffix(content, "/")
	*last += " " + strings.TrimSuffix(strings.TrimLeft(content, " "), "/")
	return nil
}
