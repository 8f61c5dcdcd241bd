package bankcsv

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold is the form in which column names and the bank's own words are compared: lower case,
// without accents, one space between words. Banks change these between two releases of
// their site; what a payer wrote is never folded.
func fold(s string) string {
	if !ascii(s) {
		plain, ok := foldLatin(s)
		if !ok {
			plain = foldAny(s)
		}
		s = plain
	}
	return strings.TrimSuffix(string(foldASCII(make([]byte, 0, len(s)), s)), " ")
}

// foldAny takes the accents off the letters of any language.
func foldAny(s string) string {
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
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "ß", "ss"), "æ", "ae"), "œ",
		"oe")
}

// latinLetters is what foldAny makes of the letters U+00C0 to U+017F, two bytes for each; a space
// stands where that is not a letter of ASCII or two.
const latinLetters = "a a a a a a aec e e e e i i i i   n o o o o o   o u u u u y   ss" +
	"a a a a a a aec e e e e i i i i   n o o o o o   o u u u u y   y " +
	"a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g " +
	"g g g g h h     i i i i i i i i i i     j j k k   l l l l l l   " +
	"  l l n n n n n n       o o o o o o oeoer r r r r r s s s s s s " +
	"s s t t t t     u u u u u u u u u u u u w w y y y z z z z z z   "

// foldLatin is foldAny for the letters that most labels have; it is false for others.
func foldLatin(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case r == '\u00a0':
			b = append(b, ' ')
		case r == '’':
			b = append(b, '\'')
		case r < 'À' || r >= 'À'+rune(len(latinLetters)/2) || latinLetters[2*(r-'À')] == ' ':
			return "", false
		default:
			b = append(b, latinLetters[2*(r-'À')])
			if second := latinLetters[2*(r-'À')+1]; second != ' ' {
				b = append(b, second)
			}
		}
	}
	return string(b), true
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
