package reconcile

import "strings"

// CompactReference writes a payment reference without spaces and printing marks, in upper
// case, the form in which references are compared (DOMAIN 4.1).
func CompactReference(s string) string { return CompactAccount(s) }

// ValidCreditorReference checks an ISO 11649 reference in compact form: RF, two check
// digits, 1 to 21 letters or digits, modulo 97.
func ValidCreditorReference(s string) bool {
	if len(s) < 5 || len(s) > 25 || !strings.HasPrefix(s, "RF") {
		return false
	}
	if _, ok := digits(s[2:4]); !ok {
		return false
	}
	return mod97(s[4:]+s[:4]) == 1
}

// CreditorReference makes the ISO 11649 reference of a body of letters and digits.
func CreditorReference(body string) string {
	body = CompactReference(body)
	return "RF" + IBANCheck("RF", body) + body
}

// ValidBelgianReference checks a Belgian structured communication (OGM/VCS) of twelve
// digits: the last two are the first ten modulo 97, with 97 for zero.
func ValidBelgianReference(s string) bool {
	base, ok1 := digits(s[:min(10, len(s))])
	check, ok2 := digits(s[min(10, len(s)):])
	if len(s) != 12 || !ok1 || !ok2 {
		return false
	}
	want := base % 97
	if want == 0 {
		want = 97
	}
	return check == want
}

// ValidSwissReference checks a Swiss QR reference of 27 digits: modulo 10, recursive.
func ValidSwissReference(s string) bool {
	if len(s) != 27 {
		return false
	}
	const table = "0946827135"
	carry := 0
	for i := 0; i < 27; i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		if i == 26 {
			return int(s[i]-'0') == (10-carry)%10
		}
		carry = int(table[(carry+int(s[i]-'0'))%10] - '0')
	}
	return false
}
