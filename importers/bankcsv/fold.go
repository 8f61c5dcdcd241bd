package bankcsv

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold is the form in which column names and the bank's own words are compared: lower case,
// without accents, one space between words. Banks change these between two releases of
// their site; what a payer wrote is never folded.
func fold(s string) string {
	if !ascii(s) {
		s = strings.Map(func(r rune) rune {
			switch {
			case unicode.Is(unicode.Mn, r):
				return -1
			case r == '’':
				return '\''
			case r == 'ø' || r == 'Ø':
				return 'o'
			case r == 'ł' || r == 'Ł':
				return 'l'
			case r == 'ı':
				return 'i'
			case r == 'đ' || r == 'Đ':
				return 'd'
			case r == 'ς':
				return 'σ'
			case unicode.IsSpace(r):
				return ' '
			}
			return unicode.ToLower(r)
		}, norm.NFD.String(s))
		s = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "ß", "ss"), "æ", "ae"), "œ",
			"oe")
	}
	return strings.TrimSuffix(string(foldASCII(make([]byte, 0, len(s)), s)), " ")
}

// foldASCII appends ASCII in lower case with one space between words; bytes outside ASCII
// stay.
func foldASCII(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' || '\t' <= c && c <= '\r':
			if len(b) > 0 && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		case 'A' <= c && c <= 'Z':
			b = append(b, c-'A'+'a')
		default:
			b = append(b, c)
		}
	}
	return b
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
