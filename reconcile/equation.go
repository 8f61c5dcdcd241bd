package reconcile

import "fmt"

// Balance checks that a decision explains its source to the cent (DESIGN section 5, rules
// 2 and 3): the first decision on a payment moves its whole amount, a later one moves money
// between parts and sums to zero, and one that has an invoice as its source moves none.
func (d Decision) Balance(p Payment, first bool) error {
	want := Money{Currency: p.Amount.Currency}
	if first && !d.Payment.IsZero() {
		want = p.Amount
	}
	sum := Money{Currency: want.Currency}
	for _, part := range d.Parts {
		if !part.Kind.Valid() {
			return fmt.Errorf("part of unknown kind %q", part.Kind)
		}
		if part.Kind.OnInvoice() != (part.Invoice != "") {
			return fmt.Errorf("part %s names invoice %q", part.Kind, part.Invoice)
		}
		if part.Kind != Cash && part.Kind.OnInvoice() && !part.Moves.IsZero() {
			return fmt.Errorf("part %s on %s moves money", part.Kind, part.Invoice)
		}
		if d.Payment.IsZero() {
			if !part.Moves.IsZero() {
				return fmt.Errorf("part %s moves money without a payment", part.Kind)
			}
			continue
		}
		if part.Moves.IsZero() {
			continue
		}
		var err error
		if sum, err = sum.Add(part.Moves); err != nil {
			return err
		}
	}
	if sum.Minor != want.Minor {
		return fmt.Errorf("parts sum to %s and not to %s", sum, want)
	}
	return nil
}
