package reconcile

import "context"

// Assignment is what a person says a payment is: `rappro assign`.
type Assignment struct {
	Payment  string // printed id or a unique prefix
	Invoices []AssignedAmount
	Parts    []AssignedPart   // --part KIND:INVOICE=AMOUNT
	Accounts []AssignedAmount // --on-account CUSTOMER[=AMOUNT]
	// NotForInvoices names the kind of receipt when it is no customer's payment.
	NotForInvoices string
}

// AssignedAmount is an invoice or a customer and how much; an empty Amount means as much
// as possible.
type AssignedAmount struct {
	Name string
	// Amount is a decimal string, may be empty: of money on an account in the payment's currency, on
	// an invoice in the invoice's, which it closes.
	Amount string
}

// AssignedPart closes some of an invoice without money.
type AssignedPart struct {
	Kind    PartKind
	Invoice string
	Amount  string
}

// Change says what a decision did, or would do in a dry run.
type Change struct {
	Decision Decision
	Replayed bool // the same key and content had been decided before: nothing changed
	Invoices []InvoiceChange
	// Waits is the whole of a payment on which nothing is decided any more, zero otherwise.
	Waits Money
	// Unimported is the import that was taken back; such a change has no decision.
	Unimported *UndoneImport
}

// TakenBack says of what a key had decided before that it was undone since: the same key does not
// decide it anew.
func (c Change) TakenBack() bool {
	return c.Replayed && c.Decision.Kind == Applied && !c.Decision.Live
}

// InvoiceChange is an invoice before and after a decision.
type InvoiceChange struct {
	Number              string
	Before, After       Status
	Outstanding, Leaves Money // before and after
}

// Accept applies proposals: each reference is PAYMENT or PAYMENT#RANK (rank 1 without).
func (s *Service) Accept(ctx context.Context, c Call, refs []string) ([]Change, error) {
	if err := c.permitted(ActDecide, c.Actor, 0); err != nil {
		return nil, err
	}
	return s.accept(ctx, c, refs)
}

// Refuse turns proposals away, so that they do not come back: PAYMENT refuses all its
// proposals, PAYMENT#RANK one.
func (s *Service) Refuse(ctx context.Context, c Call, refs []string) ([]Change, error) {
	if err := c.permitted(ActDecide, c.Actor, 0); err != nil {
		return nil, err
	}
	return s.refuse(ctx, c, refs)
}

// Assign applies what a person says of payments and invoices: each is a decision of its own, and all of
// one call are taken together or none, each on the books that those before it leave.
func (s *Service) Assign(ctx context.Context, c Call, list ...Assignment) ([]Change, error) {
	if err := c.permitted(ActDecide, c.Actor, 0); err != nil {
		return nil, err
	}
	return s.assign(ctx, c, list)
}

// Undo takes back: an id names a decision, a payment (its last live decision), an invoice
// number (its last live decision without money), an import or a run.
func (s *Service) Undo(ctx context.Context, c Call, ids []string) ([]Change, error) {
	return s.undo(ctx, c, ids)
}
