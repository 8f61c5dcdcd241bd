package render

import (
	"strings"
	"unicode"
)

// Guard puts an apostrophe before a text that a spreadsheet would run as a formula: one
// that begins with = + - @, a tab or a line end, or their full-width forms. Apostrophes
// that stand before such a character already get one more, so that [Unguard] gives back
// exactly what was written.
func Guard(s string) string {
	if formula(s) {
		return "'" + s
	}
	return s
}

// Unguard takes back what [Guard] did.
func Unguard(s string) string {
	if strings.HasPrefix(s, "'") && formula(s) {
		return s[1:]
	}
	return s
}

func formula(s string) bool {
	s = strings.TrimLeft(s, "'")
	for _, r := range s {
		return strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
	}
	return false
}

// Plain makes a text safe on a terminal: line ends and tabs become spaces, other control
// characters and those that turn the direction of writing become U+FFFD. Banks pass on
// whatever a payer typed.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
