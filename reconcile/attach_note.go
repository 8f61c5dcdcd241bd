package reconcile

import (
	"context"
	"fmt"
	"slices"
)

// BatchNotes says of the batches that wait for their entry what a person should know: that the
// entry has another sum, or its details already, or that two sources contradict each other. A
// batch that only came before its statement is not among them. Used are rejects that no entry of
// their own waits for, with the entry of the direct debits that came without them.
func BatchNotes(ctx context.Context, r Reader, company string) (notes map[ID]string, used map[ID]ID, err error) {
	a := attaching{ctx: ctx, r: r, company: company}
	notes, used = map[ID]string{}, map[ID]ID{}
	waiting, err := r.Batches(ctx, Query{Company: company, Waiting: true})
	if err != nil || len(waiting) == 0 {
		return notes, used, err
	}
	if err := a.load(0); err != nil {
		return nil, nil, err
	}
	if err := a.entries(0); err != nil {
		return nil, nil, err
	}
	for _, b := range a.batches {
		if b.State() != BatchWaiting {
			continue
		}
		if used[b.ID], err = a.netOf(b); err != nil {
			return nil, nil, err
		} else if used[b.ID].IsZero() {
			notes[b.ID] = a.note(b)
		}
	}
	return notes, used, nil
}

// netOf is the entry of the direct debits that were booked without what the bank rejects of them,
// none where rejects are still to come as an entry of their own.
func (a *attaching) netOf(rejects Batch) (ID, error) {
	for _, b := range a.batches {
		if b.Entry.IsZero() || !rejects.rejects(b) {
			continue
		}
		booked := Money{Currency: b.Amount.Currency}
		list, err := a.paymentsOf(b.Entry)
		if err != nil {
			return ID{}, err
		}
		for _, p := range list {
			booked.Minor += p.Amount.Minor
		}
		for _, form := range slices.Concat(settled(b, []Batch{rejects}), settled(b, a.rejects)) {
			if form.Amount != b.Amount && len(list) > 0 && booked == form.Amount {
				return b.Entry, nil
			}
		}
	}
	return ID{}, nil
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
