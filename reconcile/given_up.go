package reconcile

import (
	"cmp"
	"fmt"
	"slices"
)

// What is given up of an invoice, written off or rounded away, is limited by the invoice and not by the
// decision: whoever writes off a little, and a little more tomorrow, meets the same limit, and needs the
// same second person, as if he had done it at once.

// givenUp says whether a part gives up what is owed, and nobody else has paid or kept it.
func (p Part) givenUp() bool {
	return (p.Kind == WriteOff || p.Kind == Rounding) && p.Closes.Minor != 0
}

// givenUpOn is what is given up of an invoice by all that is live and by parts that are to come.
func (k *desk) givenUpOn(invoice string, coming []Part) (sum Money) {
	for _, p := range append(k.partsOn(invoice), coming...) {
		if p.Invoice == invoice && p.givenUp() {
			sum = Money{sum.Minor + p.Closes.Minor, p.Closes.Currency}
		}
	}
	return sum
}

// writtenOff are the invoices that parts write off from, each once. A rounding larger than any that a
// rule makes is a write-off by another name.
func (k *desk) writtenOff(parts []Part) (out []string) {
	for _, p := range parts {
		small := p.Kind == Rounding && int64(magnitude(p.Closes.Minor)) <= k.c.Policy.RoundingMinor
		if p.givenUp() && !small && !slices.Contains(out, p.Invoice) {
			out = append(out, p.Invoice)
		}
	}
	return out
}

// limited holds what a person gives up of an invoice, all decisions together, to the policy's limit.
func (k *desk) limited(parts []Part) error {
	for _, invoice := range k.writtenOff(parts) {
		sum, limit := k.givenUpOn(invoice, parts), k.c.Policy.WriteOffMinor
		if int64(magnitude(sum.Minor)) > limit {
			return fmt.Errorf("%s written off on %s in all is above the limit of %s: raise policy.write_off, or have "+
				"a credit note made", sum, invoice, Money{limit, sum.Currency})
		}
	}
	return nil
}

// allowed asks whether the caller may decide so much, and whether he said why. Four eyes look at what is
// given up of these invoices in all.
func (k *desk) allowed(d Decision) error {
	if d.Kind != Applied {
		return nil // an undo was asked with its owner, and a refusal moves nothing
	}
	if err := k.c.permitted(ActDecide, k.c.Actor, weight(d.Parts)); err != nil {
		return err
	}
	invoices := k.writtenOff(d.Parts)
	if len(invoices) == 0 {
		return nil
	}
	sum := int64(0)
	for _, invoice := range invoices {
		sum += int64(magnitude(k.givenUpOn(invoice, d.Parts).Minor))
	}
	return cmp.Or(k.c.permitted(ActWriteOff, k.c.Actor, sum), k.c.explained())
}

// partsOn are the live parts on an invoice.
func (k *desk) partsOn(number string) []Part {
	var out []Part
	for _, d := range k.liveWhere(func(Decision) bool { return true }) {
		for _, p := range d.Parts {
			if p.Invoice == number {
				out = append(out, p)
			}
		}
	}
	return out
}
