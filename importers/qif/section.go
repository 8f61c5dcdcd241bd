package qif

import (
	"bytes"
	"strings"
)

// sectionKind says what a header introduces.
type sectionKind uint8

const (
	sectionOther   sectionKind = iota // of a kind that is refused by its name
	sectionMoney                      // an account with movements of money
	sectionAccount                    // descriptions of accounts
	sectionList                       // categories and the like: nothing to book
	sectionSwitch                     // !Option, !Clear: for the program that wrote the file
)

// section reads a header line. Name is what stands behind !Type: or !Option:.
func section(b []byte) (kind sectionKind, name string) {
	head := strings.TrimSpace(string(bytes.ToUpper(b[:min(len(b), 64)])))
	for _, option := range [...]string{"!OPTION:", "!CLEAR:"} {
		if name, ok := strings.CutPrefix(head, option); ok {
			return sectionSwitch, strings.TrimSpace(name)
		}
	}
	if head == "!ACCOUNT" {
		return sectionAccount, ""
	}
	kind = sectionOther
	name, typed := strings.CutPrefix(head, "!TYPE:")
	if !typed {
		return kind, head
	}
	switch name = strings.TrimSpace(name); name {
	case "BANK", "CASH", "CCARD", "OTH A", "OTH L":
		kind = sectionMoney
	case "CAT", "CLASS", "TAG", "MEMORIZED", "SECURITY", "PRICES", "BUDGET", "TEMPLATE":
		kind = sectionList
	}
	return kind, name
}
