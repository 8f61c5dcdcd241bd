package reconcile

import "cmp"

// AnomalyKind names a thing that a person must know. Names and keys are those of the
// matching benchmark's format where it has one, else of DOMAIN section 6.
type AnomalyKind string

// The kinds raised today.
const (
	DuplicatePayment         AnomalyKind = "duplicate_payment"
	Overpayment              AnomalyKind = "overpayment"
	PaymentOnPaidInvoice     AnomalyKind = "payment_on_paid_invoice"
	PaymentOnCancelled       AnomalyKind = "payment_on_cancelled_invoice"
	PaymentOnDraft           AnomalyKind = "payment_on_draft_invoice"
	PaymentBeforeIssue       AnomalyKind = "payment_before_issue"
	InvalidReferenceChecksum AnomalyKind = "invalid_reference_checksum"
	PayerIBANChanged         AnomalyKind = "payer_iban_changed"
	ThirdPartyPayer          AnomalyKind = "third_party_payer"
	ReferenceAmountConflict  AnomalyKind = "reference_amount_conflict"
	CurrencyMismatch         AnomalyKind = "currency_mismatch"
	DiscountNotAllowed       AnomalyKind = "discount_not_allowed"
	BatchWithoutDetails      AnomalyKind = "batch_without_details"
	ReturnedPayment          AnomalyKind = "returned_payment"
	ReturnUnlinked           AnomalyKind = "return_unlinked" // nothing tells which payment came back
	RefundOut                AnomalyKind = "refund_out"      // money of a customer's, sent back to him
	RefundToOtherIBAN        AnomalyKind = "refund_to_other_iban"
	StatementGap             AnomalyKind = "statement_gap"
	StatementSkipped         AnomalyKind = "statement_skipped"       // and the balances agree
	StatementContradiction   AnomalyKind = "statement_contradiction" // no room for a missing one
	DuplicateStatement       AnomalyKind = "duplicate_statement"
	StatementOverlap         AnomalyKind = "statement_overlap"
	StatementUnbalanced      AnomalyKind = "statement_unbalanced" // held: balances contradict it
	StatementCurrency        AnomalyKind = "statement_currency"   // held: balances or account are in another one
	StatementSecondFormat    AnomalyKind = "statement_second_format"
	InvoiceAltered           AnomalyKind = "invoice_altered"
	AllocationOnCancelled    AnomalyKind = "allocation_on_cancelled_invoice"
)

// Severity orders anomalies for people.
type Severity string

// The severities (DOMAIN 6).
const (
	Critical Severity = "critical" // blocks closing, or may be fraud or loss
	High     Severity = "high"     // money or status wrong
	Medium   Severity = "medium"   // needs a person
	Low      Severity = "low"      // information
)

// Anomaly is something a person must know. Kind and Key together are stable, so that a
// second run raises nothing twice.
type Anomaly struct {
	Kind        AnomalyKind
	Key         string // the bank's reference where there is one, else the payment id
	Severity    Severity
	Account     string
	BookingDate Date
	Amount      Money
	Invoice     string
	Customer    string
	Payment     ID
	Evidence    []Evidence
}

// Kinds lists every kind with its severity, in the order of documentation.
func Kinds() []AnomalyKind {
	return []AnomalyKind{DuplicatePayment, Overpayment, PaymentOnPaidInvoice, PaymentOnCancelled,
		PaymentOnDraft, PaymentBeforeIssue, InvalidReferenceChecksum, PayerIBANChanged,
		ThirdPartyPayer, ReferenceAmountConflict, CurrencyMismatch, DiscountNotAllowed,
		BatchWithoutDetails, ReturnedPayment, ReturnUnlinked, RefundOut, RefundToOtherIBAN,
		StatementGap, StatementSkipped,
		StatementContradiction, DuplicateStatement, StatementOverlap, StatementUnbalanced, StatementCurrency,
		StatementSecondFormat, InvoiceAltered, AllocationOnCancelled}
}

// Severity is the default severity of a kind (DOMAIN 6 with PRACTICE 4).
func (k AnomalyKind) Severity() Severity {
	switch k {
	case ReturnedPayment, RefundToOtherIBAN, StatementGap, StatementContradiction, StatementUnbalanced, StatementCurrency:
		return Critical
	case ThirdPartyPayer, PaymentBeforeIssue, InvalidReferenceChecksum, ReferenceAmountConflict,
		DiscountNotAllowed, BatchWithoutDetails, RefundOut, StatementOverlap, StatementSecondFormat:
		return Medium
	case PayerIBANChanged, DuplicateStatement, StatementSkipped:
		return Low
	}
	return High
}

// Compare orders anomalies by booking date, account, kind and key.
func (a Anomaly) Compare(b Anomaly) int {
	return cmp.Or(cmp.Compare(a.BookingDate, b.BookingDate), cmp.Compare(a.Account, b.Account),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key))
}
