package importers

import "fmt"

// Signs says what the signs of amounts mean in a file that does not settle it.
type Signs string

// The two answers.
const (
	SignsWritten  Signs = "written"  // a positive amount is a credit, as written
	SignsReversed Signs = "reversed" // a positive amount is a debit, as on the list of a card
)

// SignsNeed is what an importer asks when no amount of a file is negative, or when it looks
// like the list of a card, and nothing proves what a positive amount is. The amounts are read
// as they are written until it is answered.
const SignsNeed = "signs: the file does not settle whether its positive amounts are credits or " +
	"charges (--signs written or --signs reversed)"

// ParseSigns reads the answer of a person: "written", "reversed", or nothing.
func ParseSigns(s string) (Signs, error) {
	switch v := Signs(s); v {
	case "", SignsWritten, SignsReversed:
		return v, nil
	}
	return "", fmt.Errorf("signs %q: use written or reversed", s)
}

// DecimalNeed is what an importer asks when a point or a comma with three digits behind it may
// separate thousands or decimals, on every line of a file. The amounts are not certain then. The
// second is of files that write a comma.
const (
	DecimalNeed = "decimal sign: the file does not settle whether 1.234 is one thousand or one " +
		"and a bit (--decimal , or --decimal .)"
	DecimalCommaNeed = "decimal sign: the file does not settle whether 1,234 is one thousand or one " +
		"and a bit (--decimal , or --decimal .)"
)

// ParseDecimal reads the answer of a person: a comma, a point, or nothing.
func ParseDecimal(s string) (string, error) {
	switch s {
	case "", ",", ".":
		return s, nil
	}
	return "", fmt.Errorf("decimal sign %q: use , or .", s)
}
