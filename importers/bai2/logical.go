package bai2

import (
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/importers/internal/records"
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
func (l *logical) add(rec records.Record, content string) error {
	if l.size += len(content); l.size > importers.MaxElement {
		return importers.ElementTooLarge(rec.Line)
	}
	content = strings.TrimRight(content, " ")
	l.closed = strings.HasSuffix(content, "/")
	l.pieces = append(l.pieces, strings.TrimSuffix(content, "/"))
	return nil
}

// split cuts a line into its code and its content.
func split(rec records.Record) (code, content string, err error) {
	code, content, ok := strings.Cut(rec.Text(), ",")
	code = strings.TrimSpace(code)
	switch code {
	case "01", "02", "03", "16", "49", "88", "98", "99":
	default:
		ok = false
	}
	if !ok {
		return "", "", wrong(rec.Line, "the line does not begin with a record code of BAI2 and a comma: "+
			"a line was broken or is missing, ask the bank for the file again")
	}
	if runs(code, content) {
		return "", "", wrong(rec.Line, "several records on one line: its line ends were lost, ask the "+
			"bank for the file again")
	}
	return code, content, nil
}

// runs says whether another record begins behind the slash that ends one. Texts may hold
// slashes, so there it takes a blank, a known code and a comma; the control totals tell the
// rest.
func runs(code, content string) bool {
	for {
		_, rest, ok := strings.Cut(content, "/")
		if !ok {
			return false
		}
		next := strings.TrimLeft(rest, " ")
		switch {
		case next == "":
			return false
		case code != "16" && code != "88":
			return true
		case len(rest) > len(next) && len(next) > 2 && next[2] == ',' &&
			strings.Contains("01 02 03 16 49 88 98 99", next[:2]):
			return true
		}
		content = rest
	}
}
