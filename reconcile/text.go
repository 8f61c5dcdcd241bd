package reconcile

import "strings"

// NormalText is the form of a bank's text that identity is computed from: ASCII letters in
// upper case, and every space, tab, line end and no-break space left out, because banks
// wrap one text at 32, 35 or 70 characters and keep or lose the spaces there. Everything
// else stays byte for byte.
//
// Keys are for ever, so this function never changes: its vectors are frozen in a test. It
// uses no Unicode table, which would change with the Go release. Comparing names and
// references is another matter and belongs to the matcher.
func NormalText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' || '\t' <= c && c <= '\r':
		case c == 0xC2 && i+1 < len(s) && s[i+1] == 0xA0: // U+00A0 no-break space
			i++
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0xAF: // U+202F
			i += 2
		case 'a' <= c && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
