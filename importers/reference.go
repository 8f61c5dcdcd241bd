package importers

import "strings"

// Reference gives an id as a payer or a bank wrote it, without the spaces around it, or
// nothing where they had none and said so in words, as the rules of SEPA ask.
func Reference(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	digits := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
		case 'A' <= c && c <= 'Z':
			b.WriteByte(c)
		case '1' <= c && c <= '9', c >= 0x80: // digits, or letters that are not ASCII
			digits = true
		}
	}
	if digits {
		return s
	}
	switch b.String() {
	case "", "NOTPROVIDED", "NOTPROVIDE", "NOTAVAILABLE", "NOTAVAIL", "NONREF", "NOREF", "NONE",
		"NULL", "UNKNOWN", "NICHTANGEGEBEN":
		return ""
	}
	return s
}
