package reconcile

import (
	"context"
	"fmt"
	"slices"
)

// BatchNotes says of the batches that wait for their entry what a person should know: that the
// entry has another sum, or its details already, or that two sources contradict each other. A
// batch that only came before its statement is not among them.
func BatchNotes(ctx context.Context, r Reader, company string) (map[ID]string, error) {
	a := attaching{ctx: ctx, r: r, company: company}
	out := map[ID]string{}
	waiting, err := r.Batches(ctx, Query{Company: company, Waiting: true})
	if err != nil || len(waiting) == 0 {
		return out, err
	}
	if err := a.load(0); err != nil {
		return nil, err
	}
	if err := a.entries(0); err != nil {
		return nil, err
	}
	for _, b := range a.batches {
		if b.State() == BatchWaiting {
			out[b.ID] = a.note(b)
		}
	}
	return out, nil
}

// note says why a batch that names its entry waits: the entry's sum is decided already.
func (a *attaching) note(b Batch) string {
	p, ok := a.named[b.Account+" "+b.Reference]
	if len(b.Details) == 1 && b.fromBank() && !(ok && p.Lump) {
		return "" // the statement said it first
	}
	for _, r := range a.rejects {
		if r.whole() && r.rejects(b) {
			return fmt.Sprintf("the bank rejected the direct debits %s as a whole: no money comes of "+
				"them", b.Group)
		}
	}
	for _, p := range a.fixed {
		if b.fits(p) >= fitsGroup {
			return fmt.Sprintf("the details %s of payment %s (%s, %s) are not used: something is "+
				"decided on its sum; undo that first", cmpOr(b.Group, b.Reference), p.ID, p.BookingDate,
				p.Amount)
		}
	}
	if doubt := a.doubt(b); doubt != "" {
		return doubt
	}
	i := slices.IndexFunc(a.batches, b.contradicts)
	switch {
	case i >= 0 && !b.fromBank():
		return fmt.Sprintf("the details %s of %s contradict those of import %s: neither is used; undo the "+
			"import that is wrong", b.Group, b.Date, a.batches[i].Import)
	case !ok:
	case p.Amount != b.Amount && p.ID == p.Entry:
		return fmt.Sprintf("the details %s sum to %s, and the entry of %s with this reference is %s: "+
			"ask the bank which is right", b.Reference, b.Amount, p.BookingDate, p.Amount)
	case i >= 0:
		return fmt.Sprintf("the details %s of the entry of %s contradict those of import %s: ask the bank "+
			"which are right, and undo the other import", b.Reference, p.BookingDate, a.batches[i].Import)
	case p.ID != p.Entry:
		return fmt.Sprintf("the details %s are not used: the entry of %s has its details already",
			b.Reference, p.BookingDate)
	}
	return ""
}
