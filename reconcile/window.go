package reconcile

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// mostWindows is how many requests of one call are each answered from a window of the books. More of
// them read the whole books once: at a hundred thousand payments a window costs a tenth of that.
const mostWindows = 8

// around reads of the books what a decision on payments and invoices depends on, and nothing else:
//
//   - everything decided on these payments, and what returns took back of them;
//   - the invoices, with those of the decisions just read, and everything decided on them.
//
// Of other payments and invoices only some decisions are there: what a desk asks about must have been
// named. What the call has decided before is read back with the rest. It changes nothing for a desk that
// has read the whole books.
func (k *desk) around(payments []ID, numbers ...string) error {
	if k.whole {
		return nil
	}
	found := map[ID]Decision{}
	gather := func(q Query) error {
		q.Company, q.Brief = k.c.Company, true
		for d, err := range k.w.Decisions(k.ctx, q) {
			if err != nil {
				return err
			}
			found[d.ID] = d
		}
		return nil
	}
	if len(payments) > 0 {
		if err := gather(Query{Payments: payments}); err != nil {
			return err
		}
	}
	for _, p := range payments {
		if err := gather(Query{Returned: p}); err != nil {
			return err
		}
	}
	for _, d := range found {
		numbers = append(numbers, invoicesIn(d.Parts)...)
	}
	slices.Sort(numbers)
	numbers = slices.DeleteFunc(slices.Compact(numbers), func(n string) bool { return n == "" })
	k.ledger = newLedger(k.c.Company, k.c.AsOf)
	if len(numbers) > 0 {
		if err := gather(Query{Numbers: numbers}); err != nil {
			return err
		}
		for v, err := range k.w.Invoices(k.ctx, Query{Company: k.c.Company, Numbers: numbers}) {
			if err != nil {
				return err
			}
			k.add(v)
		}
	}
	for _, d := range inListOrder(found) {
		k.remember(d)
	}
	return nil
}

// everything reads the whole books, for what is about many decisions or cannot name them.
func (k *desk) everything() (err error) {
	if k.whole {
		return nil
	}
	k.whole = true
	k.ledger, err = loadLedger(k.ctx, k.w, k.c)
	return err
}

// invoicesIn are the numbers that parts name.
func invoicesIn(parts []Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p.Invoice)
	}
	return out
}

// inListOrder puts decisions in the order of [DecisionReader.Decisions].
func inListOrder(found map[ID]Decision) []Decision {
	list := make([]Decision, 0, len(found))
	for _, d := range found {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(a.sourceDay(), b.sourceDay()), bytes.Compare(a.Payment[:], b.Payment[:]),
			strings.Compare(a.Invoice, b.Invoice), cmp.Compare(a.Seq, b.Seq))
	})
	return list
}

// sourceDay is the booking day of what a decision is on, or the day from which it counts.
func (d Decision) sourceDay() Date {
	if d.Payment.IsZero() {
		return d.Effective
	}
	return d.Payment.Day()
}
