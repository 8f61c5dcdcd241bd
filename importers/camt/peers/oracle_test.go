package peers

import (
	"github.com/moov-io/iso20022/pkg/camt_v08"
	"github.com/moov-io/iso20022/pkg/document"
)

// statement is the first statement of a message that moov-io/iso20022 read.
func statement(d document.Iso20022Document) camt_v08.AccountStatement9 {
	return d.InspectMessage().(*camt_v08.BankToCustomerStatementV08).Stmt[0]
}
