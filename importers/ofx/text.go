package ofx

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/rappro/rappro/importers"
)

// decoder makes text of the bytes of one value. Many banks declare Windows-1252 and write
// UTF-8, or write both in one file, so each value decides: bytes beyond ASCII that are valid
// UTF-8 are UTF-8, because no word of a European language in a single-byte set is; others
// are in the declared set. A value decodes the same whatever else stands in the file.
type decoder struct {
	label string // of the character set, empty when the text was decoded already
	enc   encoding.Encoding
}

// value decodes a value: outer space is taken off, line ends become spaces, entities are
// resolved.
func (d *decoder) value(b []byte, line int) (string, error) {
	b = bytes.TrimSpace(b)
	s := string(b)
	if !ascii(b) && !utf8.Valid(b) {
		var err error
		if s, err = d.decode(b, line); err != nil {
			return "", err
		}
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = strings.TrimSpace(entities(s))
	}
	if strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0 {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
	}
	return s, nil
}

func (d *decoder) decode(b []byte, line int) (string, error) {
	if d.enc == nil {
		enc, name := charset.Lookup(d.label)
		if enc == nil || !strings.HasPrefix(name, "windows-") && !strings.HasPrefix(name, "iso-8859-") {
			return "", &importers.Error{Line: line, What: "bytes that are not UTF-8, and character set " +
				strconv.Quote(d.label) + " is not known: save the file as UTF-8"}
		}
		d.enc = enc
	}
	out, err := d.enc.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", &importers.Error{Line: line, What: "bytes that are neither UTF-8 nor " + d.label +
			": the file is in another character set than it says"}
	}
	return string(out), nil
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// entities resolves what SGML and XML escape. A & that begins no known entity is itself:
// banks write both "A &amp; B" and "A & B".
func entities(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, _, ended := strings.Cut(rest[:min(len(rest), 10)], ";")
		char, known := entity(name)
		if ended && known {
			b.WriteString(char)
			s = rest[len(name)+1:]
			continue
		}
		b.WriteByte('&')
		s = rest
	}
}

func entity(name string) (string, bool) {
	switch name {
	case "amp":
		return "&", true
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "quot":
		return "\"", true
	case "apos":
		return "'", true
	case "nbsp":
		return " ", true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return "", false
	}
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n < ' ' || n == 0xFFFD || !utf8.ValidRune(rune(n)) || n > utf8.MaxRune {
		return "", false
	}
	return string(rune(n)), true
}
