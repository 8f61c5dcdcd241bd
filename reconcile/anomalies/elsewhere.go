package anomalies

// Elsewhere is a row of DOMAIN section 6 that is no anomaly here, and why: something else says it,
// or it waits for an input that there is not yet.
type Elsewhere struct {
	Row, Name string
	Why       string
}

// Said are the rows that something else says, at the moment when it can still be mended.
func Said() []Elsewhere {
	return []Elsewhere{
		{"1", "duplicate_file", "the report of the import: outcome `known`"},
		{"3", "duplicate_entry_exact", "the report of the import: lines that were there already are counted"},
		{"4", "duplicate_entry_probable", "`statement_overlap` and `statement_second_format`: such lines are held, not doubled"},
		{"11", "wrong_account", "the import asks for the account and enters nothing until it is said"},
		{"13", "invalid_line", "the report of the import names file, line and what is wrong; the file is refused"},
		{"16", "future_dated", "the import refuses days that lie too far ahead"},
		{"40", "allocation_overflow", "the store refuses it, and `rappro verify` recomputes it"},
		{"", "rates_out_of_date", "`rappro report penalties` names the half-year whose rate is missing, and gives no amount"},
	}
}

// Waiting are the rows that wait for an input.
func Waiting() []Elsewhere {
	return []Elsewhere{
		{"15", "backdated_entry", "closed days: `rappro close`"},
		{"17", "closed_period_entry", "closed periods: `rappro close`"},
		{"23", "deduction_round", "base and VAT per rate on invoices, and reason codes of deductions"},
		{"24", "paid_ht", "base and VAT per rate on invoices"},
		{"46", "refund_without_credit_note", "refunds linked to credit notes by the books"},
		{"55", "overpay_refund_scheme", "a mark set by hand: no bank file holds a request for a refund"},
		{"57", "split_payments", "the firm's own threshold of its anti-laundering rules"},
		{"58", "cash_limit", "cash receipts by payer: a bank shows deposits only"},
		{"63", "fee_anomaly", "what debits are for (ledger account of each entry)"},
		{"65", "invoice_number_gap", "a declaration that the file holds the whole series"},
		{"70", "lapping", "a definition that does not accuse the honest: none is known"},
		{"71", "employee_iban", "employees' account numbers, which are personal data of others"},
		{"74", "insolvency_signal", "a list of insolvencies (BODACC)"},
		{"75", "reminder_on_paid", "reminders: `rappro remind`"},
		{"", "suspense_at_closing", "the ledger's side of account 471, and `rappro close`"},
		{"", "retention_past_release", "the release date of retentions"},
		{"", "export_pending", "`rappro export` and `rappro close`"},
	}
}
