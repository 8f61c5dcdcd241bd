package mt940

import "strings"

// isoCode gives the ISO 20022 transaction code that a German business code (GVC) or a SWIFT
// transaction type stands for, with the direction of the money. Only what is sure is
// translated (DOMAIN 4.4 and 5.2); anything else keeps the bank's own code, the business
// code before the type.
func isoCode(gvc, kind string, credit bool) string {
	iso := ""
	switch {
	case credit:
		iso = creditCode(gvc)
	default:
		iso = debitCode(gvc)
	}
	if iso != "" {
		return iso
	}
	if len(kind) == 4 {
		switch name := kind[1:]; {
		case name == "DDT" && credit:
			return "PMNT-IDDT-ESDD"
		case name == "DDT":
			return "PMNT-RDDT-ESDD"
		case name == "RTI" && credit:
			return "PMNT-ICDT-RRTN"
		case name == "RTI":
			return "PMNT-IDDT-UPDD"
		}
	}
	if gvc != "" && strings.Trim(gvc, "09") != "" {
		return gvc
	}
	return kind
}

func creditCode(gvc string) string {
	switch gvc {
	case "166", "167", "169", "152", "153", "194": // transfer received, single or batch
		return "PMNT-RCDT-ESCT"
	case "168": // instant
		return "PMNT-RRCT-ESCT"
	case "051": // domestic transfer before SEPA
		return "PMNT-RCDT-DMCT"
	case "159", "160": // our transfer comes back
		return "PMNT-ICDT-RRTN"
	case "171", "192": // our direct debits, single or batch
		return "PMNT-IDDT-ESDD"
	case "174", "196": // the same between companies
		return "PMNT-IDDT-BBDD"
	}
	return ""
}

func debitCode(gvc string) string {
	switch gvc {
	case "116", "117", "177", "191": // our transfers, single or batch
		return "PMNT-ICDT-ESCT"
	case "105": // direct debit on us
		return "PMNT-RDDT-ESDD"
	case "104":
		return "PMNT-RDDT-BBDD"
	case "108", "109": // our direct debit comes back
		return "PMNT-IDDT-UPDD"
	}
	return ""
}

// batch says whether a business code is that of a sum of several payments, which the bank
// tells of elsewhere.
func batch(gvc string) bool {
	switch gvc {
	case "191", "192", "193", "194", "195", "196", "197":
		return true
	}
	return false
}
