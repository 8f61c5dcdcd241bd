package bankcsv

import (
	"bytes"
	"strings"
)

// spaceAt gives the length of a space at the start of s: U+0020, U+00A0, U+202F, U+2009.
func spaceAt(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == ' ' || s[0] == '\t':
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	case strings.HasPrefix(s, "\u202f"), strings.HasPrefix(s, "\u2009"):
		return 3
	}
	return 0
}

// spaces are those that stand around values.
const spaces = " \t\n\u00a0\u202f\u2009\ufeff"

// trimSpaces takes off outer spaces of all kinds.
func trimSpaces(s string) string {
	if s == "" || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return strings.Trim(s, spaces)
}

// trimBytes is trimSpaces for a cell.
func trimBytes(s []byte) []byte {
	if len(s) == 0 || plain(s[0]) && plain(s[len(s)-1]) {
		return s
	}
	return bytes.Trim(s, spaces)
}

// plain says whether a byte is ASCII and no space: most cells begin and end so.
func plain(c byte) bool { return ' ' < c && c < 0x80 }
