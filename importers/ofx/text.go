package ofx

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rappro/rappro/importers"
)

// decoder makes text of the bytes of one value.
type decoder struct{ importers.MixedText }

// value decodes a value: outer space is taken off, line ends become spaces, entities are
// resolved.
func (d *decoder) value(b []byte, line int) (string, error) {
	s, err := d.Decode(bytes.TrimSpace(b), line)
	if err != nil {
		return "", err
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = strings.TrimSpace(entities(s))
	}
	if strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0 {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
	}
	return s, nil
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
