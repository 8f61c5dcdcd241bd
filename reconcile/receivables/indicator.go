package receivables

import "github.com/rappro/rappro/reconcile"

// Kind names an indicator. The catalogue of texts has its name and its formula under it.
type Kind string

// The indicators, in the order of a report. Each says what it divides by what; where that
// cannot be, the indicator has no value.
const (
	// DSOSimple is receivables ÷ credit sales × days (DOMAIN 1.1), y compris: what is ceded to a
	// factor or a bank, bills and discounted bills are in it. DSOWithoutCeded is the same hors
	// cessions, without what is ceded or discounted: a factoring contract alone "improves" it
	// (PRACTICE 1.13).
	DSOSimple       Kind = "dso_simple"
	DSOWithoutCeded Kind = "dso_without_ceded"
	// DSOCountBack walks back over the sales of whole months (DOMAIN 1.2).
	DSOCountBack Kind = "dso_count_back"
	// DSOBestPossible is what is not due ÷ credit sales × days (DOMAIN 1.3).
	DSOBestPossible Kind = "dso_best_possible"
	// DaysDelinquent is DSOSimple − DSOBestPossible, not below 0 (ADD, DOMAIN 1.4).
	DaysDelinquent Kind = "days_delinquent"
	// OverdueDays is Σ open × days late ÷ Σ open overdue (DOMAIN 1.4).
	OverdueDays Kind = "overdue_days"
	// ContractDays is Σ invoiced × days from issue to due date ÷ Σ invoiced (DOMAIN 1.5).
	ContractDays Kind = "contract_days"
	// PaidDays is Σ received × days from issue to receipt ÷ Σ received, over the receipts of the
	// window (délai réel de paiement, DOMAIN 1.5).
	PaidDays Kind = "paid_days"
	// FullyPaidDays is the mean of the days from issue to the last receipt of the invoices that
	// were paid in full in the window, each counting one (DOMAIN 1.5).
	FullyPaidDays Kind = "fully_paid_days"
	// LateSigned is Σ received × days from due date to receipt ÷ Σ received; who pays early counts
	// below zero. LateOnly counts early as 0; LateShare is the share received late (DOMAIN 1.6).
	LateSigned Kind = "late_days_signed"
	LateOnly   Kind = "late_days"
	LateShare  Kind = "late_share"
	// DiscountShare is discount (escompte) granted in the window ÷ what it settled, which is received +
	// discount (DOMAIN 1.15).
	DiscountShare Kind = "discount_share"
	// Collection is the collection effectiveness index: (opening + sales − closing) ÷ (opening +
	// sales − closing not due) (CEI, DOMAIN 1.7). It can lie outside 0 to 1.
	Collection Kind = "collection_effectiveness"
	// Turnover is credit sales ÷ the mean of opening and closing receivables, and TurnoverYearly
	// the same × 365 ÷ days (ART, DOMAIN 1.8).
	Turnover       Kind = "turnover"
	TurnoverYearly Kind = "turnover_yearly"
	// Unpaid60Count and Unpaid60Amount are the shares, by number and by amount, of the invoices of
	// the last twelve months that are open more than 60 days after the due date; Issued60Count and
	// Issued60Amount after the issue date (taux d'impayés, DOMAIN 1.10).
	Unpaid60Count  Kind = "unpaid_60_count"
	Unpaid60Amount Kind = "unpaid_60_amount"
	Issued60Count  Kind = "issued_60_count"
	Issued60Amount Kind = "issued_60_amount"
	// OverdueShare is overdue ÷ outstanding (DOMAIN 1.11).
	OverdueShare Kind = "overdue_share"
	// Over90Share is what is open more than 90 days after the due date ÷ outstanding: what a provision
	// is worked out on, at the accountant's rate (DOMAIN 1.15).
	Over90Share Kind = "over_90_share"
	// DisputedShare is what is open of documents that the customer contests ÷ outstanding (DOMAIN 1.15).
	DisputedShare Kind = "disputed_share"
	// UnappliedShare is money on no invoice ÷ receipts of the window (DOMAIN 1.13).
	UnappliedShare Kind = "unapplied_share"
	// AutoCount and AutoAmount are the customers' credits that rules alone put on invoices in full,
	// of all of the window; FalseMatch is the share of the automatic allocations of the window that a
	// person undid (DOMAIN 1.14).
	AutoCount  Kind = "auto_match_count"
	AutoAmount Kind = "auto_match_amount"
	FalseMatch Kind = "false_match"
	// MatchMedian and MatchP90 are days from booking to full allocation, nearest rank.
	MatchMedian Kind = "match_days_median"
	MatchP90    Kind = "match_days_p90"
	// Recovery is receipts on amounts due ÷ (overdue at the opening + falling due in the window)
	// (taux de recouvrement, DOMAIN 1.14).
	Recovery Kind = "recovery"
	// TopFive is the share of the five largest customers in what is outstanding (DOMAIN 1.15).
	TopFive Kind = "top_five_share"
)

// Unit says what a number counts.
type Unit string

// The units.
const (
	InDays   Unit = "days"
	InShare  Unit = "share" // 0 to 1
	InTimes  Unit = "times" // a factor
	InMoney  Unit = "money" // minor units of the indicator's currency
	InWeight Unit = "money_days"
	InCount  Unit = "count"
)

// Term is one number of an indicator's formula.
type Term struct {
	Name  string // "receivables"; the catalogue translates it
	Unit  Unit
	Value Figure
}

// Indicator is a figure and the terms that make it, in the order of its formula.
type Indicator struct {
	Kind     Kind
	Currency reconcile.Currency
	Window   Window
	Unit     Unit
	Value    Figure // not defined where the formula has no answer: show none, never 0
	Terms    []Term
	// AtLeast says that the value is a lower bound: the history ended before what is owed.
	AtLeast bool
}

// Of finds an indicator in a list; it is not defined where there is none.
func Of(list []Indicator, c reconcile.Currency, k Kind) Indicator {
	for _, i := range list {
		if i.Currency == c && i.Kind == k {
			return i
		}
	}
	return Indicator{Kind: k, Currency: c}
}

// Decimal writes the value with a dot, rounded half away from zero: days and factors to two digits,
// shares to four. It is empty where there is no value.
func (i Indicator) Decimal() string { return Term{"", i.Unit, i.Value}.Decimal(i.Currency) }

// Decimal writes the value of a term with a dot: money, and money times days, in major units,
// exactly.
func (t Term) Decimal(c reconcile.Currency) string {
	exp, _ := c.Exponent()
	switch t.Unit {
	case InMoney, InWeight:
		return t.Value.shifted(exp).Decimal(exp)
	case InShare:
		return t.Value.Decimal(4)
	case InCount:
		return t.Value.Decimal(0)
	}
	return t.Value.Decimal(2)
}
