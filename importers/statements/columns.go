package statements

import (
	"slices"

	"github.com/rappro/rappro/importers/internal/sheet"
	"github.com/rappro/rappro/reconcile"
)

// column is a place in a row. New columns come at the end.
type column int

const (
	record column = iota
	account
	currency
	date
	valueDate
	amount
	reference
	stable
	code
	reversal
	text
	lump
	batchCount
	batchRef
	payments

	paymentReference
	paymentCode
	endToEnd
	mandate
	payerName
	payerIBAN
	payerBIC
	payerID
	ultimateName
	ultimateIBAN
	ultimateBIC
	ultimateID
	remittance
	creditorReferences
	documents
	charges
	instructed
	rate
	returnReason
	additionalText

	owner
	sequence
	from
	to
	stated
	opening
	openingDate
	closing
	closingDate
	entries
	pending
	format
	pages
	doubt

	columnCount
)

// header is the first line of a file.
func header() []string {
	return []string{"record", "account", "currency", "booking_date", "value_date", "amount", "reference",
		"stable", "code", "reversal", "text", "lump", "batch_count", "batch_ref", "payments",
		"payment_reference", "payment_code", "end_to_end_id", "mandate_id",
		"payer_name", "payer_iban", "payer_bic", "payer_id",
		"ultimate_payer_name", "ultimate_payer_iban", "ultimate_payer_bic", "ultimate_payer_id",
		"payment_text", "creditor_references", "documents", "charges", "instructed", "rate",
		"return_reason", "additional_text",
		"owner", "sequence", "from", "to", "stated", "opening", "opening_date", "closing",
		"closing_date", "entries", "pending", "format", "pages", "doubt"}
}

// What a row is.
const (
	aStatement   = "statement"
	anEntry      = "entry"
	aProvisional = "provisional" // of an interim report
	aPayment     = "payment"
	aPending     = "pending"
	theEnd       = "end"
)

// lineOf is what a row of a line of the statement is.
func lineOf(s reconcile.Statement) string {
	if s.Source.Provisional() {
		return aProvisional
	}
	return anEntry
}

// ours says whether folded column names are those of the header, which may have more of a
// later version behind them.
func ours(names []string) bool {
	if len(names) < int(pages) { // which files of before have not
		return false
	}
	want := header()[:min(len(names), int(columnCount))]
	for i, n := range want {
		want[i] = sheet.Fold(n)
	}
	return slices.Equal(names[:len(want)], want)
}
