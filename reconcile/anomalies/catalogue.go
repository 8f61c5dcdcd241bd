package anomalies

import (
	"slices"

	"github.com/rappro/rappro/reconcile"
)

// The kinds that are examined when somebody asks.
const (
	ShortPayment          reconcile.AnomalyKind = "short_payment"
	FeeDeducted           reconcile.AnomalyKind = "fee_deducted"
	ReferenceUnknown      reconcile.AnomalyKind = "reference_unknown"
	ReferenceAmbiguous    reconcile.AnomalyKind = "reference_ambiguous"
	MultiInvoice          reconcile.AnomalyKind = "multi_invoice_unallocable"
	SubsetAmbiguous       reconcile.AnomalyKind = "subset_ambiguous"
	UnknownPayer          reconcile.AnomalyKind = "unknown_payer"
	StaleUnmatched        reconcile.AnomalyKind = "stale_unmatched"
	UnappliedCreditOld    reconcile.AnomalyKind = "unapplied_credit_old"
	NegativeOpen          reconcile.AnomalyKind = "negative_open"
	WriteOffExcess        reconcile.AnomalyKind = "write_off_excess"
	OwnTransferReturned   reconcile.AnomalyKind = "own_transfer_returned"
	RepeatedReturns       reconcile.AnomalyKind = "repeated_returns"
	IBANCountryRisk       reconcile.AnomalyKind = "iban_country_risk"
	IBANShared            reconcile.AnomalyKind = "iban_shared"
	NameIBANMismatch      reconcile.AnomalyKind = "name_iban_mismatch"
	RoundTrip             reconcile.AnomalyKind = "round_trip"
	PennyTest             reconcile.AnomalyKind = "penny_test"
	UnusualAmount         reconcile.AnomalyKind = "unusual_amount"
	RoundAmount           reconcile.AnomalyKind = "round_amount"
	WeekendBooking        reconcile.AnomalyKind = "weekend_booking"
	ValueDateOutlier      reconcile.AnomalyKind = "value_date_outlier"
	DuplicateInvoice      reconcile.AnomalyKind = "duplicate_invoice"
	SequenceTime          reconcile.AnomalyKind = "sequence_time"
	ManualOverridePattern reconcile.AnomalyKind = "manual_override_pattern"
	CreditNoteLate        reconcile.AnomalyKind = "credit_note_after_overdue"
	LegalTermsExceeded    reconcile.AnomalyKind = "legal_terms_exceeded"
	LimitationNear        reconcile.AnomalyKind = "limitation_near"
	NoOwner               reconcile.AnomalyKind = "no_owner"
	StatementStale        reconcile.AnomalyKind = "statement_stale"
	TransferSingleLeg     reconcile.AnomalyKind = "transfer_single_leg"
	CreditNoteUnapplied   reconcile.AnomalyKind = "credit_note_unapplied"
	PaidOnCeded           reconcile.AnomalyKind = "paid_on_ceded_invoice"
)

// Visibility says where a kind is shown.
type Visibility string

// The visibilities (PRACTICE 4).
const (
	Blocks   Visibility = "blocks_closing" // no month closes over it
	Today    Visibility = "today"          // a person acts on it today, some kinds from a threshold on
	OnDemand Visibility = "on_demand"      // on the monthly page, or when asked for
	Off      Visibility = "off"            // only when asked for by kind: too often wrong, or a mere suspicion
)

// Visibilities lists them, the gravest first.
func Visibilities() []Visibility { return []Visibility{Blocks, Today, OnDemand, Off} }

// Kind is a row of the catalogue.
type Kind struct {
	Kind     reconcile.AnomalyKind
	Row      string // of DOMAIN section 6; empty for what PRACTICE 4 adds
	Severity reconcile.Severity
	Shown    Visibility
	// Family names the line of the page on which the kind stands: its own where it is alone.
	Family string
	// Threshold names the amount or age from which it is shown, empty for at once.
	Threshold string
	Examined  bool
}

// Catalogue lists every kind that is computed, in the order of DOMAIN section 6.
func Catalogue() []Kind {
	return slices.Concat(ofStatements(), ofMatching(), ofReturns(), ofBehaviour())
}

// stored is a kind that package reconcile writes.
func stored(k reconcile.AnomalyKind, row string, shown Visibility, family string) Kind {
	return Kind{Kind: k, Row: row, Severity: k.Severity(), Shown: shown, Family: family}
}

func examined(k reconcile.AnomalyKind, row string, s reconcile.Severity, shown Visibility, family string) Kind {
	return Kind{Kind: k, Row: row, Severity: s, Shown: shown, Family: family, Examined: true}
}

func (k Kind) from(threshold string) Kind {
	k.Threshold = threshold
	return k
}

func ofStatements() []Kind {
	const line = "statements"
	return []Kind{
		stored(reconcile.DuplicateStatement, "2", OnDemand, line),
		stored(reconcile.StatementGap, "5, 10", Blocks, line),
		stored(reconcile.StatementSkipped, "5", OnDemand, line),
		stored(reconcile.StatementOverlap, "2, 6", Blocks, line).from("held"),
		stored(reconcile.StatementContradiction, "7", Blocks, line),
		stored(reconcile.StatementUnbalanced, "8, 9", Blocks, line),
		stored(reconcile.StatementCurrency, "12", Blocks, line),
		stored(reconcile.StatementSecondFormat, "", Blocks, line),
		examined(StatementStale, "14", reconcile.Medium, Today, line),
	}
}

// unexplained is the family of credits that nothing explains.
const unexplained = "unexplained"

func ofMatching() []Kind {
	const choose, nothing = "choose", "takes_nothing"
	return []Kind{
		stored(reconcile.DuplicatePayment, "18", Today, nothing),
		stored(reconcile.Overpayment, "19", Today, "overpayment").from("overpayment_amount"),
		examined(ShortPayment, "20", reconcile.Medium, Today, "short_payment").from("short_amount"),
		examined(FeeDeducted, "21", reconcile.Low, OnDemand, "fee_deducted"),
		stored(reconcile.DiscountNotAllowed, "22", Today, "short_payment").from("discount_amount"),
		stored(reconcile.PaymentOnDraft, "25", Today, nothing),
		stored(reconcile.PaymentOnCancelled, "26", Today, nothing),
		stored(reconcile.PaymentOnPaidInvoice, "27", Today, nothing),
		stored(reconcile.PaymentBeforeIssue, "28", Today, "payment_before_issue").from("before_issue_days"),
		examined(ReferenceUnknown, "29", reconcile.Medium, Today, unexplained),
		stored(reconcile.InvalidReferenceChecksum, "29", Today, unexplained),
		examined(ReferenceAmbiguous, "30", reconcile.Medium, Today, choose),
		stored(reconcile.ReferenceAmountConflict, "31", Today, choose),
		stored(reconcile.ThirdPartyPayer, "32", Today, "third_party_payer"),
		examined(UnknownPayer, "33", reconcile.Medium, Today, unexplained),
		stored(reconcile.CurrencyMismatch, "34", Today, "currency_mismatch"),
		examined(MultiInvoice, "35", reconcile.Medium, Today, choose),
		examined(SubsetAmbiguous, "36", reconcile.Medium, Today, choose),
		examined(StaleUnmatched, "37", reconcile.Medium, Today, unexplained),
		examined(UnappliedCreditOld, "38", reconcile.Medium, OnDemand, "unapplied_credit_old"),
		examined(NegativeOpen, "39", reconcile.Critical, Blocks, "negative_open"),
		examined(WriteOffExcess, "41", reconcile.High, Today, "write_off_excess"),
		stored(reconcile.BatchWithoutDetails, "", Today, unexplained).from("batch_days"),
		examined(TransferSingleLeg, "", reconcile.Medium, Today, "transfer_single_leg"),
		examined(CreditNoteUnapplied, "", reconcile.Medium, Today, "credit_note_unapplied"),
		examined(PaidOnCeded, "", reconcile.High, Today, "paid_on_ceded_invoice"),
	}
}

func ofReturns() []Kind {
	return []Kind{
		stored(reconcile.ReturnedPayment, "42, 49", Blocks, "returns"),
		stored(reconcile.ReturnUnlinked, "43", Blocks, "returns"),
		examined(OwnTransferReturned, "44", reconcile.Medium, Today, "own_transfer_returned"),
		stored(reconcile.RefundOut, "45", Today, "refund_out"),
		stored(reconcile.RefundToOtherIBAN, "47", Blocks, "refund_to_other_iban"),
		examined(RepeatedReturns, "48", reconcile.High, Today, "returns"),
	}
}

func ofBehaviour() []Kind {
	alone := func(k reconcile.AnomalyKind, row string, s reconcile.Severity, v Visibility) Kind {
		return examined(k, row, s, v, string(k))
	}
	return []Kind{
		stored(reconcile.PayerIBANChanged, "50", OnDemand, "payer_iban_changed"),
		alone(IBANCountryRisk, "51", reconcile.Medium, OnDemand),
		alone(IBANShared, "52", reconcile.Medium, Off),
		alone(NameIBANMismatch, "53", reconcile.Low, OnDemand),
		alone(RoundTrip, "54", reconcile.High, Off),
		alone(PennyTest, "56", reconcile.Medium, Off),
		alone(UnusualAmount, "59", reconcile.Medium, OnDemand),
		alone(RoundAmount, "60", reconcile.Low, Off),
		alone(WeekendBooking, "61", reconcile.Low, Off),
		alone(ValueDateOutlier, "62", reconcile.Low, Off),
		alone(DuplicateInvoice, "64", reconcile.High, Today),
		stored(reconcile.InvoiceAltered, "66", Today, "invoice_altered"),
		stored(reconcile.AllocationOnCancelled, "26, 66", Today, "invoice_altered"),
		alone(SequenceTime, "67", reconcile.Medium, Off),
		alone(ManualOverridePattern, "68", reconcile.Medium, OnDemand),
		alone(CreditNoteLate, "69", reconcile.Medium, OnDemand),
		alone(LegalTermsExceeded, "72", reconcile.Low, OnDemand),
		alone(LimitationNear, "73", reconcile.High, Today),
		alone(NoOwner, "76", reconcile.Medium, OnDemand),
	}
}

// Kinds lists the kinds of the catalogue.
func Kinds() []reconcile.AnomalyKind {
	var out []reconcile.AnomalyKind
	for _, k := range Catalogue() {
		out = append(out, k.Kind)
	}
	return out
}

// Find gives the row of a kind, and whether there is one.
func Find(kind reconcile.AnomalyKind) (Kind, bool) {
	list := Catalogue()
	if i := slices.IndexFunc(list, func(k Kind) bool { return k.Kind == kind }); i >= 0 {
		return list[i], true
	}
	return Kind{}, false
}
