package reconcile

import (
	"fmt"
	"strings"
)

// CompactAccount writes an account number the way it is compared and stored: letters in
// upper case, digits, and nothing else. Banks print IBANs in groups of four; both are one.
func CompactAccount(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; !('0' <= c && c <= '9' || 'A' <= c && c <= 'Z') {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'Z':
			b.WriteByte(c)
		case 'a' <= c && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
		}
	}
	return b.String()
}

// ValidIBAN checks the form and the check digits of a compact IBAN (ISO 13616, modulo 97).
func ValidIBAN(s string) bool {
	if len(s) < 15 || len(s) > 34 || !letters(s[:2]) {
		return false
	}
	if _, ok := digits(s[2:4]); !ok {
		return false
	}
	return mod97(s[4:]+s[:4]) == 1
}

// IBANCheck gives the two check digits of a country and a national account number.
func IBANCheck(country, bban string) string {
	return fmt.Sprintf("%02d", 98-mod97(bban+country+"00"))
}

// mod97 is ISO 7064 MOD 97-10 over digits and letters (A is 10 … Z is 35); -1 for others.
func mod97(s string) int {
	rest := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case 'A' <= c && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return -1
		}
	}
	return rest
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// IBANFromRIB turns a French account (bank, branch and account number without the key)
// into its IBAN, so that a CFONB statement and a camt statement of one account meet
// (DOMAIN 5.1). It is false when a part has the wrong length.
func IBANFromRIB(bank, branch, account string) (string, bool) {
	account = strings.ToUpper(account)
	if len(bank) != 5 || len(branch) != 5 || len(account) != 11 {
		return "", false
	}
	b, ok1 := ribNumber(bank)
	g, ok2 := ribNumber(branch)
	a, ok3 := ribNumber(account)
	if !ok1 || !ok2 || !ok3 {
		return "", false
	}
	key := 97 - (89*b+15*g+3*a)%97
	bban := bank + branch + account + fmt.Sprintf("%02d", key)
	return "FR" + IBANCheck("FR", bban) + bban, true
}

// ParseAccount reads an account number as a person writes it: compact, a French RIB as the IBAN
// that it is (DESIGN section 3), and refused when it has the form of an IBAN and check digits
// that are wrong: a slip would open a new account. Other numbers are taken as they are.
func ParseAccount(text string) (string, error) {
	s := CompactAccount(text)
	if len(s) == 23 {
		if iban, ok := IBANFromRIB(s[:5], s[5:10], s[10:21]); ok && iban[len(iban)-2:] == s[21:] {
			return iban, nil
		}
	}
	if len(s) < 15 || len(s) > 34 || !letters(s[:2]) || ValidIBAN(s) {
		return s, nil
	}
	if _, ok := digits(s[2:4]); !ok {
		return s, nil
	}
	return "", fmt.Errorf("account %s has the form of an IBAN and its check digits are wrong: "+
		"look for a slip in it", text)
}

// AccountOf reads what a person writes for an account: the alias or the number of one that is
// known, an IBAN, a RIB, or the bank's own number, which has four digits or more. A word is
// refused: it would open a new account.
func AccountOf(text string, known []Account) (string, error) {
	s := CompactAccount(text)
	for _, a := range known {
		if text != "" && (a.Card.Alias == text || a.ID == s) {
			return a.ID, nil
		}
	}
	id, err := ParseAccount(text)
	if err != nil || text == "" {
		return id, err
	}
	n := 0
	for i := 0; i < len(id); i++ {
		if '0' <= id[i] && id[i] <= '9' {
			n++
		}
	}
	if n < 4 || len(id) > 34 {
		return "", fmt.Errorf("account %s is no IBAN, no RIB and no account number, which has four digits "+
			"or more: correct it, or name the account under accounts: in the configuration", text)
	}
	return id, nil
}

// ribNumber reads digits, and letters by the RIB table: A-I 1-9, J-R 1-9, S-Z 2-9.
func ribNumber(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			n = n*10 + int(c-'0')
		case 'A' <= c && c <= 'R':
			n = n*10 + int(c-'A')%9 + 1
		case 'S' <= c && c <= 'Z':
			n = n*10 + int(c-'S') + 2
		default:
			return 0, false
		}
	}
	return n, true
}
