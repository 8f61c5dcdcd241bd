package reconcile

import "testing"

// TestSameNumber: where a country's IBAN holds all of a number they are one account; where it only
// ends with it nobody can tell; two IBANs are never one.
func TestSameNumber(t *testing.T) {
	for _, c := range []struct {
		iban, number string
		want         sameness
	}{
		{"DE73100200300001234567", "100200300001234567", sameAccount},
		{"DE73100200300001234567", "100200301234567", sameAccount},
		{"DE73100200300001234567", "DE73100200300001234567", sameAccount},
		{"DE73100200300001234567", "0001234567", perhapsSame},
		{"DE73100200300001234567", "1234567", perhapsSame},
		{"DE73100200300001234567", "100200311234567", otherAccount},
		{"DE73100200300001234567", "1002003001234568", otherAccount},
		{"DE73100200300001234567", "4567", otherAccount},
		{"DE73100200300001234567", "0000004567", otherAccount},
		{"BE68539007547034", "539007547034", sameAccount},
		{"ES9121000418450200051332", "21000418450200051332", sameAccount},
		{"ES9121000418450200051332", "0200051332", perhapsSame},
		{"CH9300762011623852957", "00762011623852957", sameAccount},
		{"CH9300762011623852957", "76211623852957", sameAccount},
		{"CH9300762011623852957", "11623852957", perhapsSame},
		{"NL91ABNA0417164300", "ABNA0417164300", sameAccount},
		{"NL91ABNA0417164300", "417164300", perhapsSame},
		{"PL61109010140000071219812874", "61109010140000071219812874", sameAccount},
		{"FR1420041010050500013M02606", "0500013M026", perhapsSame},
		{"GB82WEST12345698765432", "98765432", perhapsSame},
		{"DE73100200300001234567", "FR1420041010050500013M02606", otherAccount},
		{"DE73100200300001234567", "", otherAccount},
		{"100200301234567", "1234567", otherAccount},
	} {
		if got := sameNumber(c.iban, c.number); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.iban, c.number, got, c.want)
		}
		if got := sameNumber(c.number, c.iban); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.number, c.iban, got, c.want)
		}
	}
}
