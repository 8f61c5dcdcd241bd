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

// latinLetters is what foldAny makes of the letters U+00C0 to U+017F, two bytes for each; a line
// below stands where that is not a letter of ASCII or two.
const latinLetters = "a_a_a_a_a_a_aec_e_e_e_e_i_i_i_i___n_o_o_o_o_o___o_u_u_u_u_y___ss" +
	"a_a_a_a_a_a_aec_e_e_e_e_i_i_i_i___n_o_o_o_o_o___o_u_u_u_u_y___y_" +
	"a_a_a_a_a_a_c_c_c_c_c_c_c_c_d_d_d_d_e_e_e_e_e_e_e_e_e_e_g_g_g_g_" +
	"g_g_g_g_h_h_____i_i_i_i_i_i_i_i_i_i_____j_j_k_k___l_l_l_l_l_l___" +
	"__l_l_n_n_n_n_n_n_______o_o_o_o_o_o_oeoer_r_r_r_r_r_s_s_s_s_s_s_" +
	"s_s_t_t_t_t_____u_u_u_u_u_u_u_u_u_u_u_u_w_w_y_y_y_z_z_z_z_z_z___"

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
		case r < 'À' || r >= 'À'+rune(len(latinLetters)/2) || latinLetters[2*(r-'À')] == '_':
			return "", false
		default:
			b = append(b, latinLetters[2*(r-'À')])
			if second := latinLetters[2*(r-'À')+1]; second != '_' {
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
