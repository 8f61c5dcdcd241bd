package receivables

import (
	"strings"

	"github.com/rappro/rappro/reconcile"
)

// Method is how money came, as far as the bank's transaction code says.
type Method string

// The methods of payment (DOMAIN 1.12).
const (
	Transfer        Method = "transfer"
	InstantTransfer Method = "instant_transfer"
	DirectDebit     Method = "direct_debit"
	Card            Method = "card"
	Cheque          Method = "cheque"
	CashIn          Method = "cash"
	Bill            Method = "bill" // lettre de change, billet à ordre
	OtherMethod     Method = "other"
)

// MethodOf reads the ISO 20022 transaction code of a payment, domain-family-subfamily
// (DOMAIN 4.4). A bank's own code, and no code, are "other": the text of a line is no
// proof of how it was paid.
func MethodOf(p reconcile.Payment) Method {
	domain, rest, _ := strings.Cut(p.Code, "-")
	family, _, _ := strings.Cut(rest, "-")
	if domain != "PMNT" {
		return OtherMethod
	}
	switch family {
	case "RCDT", "ICDT":
		return Transfer
	case "RRCT", "IRCT":
		return InstantTransfer
	case "IDDT", "RDDT":
		return DirectDebit
	case "MCRD", "CCRD":
		return Card
	case "RCHQ", "ICHQ":
		return Cheque
	case "CNTR":
		return CashIn
	case "DRFT":
		return Bill
	}
	return OtherMethod
}
