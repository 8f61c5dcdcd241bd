package xmltok

import (
	"bytes"
	"unicode/utf8"
)

// Name is a name as it stands in the document. A document uses few names, so each is made
// once and then found again: equal names have one Local. Prefixes are not looked up in the
// declarations of namespaces; formats of banks are read by local names.
type Name struct {
	Prefix string // "n0" of n0:Amt, empty when there is none
	Local  string // "Amt"
	full   string // "n0:Amt"

	// Tag is for who reads: what it once found out about the name. It is 0 at first.
	Tag uint8

	then [3][2]*Name // what last stood in each turn to it, and before
}

// turn is how a name stands to the one before.
type turn uint8

const (
	child     turn = iota // a start tag behind a start tag
	sibling               // a start tag behind an end tag
	attribute             // an attribute behind its element or another attribute
)

// maxNames bounds what a document of ever new names makes us remember. ISO 20022 has about
// 300 in one message.
const maxNames = 2048

// names finds a name again by its bytes.
type names map[string]*Name

// find gives the name of the bytes, nil when they are none.
func (m names) find(b []byte) *Name {
	if n, ok := m[string(b)]; ok {
		return n
	}
	if !isName(b) || bytes.Count(b, []byte{':'}) > 1 {
		return nil
	}
	full := string(b)
	n := &Name{Local: full, full: full}
	if i := bytes.IndexByte(b, ':'); i > 0 && i < len(b)-1 {
		n.Prefix, n.Local = full[:i], full[i+1:]
	}
	if len(m) < maxNames {
		m[full] = n
	}
	return n
}

// The classes of bytes, as bits.
const (
	inName  uint8 = 1 << iota // can stand in a name; bytes above ASCII are looked at later
	isSpace                   // space, tab, CR, LF
	notText                   // text ends, counts a line, or cannot be passed on as it is
)

// classes of the 256 bytes.
var classes = func() (c [256]uint8) {
	for b := range c {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9',
			b == '_', b == ':', b == '.', b == '-':
			c[b] |= inName
		case b >= utf8.RuneSelf:
			c[b] |= inName | notText
		case b == ' ', b == '\t':
			c[b] |= isSpace
		case b == '\r', b == '\n':
			c[b] |= isSpace | notText
		case b < ' ', b == '<', b == '&', b == ']':
			c[b] |= notText
		}
	}
	return c
}()

// spaces is how many bytes of space stand at the beginning.
func spaces(b []byte) int {
	for i, c := range b {
		if classes[c]&isSpace == 0 {
			return i
		}
	}
	return len(b)
}

// nameLength is how many bytes of a name stand at the beginning.
func nameLength(b []byte) int {
	for i, c := range b {
		if classes[c]&inName == 0 {
			return i
		}
	}
	return len(b)
}

// isName checks the characters of a name by the fifth edition of XML 1.0.
func isName(b []byte) bool {
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && n == 1 || !nameStart(c) && (i == 0 || !nameRest(c)) {
			return false
		}
		i += n
	}
	return len(b) > 0
}

func nameStart(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == ':'
	}
	return c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7 ||
		c >= 0x370 && c <= 0x1FFF && c != 0x37E ||
		c == 0x200C || c == 0x200D || c >= 0x2070 && c <= 0x218F ||
		c >= 0x2C00 && c <= 0x2FEF || c >= 0x3001 && c <= 0xD7FF ||
		c >= 0xF900 && c <= 0xFDCF || c >= 0xFDF0 && c <= 0xFFFD ||
		c >= 0x10000 && c <= 0xEFFFF
}

func nameRest(c rune) bool {
	return '0' <= c && c <= '9' || c == '-' || c == '.' || c == 0xB7 ||
		c >= 0x300 && c <= 0x36F || c == 0x203F || c == 0x2040
}
