package reconcile

import "slices"

// ReturnClass is what has to be done about a returned payment (DOMAIN 4.5).
type ReturnClass string

// The classes of return.
const (
	ReturnRetry   ReturnClass = "retry"    // no money on the day: present it once more
	ReturnFixData ReturnClass = "fix_data" // the account is wrong, closed or blocked: ask for another
	ReturnMandate ReturnClass = "mandate"  // there is no valid mandate: stop collecting
	ReturnDispute ReturnClass = "dispute"  // the payer contests it
	ReturnFraud   ReturnClass = "fraud"    // block
	ReturnEstate  ReturnClass = "estate"   // the payer has died
	ReturnRecall  ReturnClass = "recall"   // sent by mistake, and called back
	ReturnUnknown ReturnClass = "unknown"  // the bank gives no reason that says what to do
)

// ReturnClasses lists them, in the order of documentation.
func ReturnClasses() []ReturnClass {
	return []ReturnClass{ReturnRetry, ReturnFixData, ReturnMandate, ReturnDispute, ReturnFraud, ReturnEstate,
		ReturnRecall, ReturnUnknown}
}

// returnClasses are the reasons of ISO 20022 by what they ask for (DOMAIN 4.5). MS03 often hides
// an empty account for privacy and is presented once more.
func returnClasses() map[ReturnClass][]string {
	return map[ReturnClass][]string{
		ReturnRetry: {"AM04", "MS03", "AM23", "ED05", "TM01", "SL01"},
		ReturnFixData: {"AC01", "AC03", "AC04", "AC06", "AC13", "AG01", "AG02", "BE01", "BE04", "BE05", "BE06",
			"CNOR", "DNOR", "FF01", "FF05", "RC01", "RR01", "RR02", "RR03", "RR04"},
		ReturnMandate: {"MD01", "MD02", "MD05"},
		ReturnDispute: {"MD06", "MS02"},
		ReturnFraud:   {"FRAD"},
		ReturnEstate:  {"MD07"},
		ReturnRecall:  {"FOCR", "CUST", "DUPL", "AM05", "UPAY", "TECH", "AM09"},
	}
}

// ClassOfReturn is what a bank's reason asks for.
func ClassOfReturn(reason string) ReturnClass {
	for class, codes := range returnClasses() {
		if slices.Contains(codes, reason) {
			return class
		}
	}
	return ReturnUnknown
}

// The signals of [ReturnEvidence].
const (
	SignalReturnReason = "return_reason" // quotes the bank's code
	SignalReturnClass  = "return_class"  // quotes the [ReturnClass]
)

// ReturnEvidence is why a payment came back: the bank's reason, and what it asks for.
func ReturnEvidence(p *Payment) []Evidence {
	var out []Evidence
	reason := p.Detail.ReturnReason
	if reason != "" {
		out = append(out, Evidence{Signal: SignalReturnReason, Field: FieldCode, Quote: reason})
	}
	return append(out, Evidence{Signal: SignalReturnClass, Quote: string(ClassOfReturn(reason))})
}

// ReturnClass is what has to be done about the return that an anomaly speaks of, empty where it
// speaks of none.
func (a Anomaly) ReturnClass() ReturnClass {
	for _, e := range a.Evidence {
		if e.Signal == SignalReturnClass {
			return ReturnClass(e.Quote)
		}
	}
	return ""
}
