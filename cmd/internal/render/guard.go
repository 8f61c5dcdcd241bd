package render

import (
	"strings"
	"unicode"
)

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
