package reconcile

// InvoiceType says what kind of document an invoice line is.
type InvoiceType string

// The types of documents.
const (
	PlainInvoice InvoiceType = "invoice"
	Deposit      InvoiceType = "deposit"     // facture d'acompte, paid like an invoice
	CreditNote   InvoiceType = "credit_note" // avoir; its amount is negative
)

// InvoiceState is what the seller's own system says of an invoice. The status that people
// read is derived from it, never typed: see [Invoice.Status].
type InvoiceState string

// The states a file can give.
const (
	StateOpen      InvoiceState = "open"
	StatePaid      InvoiceState = "paid"
	StateCancelled InvoiceState = "cancelled"
	StateDraft     InvoiceState = "draft"
)

// Claim says what became of the seller's claim on the customer, where it is no plain receivable any
// more: the customer owes as before, and somebody else may have paid the seller for it. Figures show
// such documents apart (PRACTICE 1.13).
type Claim string

// The claims a file can tell of; empty is a plain receivable (411).
const (
	ClaimCeded      Claim = "ceded"      // sold to a factor or a bank (affacturage, Dailly): the customer pays there
	ClaimBill       Claim = "bill"       // the customer accepted a bill (effet: LCR, BOR), which waits for its day (413)
	ClaimDiscounted Claim = "discounted" // such a bill that a bank has paid in advance (effet escompté non échu)
)

// Claims lists them.
func Claims() []Claim { return []Claim{ClaimCeded, ClaimDiscounted, ClaimBill} }

// Gone says whether the seller has his money from somebody else than the customer.
func (c Claim) Gone() bool { return c == ClaimCeded || c == ClaimDiscounted }

// Customer is who owes.
type Customer struct {
	ID    string
	Name  string
	Email string
	IBANs []string // those that the seller's file gives; learned ones derive from decisions
	Alias string   // id of the customer this one was merged into, empty for none
}

// Invoice is what waits for money, one line each. The key is company and number; a
// re-import is a new version.
type Invoice struct {
	Number           string
	Type             InvoiceType
	Customer         string // Customer.ID
	IssueDate        Date
	DueDate          Date
	Amount           Money // with VAT; negative for a credit note
	State            InvoiceState
	Owner            string
	Terms            string
	Project          string
	PaymentReference string // as printed on the invoice: RF…, +++…+++, QR reference
	Claim            Claim  // empty for a plain receivable
	Disputed         bool   // the customer contests it (litige): figures show it a second time (DOMAIN 1.9)
	Version          int    // from 1
	Line             int    // 1-based line in the source file

	// What live decisions made of it, in the invoice's currency, for the as-of date asked.
	Closed Money // Σ closes of every kind of part
	Paid   Money // Σ of cash alone
	Since  Date  // effective date of the last live part, zero without any
	// SettledBy is the kind of part that closed the most, empty when nothing did.
	SettledBy PartKind
}

// Status is the state of an invoice that people read, derived for an as-of date.
type Status string

// The statuses, in the order in which the first that applies is taken (DESIGN section 3).
const (
	StatusCancelled     Status = "cancelled"
	StatusDraft         Status = "draft"
	StatusPaid          Status = "paid"
	StatusPartiallyPaid Status = "partially_paid"
	StatusOverdue       Status = "overdue"
	StatusOpen          Status = "open"
)

// Outstanding is what is still open, with the sign of the amount.
func (v Invoice) Outstanding() Money {
	return Money{v.Amount.Minor - v.Closed.Minor, v.Amount.Currency}
}

// Status derives the status for an as-of date from the state, the due date and what closes
// the invoice. A credit note is paid when used up, else open.
func (v Invoice) Status(asOf Date) Status {
	switch {
	case v.State == StateCancelled:
		return StatusCancelled
	case v.State == StateDraft:
		return StatusDraft
	case v.settled():
		return StatusPaid
	case v.Type == CreditNote:
		return StatusOpen
	case !v.Closed.IsZero():
		return StatusPartiallyPaid
	case v.Overdue(asOf):
		return StatusOverdue
	}
	return StatusOpen
}

// Overdue is a fact of its own beside the status: a late partial is late. A receivable is
// overdue from the day after its due date (DOMAIN 0).
func (v Invoice) Overdue(asOf Date) bool {
	return v.owed() && v.Type != CreditNote && v.DueDate != 0 && asOf > v.DueDate
}

// DaysLate counts the days past due of an overdue invoice, else 0.
func (v Invoice) DaysLate(asOf Date) int {
	if !v.Overdue(asOf) {
		return 0
	}
	return int(asOf - v.DueDate)
}

// owed says whether the document can still receive money.
func (v Invoice) owed() bool { return !v.closedState() && !v.settled() }

// closedState says whether the seller's own system keeps money off the document.
func (v Invoice) closedState() bool { return v.State == StateCancelled || v.State == StateDraft }

// settled says whether nothing is outstanding, by sign: an invoice that was reduced below
// what closes it already is settled too.
func (v Invoice) settled() bool {
	left := v.Outstanding().Minor
	return left == 0 || (left > 0) != (v.Amount.Minor > 0)
}
