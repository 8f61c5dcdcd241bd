package reconcile

import "fmt"

// Closable is rule 2 of DESIGN section 5 for an invoice: what closes it stays between
// nothing and its amount, by sign, both in minor units. The service asks before it decides,
// both stores before they write, and verify over everything that is stored. Rule 1 is
// [Statement.Prove], rule 3 [Decision.Balance], rule 5 [Decision.Hash] and the keys.
func Closable(closed, amount int64) bool {
	if amount < 0 {
		return amount <= closed && closed <= 0
	}
	return 0 <= closed && closed <= amount
}

// SettledBeside says whether so much of an invoice, in minor units, can be settled elsewhere by all live
// decisions together: nothing, or some of what it asks for. A credit takes the place of what was
// settled elsewhere (DESIGN section 3), and takes no more than there is.
func SettledBeside(sum, amount int64) bool {
	return sum == 0 || amount == 0 || (sum > 0) == (amount > 0)
}

// Settles is rule 2 for a payment: all its live parts together place it and nothing else.
// Cash on an invoice, money on account and money that is not ours carry the payment's sign;
// cash on a credit note that the payment nets carries the other. A debit may also pay a credit
// note back, which carries its own sign. A discount, a fee and
// their like close in the direction of the payment. creditNote says which invoices are
// credit notes.
func Settles(p Payment, parts []Part, creditNote func(number string) bool) error {
	for _, part := range parts {
		sign := p.Amount.Minor
		if part.Kind.OnInvoice() && creditNote(part.Invoice) {
			if _, back := part.Returns(); sign < 0 && part.Kind == Cash && !back {
				continue
			}
			sign = -sign
		}
		moved := part.Moves.Minor
		switch part.Kind {
		case Rounding, ExchangeDifference, SettledElsewhere: // both ways
			continue
		case Discount, BankFee, WriteOff, Retention, SetOff, Deduction:
			moved = part.Closes.Minor
		}
		if moved != 0 && (moved > 0) != (sign > 0) {
			return fmt.Errorf("%s of %s%s goes against a payment of %s", part.Kind,
				cmpMoney(part.Moves, part.Closes), onWhat(part), p.Amount)
		}
	}
	return nil
}

func cmpMoney(a, b Money) Money {
	if a.IsZero() {
		return b
	}
	return a
}

func onWhat(p Part) string {
	if p.Invoice == "" {
		return ""
	}
	return " on " + p.Invoice
}
