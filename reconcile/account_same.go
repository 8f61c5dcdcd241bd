package reconcile

import "strings"

// sameness says whether two numbers name one account.
type sameness int

const (
	otherAccount sameness = iota
	perhapsSame
	sameAccount
)

// fewestDigits is how long a number without its zeros has to be before an IBAN that ends with it
// says anything.
const fewestDigits = 5

// sameNumber compares an IBAN with a bank's own number of an account, compact both, in either
// order. In every country the IBAN holds the national number, so where it is all of that number
// they are one. Where a country writes the bank's number before the account's, people leave out
// the zeros in front of each. A number that only ends the IBAN, or is a long part of it, may be of
// another bank: that is for a person to say.
//
// An IBAN is never made of a number: banks of Germany number some accounts by rules of their own.
func sameNumber(a, b string) sameness {
	if ValidIBAN(b) {
		a, b = b, a
	}
	switch {
	case a == b:
		return sameAccount
	case !ValidIBAN(a) || ValidIBAN(b):
		return otherAccount
	case b == a[4:], b == a[2:], writtenInTwo(a, b):
		return sameAccount
	}
	short := strings.TrimLeft(b, "0")
	if len(short) >= fewestDigits && strings.HasSuffix(a[4:], short) ||
		len(short) >= 8 && strings.Contains(a[4:], short) {
		return perhapsSame
	}
	return otherAccount
}

// writtenInTwo says whether a number is that of the bank and then that of the account in an IBAN,
// where a country has just these two.
func writtenInTwo(iban, number string) bool {
	bank := 0
	switch iban[:2] {
	case "DE": // Bankleitzahl and Kontonummer
		bank = 8
	case "AT", "CH", "LI": // Bankleitzahl or clearing number, and account
		bank = 5
	default:
		return false
	}
	first, second := strings.TrimLeft(iban[4:4+bank], "0"), strings.TrimLeft(iban[4+bank:], "0")
	number, found := strings.CutPrefix(strings.TrimLeft(number, "0"), first)
	return found && len(second) >= fewestDigits && strings.TrimLeft(number, "0") == second
}
