package reconcile

import (
	"errors"
	"fmt"
)

// assignInvoice closes invoices where no money moves: what is written off or kept back, a credit note
// set against invoices, what was settled elsewhere. It counts from the day of the call.
func (k *desk) assignInvoice(v Invoice, a Assignment) error {
	if len(a.Accounts) > 0 || a.NotForInvoices != "" {
		return fmt.Errorf("%s is an invoice: it has no money to put on an account or elsewhere", v.Number)
	}
	d := Decision{Kind: Applied, Invoice: v.Number, Customer: v.Customer, Effective: k.c.AsOf}
	b := assigning{desk: k}
	for _, x := range a.Parts {
		if err := b.closing(x); err != nil {
			return err
		}
	}
	for _, x := range a.Invoices {
		if err := b.setAgainst(v, x); err != nil {
			return err
		}
	}
	if len(b.parts) == 0 {
		return errors.New("say what closes it: --part KIND:INVOICE=AMOUNT, or the invoices that it is set against")
	}
	d.Parts = mergeParts(b.parts)
	return k.commit(d, Payment{})
}

// setAgainst sets a credit note against an invoice of the same customer, whichever is the source:
// as much as both have open, or the amount given.
func (b *assigning) setAgainst(v Invoice, x AssignedAmount) error {
	o, err := b.invoice(x.Name)
	if err != nil {
		return err
	}
	switch {
	case (o.Amount.Minor > 0) == (v.Amount.Minor > 0):
		return fmt.Errorf("%s and %s are no invoice and credit note: only these are set against each other",
			v.Number, o.Number)
	case o.Customer != v.Customer:
		return fmt.Errorf("%s is of customer %s and %s of %s: they are not set against each other", v.Number,
			v.Customer, o.Number, o.Customer)
	case o.Amount.Currency != v.Amount.Currency:
		return fmt.Errorf("%s is in %s and %s in %s: %w", v.Number, v.Amount.Currency, o.Number,
			o.Amount.Currency, ErrCurrency)
	}
	open := func(i Invoice) int64 {
		left := i.Outstanding().Minor - closing(b.parts, i.Number)
		return max(left, -left)
	}
	m := Money{min(open(v), open(*o)), v.Amount.Currency}
	if x.Amount != "" {
		if m, err = ParseMoney(x.Amount, m.Currency); err != nil {
			return fmt.Errorf("invoice %s: %w", x.Name, err)
		}
	}
	if m.Minor <= 0 {
		return fmt.Errorf("nothing is open to set %s against %s", v.Number, o.Number)
	}
	if o.Amount.Minor < 0 {
		m = m.Neg()
	}
	b.parts = append(b.parts, Closing(SetOff, o.Number, m), Closing(SetOff, v.Number, m.Neg()))
	return nil
}
