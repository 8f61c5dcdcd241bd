package reconcile

import (
	"fmt"
	"slices"
	"strings"
)

// PartKind names one term of the equation
//
//	payment = Σ cash on invoices + on account + not ours
//
// and of what closes an invoice. The list is closed in code, open to grow.
type PartKind string

// The parts on an invoice.
const (
	Cash               PartKind = "cash" // negative on a credit note that the payment nets
	Discount           PartKind = "discount"
	BankFee            PartKind = "bank_fee"
	Rounding           PartKind = "rounding"
	WriteOff           PartKind = "write_off"
	Retention          PartKind = "retention"
	SetOff             PartKind = "set_off"
	Deduction          PartKind = "deduction"
	ExchangeDifference PartKind = "exchange_difference"
	SettledElsewhere   PartKind = "settled_elsewhere"
)

// The parts not on an invoice.
const (
	OnAccount      PartKind = "on_account"       // the customer's money, waiting: non affecté
	OwnTransfer    PartKind = "own_transfer"     // from or to another account of ours
	NotForInvoices PartKind = "not_for_invoices" // a receipt that waits for details, or none
)

// PartKinds lists every kind, in the order of the documentation.
func PartKinds() []PartKind {
	return []PartKind{Cash, Discount, BankFee, Rounding, WriteOff, Retention, SetOff, Deduction,
		ExchangeDifference, SettledElsewhere, OnAccount, OwnTransfer, NotForInvoices}
}

// ReceiptKinds lists what money is that is for no invoice, in the order of the documentation: what
// banks and texts tell, and what only a person knows. The list is closed, so that a slip is no
// kind of its own.
func ReceiptKinds() []string {
	return []string{string(OwnTransfer), "supplier_refund", "returned_transfer", "tax", "salary", "loan",
		"interest", "charges", "rent", "grant", "capital", "psp", "card", "cheque", "cash", "lump", "bank",
		"no_sale", "other"}
}

// CheckReceiptKind refuses a kind that is not listed.
func CheckReceiptKind(kind string) error {
	if slices.Contains(ReceiptKinds(), kind) {
		return nil
	}
	return fmt.Errorf("%q is no kind of receipt: there are %s", kind, strings.Join(ReceiptKinds(), ", "))
}

// OnInvoice says whether a part of this kind names an invoice.
func (k PartKind) OnInvoice() bool {
	switch k {
	case OnAccount, OwnTransfer, NotForInvoices:
		return false
	}
	return true
}

// Valid says whether the kind is one of ours.
func (k PartKind) Valid() bool {
	for _, v := range PartKinds() {
		if v == k {
			return true
		}
	}
	return false
}

// Part is one term of the equation.
//
// Moves is what it takes of the payment, in the payment's currency: the cash of a cash
// part, the sum of a part that is not on an invoice, zero for a discount or a fee. Closes
// is what it closes of the invoice, in the invoice's currency: equal to Moves for cash of
// one currency, the discount itself for a discount; of two currencies the two say the rate ([Part.Rate]).
type Part struct {
	Kind     PartKind `json:"kind"`
	Invoice  string   `json:"invoice,omitempty"`
	Customer string   `json:"customer,omitempty"` // whose account, for on_account
	Reason   string   `json:"reason,omitempty"`   // receipt kind of not_for_invoices, or what it returns
	Moves    Money    `json:"moves,omitzero"`
	Closes   Money    `json:"closes,omitzero"`
}

// CashOn is a cash part of one currency.
func CashOn(invoice string, m Money) Part {
	return Part{Kind: Cash, Invoice: invoice, Moves: m, Closes: m}
}

// Closing is a part that closes some of an invoice without money: a discount, a fee.
func Closing(kind PartKind, invoice string, m Money) Part {
	return Part{Kind: kind, Invoice: invoice, Closes: m}
}

// Waiting is money that stays on a customer's account.
func Waiting(customer string, m Money) Part {
	return Part{Kind: OnAccount, Customer: customer, Moves: m}
}

// Neg is the part that takes this one back.
func (p Part) Neg() Part {
	p.Moves, p.Closes = p.Moves.Neg(), p.Closes.Neg()
	return p
}

func (p Part) key() string {
	var room [128]byte
	b := room[:0]
	for _, s := range [...]string{string(p.Kind), p.Invoice, p.Customer, p.Reason} {
		b = append(append(b, s...), '|')
	}
	b = append(p.Moves.append(b), '|')
	return string(p.Closes.append(b))
}
