package reconcile

import "fmt"

// Policy is what a company lets the machine decide alone, and the tolerances of its
// equation. It comes from configuration and its digest is stored with every run, so that
// a decision can be judged by the rules of its day.
type Policy struct {
	Automatic Score // confidence from which a proposal is applied unattended
	Margin    Score // lead over the best rival that it needs besides
	Customer  Score // certainty of the customer from which money goes on account alone
	// RoundingMinor is the largest difference closed as rounding, in minor units of the
	// invoice's currency. The benchmark's rule 2 and DOMAIN 3.6 put it at 0.05 EUR.
	RoundingMinor int64
	// FeeMinor is the largest bank fee closed without being shown on the statement, where
	// a fee can exist at all (DOMAIN 6.2 row 21).
	FeeMinor int64
	// WriteOffMinor is the most that a person writes off on one invoice, rounding included, in
	// minor units of its currency. A customer's debt that is lost is more than a difference, and
	// asks for a higher limit first (PRACTICE 4: 50 EUR a month).
	WriteOffMinor int64
	// FourEyesMinor is the amount above which a write-off, or a statement entered although its
	// balances contradict it, takes the approval of a second person, in minor units.
	FourEyesMinor int64
	// FourEyesDecisionMinor is the amount above which any single decision of a person, or its undo, takes
	// the approval of a second one, in minor units (RELIABILITY T14).
	FourEyesDecisionMinor int64
	// ERPMarksFirst says that the company's own software marks invoices paid before the
	// bank statement is read, so that a credit takes the place of "settled elsewhere"
	// by itself.
	ERPMarksFirst bool
}

// Limit is a threshold of the anomalies as a company sets it, over the catalogue's, from a day on. Its
// unit is that of the catalogue.
type Limit struct {
	Name  string
	From  Date
	Value int64
}

// DefaultPolicy is what a company gets that configures nothing.
func DefaultPolicy() Policy {
	return Policy{Automatic: 9900, Margin: 500, Customer: 9500, RoundingMinor: 5, FeeMinor: 3000,
		WriteOffMinor: 5000, FourEyesMinor: 50000, FourEyesDecisionMinor: 1_000_000}
}

// Digest identifies the policy in runs and in the audit chain.
func (p Policy) Digest() string {
	sum := digest("policy", fmt.Sprintf("%+v", p))
	return printed.EncodeToString(sum[:10])
}
