package reconcile

import (
	"fmt"
	"slices"
	"strings"
)

// Batch is what an entry of the bank is made of, as another source tells it: a camt.054, a
// direct-debit file of ours, a deposit slip (bordereau de remise), a payout report of a
// payment provider, a card terminal's report. It is never money of its own: it details one
// entry, which it finds by reference, amount and date (DESIGN section 3).
type Batch struct {
	ID        ID     // of its content: see BatchKey
	Source    string // format, such as "camt.054"
	Import    string // printed digest of the file
	Account   string // compact, when the source says where the money arrives
	Reference string // the bank's reference of the entry, when the source says it
	Group     string // payout id, slip number, payment information id: stands in the bank's text
	Message   string // id of the message of direct debits that the group was sent in
	Date      Date   // the day on which the money is expected or was booked
	Amount    Money  // what arrives on the account: Σ details − fees
	Fees      Money  // kept by the provider and of no single detail, positive
	// Details are what single payers sent. Amounts are net of their Charges; money given
	// back to a payer is negative.
	Details []Detail
	Entry   ID     // the entry it details, zero while it waits
	Reason  string // why it is held, empty when it is not
	Line    int    // 1-based place in the file

	parts []ID // the notices that this one joins: see joinedNotices
}

// BatchState says what became of a batch.
type BatchState string

// The states of a batch.
const (
	BatchAttached BatchState = "attached" // its details are the payments of its entry
	BatchWaiting  BatchState = "waiting"  // for its entry
	BatchHeld     BatchState = "held"     // it does not prove; Reason says why
)

// State says what became of the batch.
func (b Batch) State() BatchState {
	switch {
	case b.Reason != "":
		return BatchHeld
	case b.Entry.IsZero():
		return BatchWaiting
	}
	return BatchAttached
}

// BatchDays is how far the day of a batch and of its entry may lie apart, in days, where no
// reference ties them: a weekend and a bank holiday.
const BatchDays = 5

// BatchKey is the digest of what a batch says, without the file it stands in, so that the
// same report in another file is the same batch.
func BatchKey(company string, b Batch) ID {
	f := []string{"batch", company, b.Account, b.Reference, b.Group, b.Date.String(),
		b.Amount.String(), b.Fees.String(), b.Message}
	details := make([]string, len(b.Details)) // in whatever order they are listed
	for i, d := range b.Details {
		one := digest(d.Amount.String(), d.Exchanged().Charges.String(), d.Reference, d.EndToEndID,
			NormalText(d.Payer.Name), NormalText(strings.Join(d.Text, "")))
		details[i] = string(one[:])
	}
	slices.Sort(details)
	f = append(f, details...)
	return keyed(company+"\x00"+b.Account, b.Date, digest(f...))
}

// Prove checks Σ details − fees = amount, to the cent. A batch that does not prove is held.
func (b Batch) Prove() error {
	sum := b.Fees.Neg()
	for _, d := range b.Details {
		var err error
		if sum, err = sum.Add(d.Amount); err != nil {
			return err
		}
	}
	if len(b.Details) == 0 {
		return fmt.Errorf("batch %s has no details", cmpOr(b.Group, b.Reference))
	}
	if diff, err := b.Amount.Sub(sum); err != nil {
		return err
	} else if !diff.IsZero() {
		return fmt.Errorf("batch %s: its details sum to %s and not to %s",
			cmpOr(b.Group, b.Reference), sum, b.Amount)
	}
	return nil
}

// Into gives the entry with the batch's details in place of its own. Fees of no detail are
// a detail of their own, so that the payments of the entry sum to it.
func (b Batch) Into(e Entry) Entry {
	e.Lump = false
	e.Details = slices.Clone(b.Details)
	if !b.Fees.IsZero() {
		e.Details = append(e.Details, Detail{Amount: b.Fees.Neg(), Code: "PMNT-MDOP-CHRG",
			Text: []string{"fees " + b.Group}})
	}
	return e
}
