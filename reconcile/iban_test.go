package reconcile

import "testing"

func TestIBAN(t *testing.T) {
	good := []string{"FR1420041010050500013M02606", "DE89370400440532013000", "GB82WEST12345698765432",
		"CH9300762011623852957", "BE68539007547034", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"}
	for _, s := range good {
		if !ValidIBAN(s) {
			t.Errorf("%s is valid", s)
		}
		for i := 4; i < len(s); i++ { // one wrong digit is always seen
			if s[i] >= '0' && s[i] <= '8' {
				if bad := s[:i] + string(s[i]+1) + s[i+1:]; ValidIBAN(bad) {
					t.Errorf("%s is not valid", bad)
				}
			}
		}
	}
	if got := CompactAccount("fr14 2004-1010 0505 0001 3M02 606"); got != good[0] {
		t.Errorf("compact form %q", got)
	}
	for _, bad := range []string{"", "FR14", "fr1420041010050500013M02606", "FRXX20041010050500013M02606"} {
		if ValidIBAN(bad) {
			t.Errorf("%q is not an IBAN", bad)
		}
	}
}

// The RIB of DOMAIN 5.1 and its IBAN are one account.
func TestIBANFromRIB(t *testing.T) {
	got, ok := IBANFromRIB("20041", "01005", "0500013M026")
	if !ok || got != "FR1420041010050500013M02606" {
		t.Errorf("IBANFromRIB = %q, %v", got, ok)
	}
	if _, ok := IBANFromRIB("2004", "01005", "0500013M026"); ok {
		t.Error("a bank code of four characters was accepted")
	}
}

// The vectors of DOMAIN 4.1.
func TestReferences(t *testing.T) {
	for s, want := range map[string]bool{"RF18539007547034": true, "RF46 2026 0001 23": true,
		"RF31FA2026000123": true, "RF17539007547034": false, "RF18": false, "RF18539007547034x!": false} {
		if ValidCreditorReference(CompactReference(s)) != want {
			t.Errorf("ISO 11649 %q: want %v", s, want)
		}
	}
	if got := CreditorReference("539007547034"); got != "RF18539007547034" {
		t.Errorf("made %s", got)
	}
	for s, want := range map[string]bool{"+++000/2026/00159+++": true, "+++123/1234/12328+++": true,
		"+++000/0000/09797+++": true, "+++123/1234/12329+++": false, "123": false} {
		if ValidBelgianReference(CompactReference(s)) != want {
			t.Errorf("Belgian %q: want %v", s, want)
		}
	}
	if !ValidSwissReference("210000000003139471430009017") || ValidSwissReference("210000000003139471430009018") {
		t.Error("Swiss QR reference")
	}
}
