package reconcile

import (
	"strings"
	"testing"
)

// FuzzParseDate: a day that is read prints as it was written.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"1999-12-31", "2024-02-29", "2100-03-01", "2026-13-01", "0000-00-00", "2026-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil && d.String() != s || err != nil && d != 0 {
			t.Fatalf("%q is %s, %v", s, d, err)
		}
	})
}

// FuzzAccount: an account has one compact form, an IBAN is one by its digits, and one digit
// less, more or changed is none.
func FuzzAccount(f *testing.F) {
	for _, s := range []string{"FR76 3000 6000 0112 3456 7890 189", "DE89370400440532013000", "fr7630006",
		"30006-00001-1234567890A-01", "", "ÉÀ", "\x00"} {
		f.Add(s, uint8(7))
	}
	f.Fuzz(func(t *testing.T, s string, at uint8) {
		c := CompactAccount(s)
		if CompactAccount(c) != c || strings.Trim(c, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			t.Fatalf("%q is compact as %q", s, c)
		}
		if ValidIBAN(c) {
			i := 4 + int(at)%(len(c)-4)
			other := byte('0' + (c[i]-'0'+1)%10)
			if c[i] > '9' {
				other = '0'
			}
			if changed := c[:i] + string(other) + c[i+1:]; c[i] <= '9' && ValidIBAN(changed) {
				t.Fatalf("%s and %s are both IBANs", c, changed)
			}
		}
		if len(c) > 20 {
			if iban, ok := IBANFromRIB(c[:5], c[5:10], c[10:21]); ok && (!ValidIBAN(iban) || iban[4:25] != c[:21]) {
				t.Fatalf("%q is %q as an IBAN", c[:21], iban)
			}
		}
	})
}

// FuzzReference: the check digits that we make are those that we accept, and nothing makes
// a check panic.
func FuzzReference(f *testing.F) {
	for _, s := range []string{"RF18539007547034", "010806817183", "210000000003139471430009017", "RF", "", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := CompactReference(s)
		for _, text := range []string{s, c} {
			ValidCreditorReference(text)
			ValidBelgianReference(text)
			ValidSwissReference(text)
		}
		if len(c) > 0 && len(c) <= 21 && !ValidCreditorReference(CreditorReference(c)) {
			t.Fatalf("%q makes %q, which is none", c, CreditorReference(c))
		}
	})
}
