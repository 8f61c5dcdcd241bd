package reconcile

import (
	"encoding/binary"
	"hash/fnv"
)

// allocations checks rule 2: what closes every invoice stays between zero and the amount of the
// version that was decided on, at every step, in the order in which it was decided, and never is less
// than nothing of it settled elsewhere. What the
// allocations of each decision are is summed up, to be held against its parts.
func (v *verifying) allocations() error {
	v.credits = map[string]bool{}
	var last Allocation
	next := func(invoice string) {
		if last.After != 0 {
			v.closed = append(v.closed, numberSum(last.Invoice))
		}
		last = Allocation{Invoice: invoice}
	}
	var order int64     // of the last one's decision in the chain
	var elsewhere int64 // minor units of the invoice at hand
	for a, err := range v.r.Allocations(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		if a.Invoice != last.Invoice {
			next(a.Invoice)
			order, elsewhere = 0, 0
		}
		if a.Kind == SettledElsewhere {
			if elsewhere += a.Closes.Minor; !SettledBeside(elsewhere, a.Amount) {
				v.broken("invoice %s: %d minor units of %d are settled elsewhere", a.Invoice, elsewhere, a.Amount)
			}
		}
		if a.N != last.N+1 {
			v.broken("invoice %s: allocation %d stands where %d should", a.Invoice, a.N, last.N+1)
		}
		if want := last.After + a.Closes.Minor; a.After != want {
			v.broken("invoice %s: allocation %d says %d closed, the sum is %d", a.Invoice, a.N, a.After, want)
		}
		if !Closable(a.After, a.Amount) {
			v.broken("invoice %s: closed by %d minor units of %d", a.Invoice, a.After, a.Amount)
		}
		if key := placeOf(a.Payment, a.Invoice); a.Amount < 0 {
			v.credits[key] = true
		} else if len(v.credits) > 0 {
			delete(v.credits, key)
		}
		last = a
		l := v.recorded.of(a.Decision)
		if l == nil {
			v.broken("invoice %s: allocation %d is of decision %s, which has no audit record", a.Invoice, a.N,
				a.Decision)
			continue
		}
		if l.seq < order {
			v.broken("invoice %s: allocation %d was decided before the one before it", a.Invoice, a.N)
		}
		order = l.seq
		l.places += partSum(a.Decision, a.Payment, a.Effective, Part{Kind: a.Kind, Invoice: a.Invoice,
			Moves: a.Moves, Closes: a.Closes})
	}
	next("")
	return nil
}

// numberSum is a number for an invoice's.
func numberSum(number string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(number)) // it never fails
	return h.Sum64()
}

// partSum is a number for a part of a decision on an invoice. Sums of them are equal where the parts
// are.
func partSum(decision, payment ID, effective Date, p Part) uint64 {
	sum := digest("placed", string(decision[:]), string(payment[:]), effective.String(), string(p.Kind),
		p.Invoice, p.Moves.String(), p.Closes.String())
	return binary.BigEndian.Uint64(sum[:8])
}

// placeOf names a payment on an invoice.
func placeOf(id ID, invoice string) string { return string(id[:]) + invoice }

// invoices checks that what is closed is there, and counts them.
func (v *verifying) invoices() error {
	last, met := "", 0 // of those that are closed, which come in the same order
	for i, err := range v.r.InvoiceVersions(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		if i.Number == last && v.report.Invoices > 0 {
			continue
		}
		last = i.Number
		v.report.Invoices++
		if met < len(v.closed) && v.closed[met] == numberSum(i.Number) {
			met++
		}
	}
	if met == len(v.closed) {
		return nil
	}
	var before Allocation
	for a, err := range v.r.Allocations(v.ctx, Query{Company: v.company}) {
		if err != nil {
			return err
		}
		if a.Invoice != before.Invoice && before.After != 0 && numberSum(before.Invoice) == v.closed[met] {
			break
		}
		before = a
	}
	v.broken("invoice %s is closed and not there", before.Invoice)
	return nil
}
