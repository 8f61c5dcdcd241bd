package bankcsv

// column is what a column of the table can hold, besides the pieces of the label.
type column int

// The columns, in the order of their names in a profile.
const (
	colBookingDate column = iota
	colValueDate
	colAmount
	colDebit
	colCredit
	colSide
	colType
	colPayerName
	colPayerIBAN
	colPayerBIC
	colEndToEnd
	colMandate
	colReference
	colAccount
	colCurrencyColumn
	colCreditCurrency
	colBalance
	colBalanceSide
	colOpening
	colClosing
	colStatus
	colFee

	columnCount
)

// String gives the key of a profile that names the column.
func (c column) String() string {
	return [columnCount]string{
		colBookingDate:    "booking date",
		colValueDate:      "value date",
		colAmount:         "amount",
		colDebit:          "debit",
		colCredit:         "credit",
		colSide:           "side",
		colType:           "type",
		colPayerName:      "payer name",
		colPayerIBAN:      "payer iban",
		colPayerBIC:       "payer bic",
		colEndToEnd:       "end to end",
		colMandate:        "mandate",
		colReference:      "reference",
		colAccount:        "account",
		colCurrencyColumn: "currency column",
		colCreditCurrency: "credit currency",
		colBalance:        "balance",
		colBalanceSide:    "balance side",
		colOpening:        "opening",
		colClosing:        "closing",
		colStatus:         "status",
		colFee:            "fee",
	}[c]
}

// columnOf finds the column of a profile's key.
func columnOf(key string) (column, bool) {
	for c := range columnCount {
		if c.String() == key {
			return c, true
		}
	}
	return 0, false
}
