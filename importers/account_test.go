package importers

import "testing"

func TestSameAccount(t *testing.T) {
	const iban = "FR7630006000011234567890189"
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{iban, iban, true}, {iban, "12345678901", true}, {"12345678901", iban, true},
		{"30006000011234567890189", iban, true}, {"4567890", iban, false}, {"12345", "12345", true},
		{"123456789", "12345678", false}, {"", iban, false}, {iban, "DE89370400440532013000", false},
	} {
		if got := SameAccount(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}
