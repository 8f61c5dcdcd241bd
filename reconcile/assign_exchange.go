package reconcile

import (
	"fmt"
	"math/big"
	"strings"
)

// exchange puts on invoices of another currency what is left of the payment when everything else is
// placed. A person says how much of each invoice is closed, in its currency (DESIGN section 3, the
// equation); a payment is changed at one rate, so each takes of it in proportion, the last cent
// on the largest. The rate is in the two amounts of the parts ([Part.Rate]), and its source is whoever
// decides: that needs no field of its own.
func (b *assigning) exchange() error {
	if len(b.abroad) == 0 {
		return nil
	}
	total, largest := Money{Currency: b.abroad[0].Closes.Currency}, 0
	for i, p := range b.abroad {
		total.Minor += p.Closes.Minor
		if magnitude(p.Closes.Minor) > magnitude(b.abroad[largest].Closes.Minor) {
			largest = i
		}
	}
	if total.IsZero() || b.rest.IsZero() || (total.Minor > 0) != (b.rest.Minor > 0) {
		return fmt.Errorf("%s of the payment is left for %s of invoices: no rate leads from one to the other",
			b.rest, total)
	}
	left := b.rest
	for i := range b.abroad {
		m := Money{proportion(b.rest.Minor, b.abroad[i].Closes.Minor, total.Minor), b.rest.Currency}
		b.abroad[i].Moves = m
		left.Minor -= m.Minor
	}
	b.abroad[largest].Moves.Minor += left.Minor
	for _, p := range b.abroad {
		if p.Moves.IsZero() {
			return fmt.Errorf("invoice %s: its share of %s is nothing", p.Invoice, b.rest)
		}
		if p.Moves.Minor < 0 && !b.creditNote(p.Invoice) {
			p = b.back(p)
		}
		b.parts = append(b.parts, p)
	}
	b.rest.Minor = 0
	return nil
}

// cashAbroad takes note of what is closed of an invoice in another currency than the payment's: the amount
// given, or what is open of it and, where the bank says what was ordered, no more than that.
func (b *assigning) cashAbroad(v *Invoice, x AssignedAmount) error {
	m, err := b.mostAbroad(v), error(nil)
	switch {
	case x.Amount != "":
		if m, err = ParseMoney(x.Amount, v.Amount.Currency); err != nil {
			return fmt.Errorf("invoice %s: %w", x.Name, err)
		}
	case b.payment.Amount.Minor < 0 && v.Amount.Minor > 0:
		return fmt.Errorf("invoice %s is in %s: say how much of it the debit takes back: %s=-AMOUNT",
			x.Name, v.Amount.Currency, x.Name)
	}
	switch {
	case m.IsZero():
		return fmt.Errorf("invoice %s takes nothing of what is left of the payment", x.Name)
	case len(b.abroad) > 0 && b.abroad[0].Closes.Currency != m.Currency:
		return fmt.Errorf("invoices in %s and in %s: leave the money for one of them --on-account CUSTOMER=AMOUNT, "+
			"and assign that next: %w", b.abroad[0].Closes.Currency, m.Currency, ErrCurrency)
	}
	b.abroad = append(b.abroad, Part{Kind: Cash, Invoice: x.Name, Closes: m})
	return nil
}

// mostAbroad is what is open of an invoice in another currency, within what the bank says was ordered in
// that currency while the whole payment is there to be placed: then nobody paid more of it.
func (b *assigning) mostAbroad(v *Invoice) Money {
	room := v.Outstanding()
	room.Minor -= closing(b.parts, v.Number) + closing(b.abroad, v.Number)
	ordered := b.payment.Detail.Exchanged().Instructed
	if v.Amount.Minor < 0 || ordered.Currency != room.Currency || b.rest != b.payment.Amount {
		return room
	}
	for _, p := range b.abroad {
		ordered.Minor -= p.Closes.Minor
	}
	return Money{max(0, min(room.Minor, ordered.Minor)), room.Currency}
}

// proportion is amount × part ÷ whole, cut towards zero. The product of two amounts does not fit in
// 64 bits.
func proportion(amount, part, whole int64) int64 {
	product := new(big.Int).Mul(big.NewInt(amount), big.NewInt(part))
	return product.Quo(product, big.NewInt(whole)).Int64()
}

const rateDigits = 6 // decimals of a rate, as central banks publish at most

// Rate is the price of one unit of the invoice's currency in the payment's, where the two differ, with
// six decimals at most and a dot before them; otherwise it is empty. It is printed, and nothing is
// computed with it: the two amounts are exact.
func (p Part) Rate() string {
	if p.Kind != Cash || p.Closes.IsZero() || p.Moves.Currency == p.Closes.Currency {
		return ""
	}
	from, _ := p.Closes.Currency.Exponent()
	to, _ := p.Moves.Currency.Exponent()
	price := big.NewRat(p.Moves.Minor, p.Closes.Minor)
	price.Mul(price, new(big.Rat).SetFrac(tenTo(from), tenTo(to)))
	return trimZeros(price.FloatString(rateDigits))
}

func tenTo(exponent int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exponent)), nil)
}

// trimZeros takes the zeros at the end of decimals away.
func trimZeros(decimal string) string {
	return strings.TrimSuffix(strings.TrimRight(decimal, "0"), ".")
}
