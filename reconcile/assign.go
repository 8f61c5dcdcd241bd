package reconcile

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

func (s *Service) assign(ctx context.Context, c Call, list []Assignment) ([]Change, error) {
	requests := make([]string, len(list))
	for i, a := range list {
		requests[i] = fmt.Sprintf("%+v", a)
	}
	return s.decideManually(ctx, c, requests, func(k *desk) error {
		for _, a := range list {
			err := k.assign(a)
			switch {
			case err != nil && len(list) > 1:
				return fmt.Errorf("%s: %w", a.Payment, err)
			case err != nil:
				return err
			}
		}
		return nil
	})
}

func (k *desk) assign(a Assignment) error {
	if done, err := k.replay("assign"); done || err != nil {
		return err
	}
	numbers := append(a.numbers(), a.Payment)
	if err := k.around(nil, numbers...); err != nil {
		return err
	}
	if v, ok := k.document(a.Payment); ok {
		return k.assignInvoice(v, a)
	}
	p, err := FindPayment(k.ctx, k.w, k.c.Company, a.Payment)
	if err != nil {
		return err
	}
	if err := k.aroundPayment(p, numbers); err != nil {
		return err
	}
	d := Decision{Kind: Applied, Payment: p.ID, Effective: p.BookingDate}
	free, taken := k.waiting(p)
	b := assigning{desk: k, payment: p, rest: free}
	if err := b.build(a); err != nil {
		return err
	}
	d.Customer = b.customer
	d.Parts = mergeParts(append(slices.Clone(taken), b.parts...))
	if len(d.Parts) == 0 {
		return ErrDecided
	}
	if err := k.commit(d, p); err != nil {
		return err
	}
	return k.decided(d)
}

// numbers are the invoices that an assignment names.
func (a Assignment) numbers() (out []string) {
	for _, x := range a.Invoices {
		out = append(out, x.Name)
	}
	for _, x := range a.Parts {
		out = append(out, x.Invoice)
	}
	return out
}

// aroundPayment reads what a person may put a payment on. A debit may take back any credit that lies
// where he puts it: that takes the whole books.
func (k *desk) aroundPayment(p Payment, numbers []string) error {
	if p.Amount.Minor < 0 {
		return k.everything()
	}
	return k.around([]ID{p.ID}, numbers...)
}

// assigning builds the parts of an assignment.
type assigning struct {
	*desk
	payment  Payment
	rest     Money // of the payment, not yet placed
	parts    []Part
	abroad   []Part // cash on invoices of another currency: how much of the payment is not known yet
	customer string
	several  bool // invoices of more than one customer
}

func (b *assigning) build(a Assignment) error {
	if b.rest.IsZero() && !b.payment.Amount.IsZero() {
		return ErrDecided
	}
	for _, x := range a.Parts {
		if err := b.closing(x); err != nil {
			return err
		}
	}
	for _, x := range a.Invoices {
		if err := b.cash(x); err != nil {
			return err
		}
	}
	for _, x := range a.Accounts {
		if err := b.account(x); err != nil {
			return err
		}
	}
	if err := b.exchange(); err != nil {
		return err
	}
	return b.remainder(a)
}

func (b *assigning) invoice(number string) (*Invoice, error) {
	v, ok := b.document(number)
	if !ok {
		return nil, fmt.Errorf("invoice %q: %w; `rappro list invoices` shows them", number, ErrNotFound)
	}
	if b.customer != "" && b.customer != v.Customer {
		b.several = true
	}
	b.customer = v.Customer
	return &v, nil
}

func (b *assigning) closing(x AssignedPart) error {
	v, err := b.invoice(x.Invoice)
	if err != nil {
		return err
	}
	if !x.Kind.OnInvoice() || x.Kind == Cash {
		return fmt.Errorf("part %q: want a kind that closes an invoice without money", x.Kind)
	}
	m, err := ParseMoney(x.Amount, v.Amount.Currency)
	if err != nil {
		return fmt.Errorf("part on %s: %w", x.Invoice, err)
	}
	b.parts = append(b.parts, Closing(x.Kind, x.Invoice, m))
	return nil
}

// cash puts money on an invoice: the amount given, or as much as both sides allow.
func (b *assigning) cash(x AssignedAmount) error {
	v, err := b.invoice(x.Name)
	if err != nil {
		return err
	}
	if v.Amount.Currency != b.payment.Amount.Currency {
		return b.cashAbroad(v, x)
	}
	var m Money
	if x.Amount != "" {
		if m, err = ParseMoney(x.Amount, b.payment.Amount.Currency); err != nil {
			return fmt.Errorf("invoice %s: %w", x.Name, err)
		}
	} else {
		m = b.most(v)
	}
	if m.IsZero() {
		return fmt.Errorf("invoice %s takes nothing of what is left of the payment", x.Name)
	}
	part := CashOn(x.Name, m)
	if m.Minor < 0 && v.Amount.Minor > 0 {
		part = b.back(part)
	}
	b.parts = append(b.parts, part)
	b.rest.Minor -= m.Minor
	return nil
}

// back says of money that a debit takes back which credit it came from, where only one has so
// much there: the credit is then not undone under it, and does not come back twice.
func (b *assigning) back(part Part) Part {
	if b.payment.Amount.Minor >= 0 {
		return part
	}
	var from []ID
	for id, decisions := range b.live {
		there := sumAt(b.takenBack[id], part)
		for _, d := range decisions {
			there += sumAt(d.Parts, part)
		}
		if there >= -part.Moves.Minor {
			from = append(from, id)
		}
	}
	if len(from) != 1 {
		return part
	}
	return part.returning(from[0])
}

// sumAt is the money of parts at the place of another.
func sumAt(parts []Part, at Part) (sum int64) {
	for _, p := range parts {
		if p.Kind == at.Kind && p.Invoice == at.Invoice && p.Customer == at.Customer {
			sum += p.Moves.Minor
		}
	}
	return sum
}

// most is as much of the rest as an invoice takes, or gives back to a returned payment.
func (b *assigning) most(v *Invoice) Money {
	room := v.Outstanding()
	for _, p := range b.parts {
		if p.Invoice == v.Number {
			room.Minor -= p.Closes.Minor
		}
	}
	switch {
	case v.Amount.Minor < 0 && b.rest.Minor < 0: // a debit pays it back
		return Money{max(b.rest.Minor, room.Minor), room.Currency}
	case v.Amount.Minor < 0: // a credit note that the payment nets is taken whole
		return room
	case b.rest.Minor < 0:
		return Money{max(b.rest.Minor, -v.Closed.Minor), room.Currency}
	}
	return Money{max(0, min(b.rest.Minor, room.Minor)), room.Currency}
}

func (b *assigning) account(x AssignedAmount) error {
	m := b.rest
	switch {
	case x.Amount == "" && len(b.abroad) > 0:
		return fmt.Errorf("say how much stays on account: --on-account %s=AMOUNT in %s; the rest pays the "+
			"invoices in %s", x.Name, b.rest.Currency, b.abroad[0].Closes.Currency)
	case x.Amount == "" && b.exceeded():
		return b.exceeds()
	case x.Amount != "":
		var err error
		if m, err = ParseMoney(x.Amount, b.rest.Currency); err != nil {
			return fmt.Errorf("customer %s: %w", x.Name, err)
		}
	}
	if err := b.known(x.Name); err != nil {
		return err
	}
	b.customer = cmpOr(b.customer, x.Name)
	b.parts = append(b.parts, b.back(Waiting(x.Name, m)))
	b.rest.Minor -= m.Minor
	return nil
}

func (b *assigning) known(customer string) error {
	list, err := b.w.Customers(b.ctx, b.company)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(c Customer) bool { return c.ID == customer }) {
		return fmt.Errorf("customer %q: %w; `rappro list customers` shows them", customer, ErrNotFound)
	}
	return nil
}

// remainder says where the rest goes: not for invoices, or on the account of the one
// customer whose invoices were named.
func (b *assigning) remainder(a Assignment) error {
	switch {
	case a.NotForInvoices == chargesKind && len(b.parts) > 0 && b.payment.Amount.Minor < 0 && b.rest.Minor < 0:
		b.parts = append(b.parts, receiptPart(chargesKind, b.rest)) // the bank's fee for the return
	case a.NotForInvoices != "" && len(b.parts) > 0:
		return errors.New("a payment is either for invoices or not: --not-for-invoices stands alone")
	case a.NotForInvoices == string(OwnTransfer):
		b.parts = append(b.parts, Part{Kind: OwnTransfer, Moves: b.rest})
	case a.NotForInvoices != "":
		if err := CheckReceiptKind(a.NotForInvoices); err != nil {
			return err
		}
		b.parts = append(b.parts, Part{Kind: NotForInvoices, Reason: a.NotForInvoices, Moves: b.rest})
	case b.rest.IsZero() && len(b.parts) > 0:
	case len(b.parts) == 0:
		return errors.New("say what the payment is: an invoice, --on-account or --not-for-invoices")
	case b.exceeded():
		return b.exceeds()
	case b.several || b.customer == "" || b.rest.Minor < 0: // a debit takes nothing from an account unsaid
		return fmt.Errorf("%s is left: say whose it is with --on-account CUSTOMER", b.rest)
	default:
		b.parts = append(b.parts, Waiting(b.customer, b.rest))
	}
	return nil
}

// exceeded says whether more is placed than what was left of the payment.
func (b *assigning) exceeded() bool {
	return !b.rest.IsZero() && b.rest.Minor < 0 != (b.payment.Amount.Minor < 0)
}

func (b *assigning) exceeds() error {
	return fmt.Errorf("the amounts exceed the payment by %s", b.rest.Neg())
}
