package importers

import "strings"

// Code is what a bank's operation code means.
type Code struct {
	ISO   string // ISO 20022 transaction code: PMNT-RCDT-ESCT
	Flags string // words of the table: "batch", "back"
}

// Has says whether the table puts a word behind the code.
func (c Code) Has(flag string) bool {
	for _, f := range strings.Fields(c.Flags) {
		if f == flag {
			return true
		}
	}
	return false
}

// Codes reads a table of operation codes, which is data that a person can correct: on each
// line the bank's code, the ISO code and words about it, then a note after #.
//
//	05C PMNT-RCDT-ESCT          # virements reçus
//	A1C PMNT-IDDT-ESDD batch    # prélèvements SEPA émis
func Codes(table string) map[string]Code {
	codes := make(map[string]Code)
	for line := range strings.Lines(table) {
		line, _, _ = strings.Cut(line, "#")
		key, rest, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		iso, flags, _ := strings.Cut(strings.TrimSpace(rest), " ")
		codes[key] = Code{ISO: iso, Flags: strings.TrimSpace(flags)}
	}
	return codes
}
