package reconcile

import (
	"context"
	"fmt"
	"slices"
)

// attachment is what became of the batches of a company.
type attachment struct {
	done  map[ID]bool   // details of an entry now
	notes map[ID]string // what a person should know of one that waits
}

// attaching gives the entries that wait for their details those of the batches that fit
// them. It is a function of what is stored: a pair that nothing was decided on is made
// anew when a rival has come, so the order in which files came makes no difference. What a
// live decision stands on is never replaced; a person is told.
type attaching struct {
	ctx     context.Context
	r       Reader // what w reads
	w       Writer // none where it is only asked why a batch waits
	company string
	batches []Batch // one of each id, the attached one where there is one
	rejects []Batch // those of the banks, as they came
	loose   []Payment
	fixed   []Payment          // whole entries that something is decided on
	named   map[string]Payment // of entries by the references that batches name
	called  map[ID]Payment     // of entries that name a batch's group, by the batch
	of      map[string][]int   // where batches of a group are in the list
	gone    map[ID]bool
}

// attachBatches looks at batches and entries from a day on, zero for all.
func attachBatches(ctx context.Context, w Writer, company string, from Date) (attachment, error) {
	a := attaching{ctx: ctx, r: w, w: w, company: company, gone: map[ID]bool{}}
	out := attachment{done: map[ID]bool{}, notes: map[ID]string{}}
	if from != 0 {
		from = max(1, from-attachDays)
	}
	if err := a.load(from); err != nil || len(a.batches) == 0 {
		return out, err
	}
	if err := a.entries(from); err != nil {
		return out, err
	}
	if err := a.release(from); err != nil {
		return out, err
	}
	if err := a.pair(); err != nil {
		return out, err
	}
	for _, b := range a.batches {
		out.done[b.ID] = slices.ContainsFunc(a.batches, func(o Batch) bool {
			return !o.Entry.IsZero() && (o.ID == b.ID || o.tellsOf(b))
		})
		if b.Source == RejectsSource && !out.done[b.ID] {
			entry, err := a.netOf(b)
			if err != nil {
				return out, err
			}
			out.done[b.ID] = !entry.IsZero()
		}
		if !out.done[b.ID] && b.Entry.IsZero() && b.Reason == "" {
			if note := a.note(b); note != "" {
				out.notes[b.ID] = note
			}
		}
	}
	return out, forget(ctx, w, company, a.gone)
}

// attachDays is how far before the first new line or batch its partner is looked for. A
// camt.054 or a payout report comes within days, a direct-debit file up to weeks ahead.
const attachDays = 60

// attachWaiting tries again what waits, as after a decision was taken back. It says whether
// anything did.
func attachWaiting(ctx context.Context, w Writer, company string) (bool, error) {
	waiting, err := w.Batches(ctx, Query{Company: company, Waiting: true})
	if err != nil || len(waiting) == 0 {
		return false, err
	}
	_, err = attachBatches(ctx, w, company, waiting[0].Date)
	return true, err
}

func (a *attaching) load(from Date) error {
	list, err := a.r.Batches(a.ctx, Query{Company: a.company, From: from})
	if err != nil {
		return err
	}
	waiting, err := a.r.Batches(a.ctx, Query{Company: a.company, Waiting: true})
	if err != nil {
		return err
	}
	for _, b := range waiting { // also those without a day
		if b.Date < from {
			list = append(list, b)
		}
	}
	at := map[ID]int{}
	for _, b := range list {
		i, seen := at[b.ID]
		switch {
		case !seen:
			at[b.ID] = len(a.batches)
			a.batches = append(a.batches, b)
		case a.batches[i].Entry.IsZero() && !b.Entry.IsZero():
			a.batches[i] = b
		}
	}
	a.of = map[string][]int{}
	for i, b := range a.batches {
		a.of[b.Group] = append(a.of[b.Group], i)
		if b.Source == RejectsSource && b.Reason == "" {
			a.rejects = append(a.rejects, b)
		}
		a.batches[i] = priced(b, a.batches)
	}
	return nil
}

// forms are all forms of the batches that wait.
func (a *attaching) forms() []Batch {
	var out []Batch
	for _, b := range a.batches {
		if b.Entry.IsZero() && b.Reason == "" && !b.Amount.IsZero() {
			out = append(out, settled(b, a.rejects)...)
		}
	}
	return append(out, joinedNotices(a.batches)...)
}

// entries finds the payments that stand for a whole entry with the amount of a batch, and
// which of them nothing is decided on.
func (a *attaching) entries(from Date) error {
	amounts := map[Money]bool{}
	for _, b := range a.forms() {
		amounts[b.Amount] = true
	}
	for _, b := range a.batches {
		amounts[b.Amount] = true
	}
	for _, sum := range a.together() {
		amounts[sum] = true
	}
	a.loose, a.fixed, a.named, a.called = nil, nil, map[string]Payment{}, map[ID]Payment{}
	calls := a.callable()
	names := map[string]bool{}
	for _, b := range a.batches {
		names[b.Reference] = b.Reference != ""
	}
	var ids []ID
	var found []Payment
	for p, err := range a.r.Payments(a.ctx, Query{Company: a.company, From: from}) {
		if err != nil {
			return err
		}
		if names[p.Reference] {
			a.named[p.Account+" "+p.Reference] = p
		}
		a.call(calls, p)
		if amounts[p.Amount] && p.ID == p.Entry && (p.Version == 1 || p.Lump) {
			found, ids = append(found, p), append(ids, p.ID)
		}
	}
	decided, err := a.decided(ids)
	if err != nil {
		return err
	}
	for _, p := range found {
		if decided[p.ID] {
			a.fixed = append(a.fixed, p)
		} else {
			a.loose = append(a.loose, p)
		}
	}
	return nil
}

// decided says which of the payments have a live decision.
func (a *attaching) decided(ids []ID) (map[ID]bool, error) {
	out := map[ID]bool{}
	if len(ids) == 0 {
		return out, nil
	}
	for d, err := range a.r.Decisions(a.ctx, Query{Company: a.company, Payments: ids}) {
		if err != nil {
			return nil, err
		}
		if d.Live && d.Kind == Applied {
			out[d.Payment] = true
		}
	}
	return out, nil
}

// release takes pairs apart that have got a rival and that nothing is decided on: another
// batch or another entry of the amount. pair makes them again, or does not.
func (a *attaching) release(from Date) error {
	rivals := map[Money]bool{}
	for _, b := range a.forms() {
		rivals[b.Amount] = true
	}
	for _, p := range a.loose {
		rivals[p.Amount] = true
	}
	released, together := false, a.together()
	for i := range a.batches {
		b := a.batches[i] // as it is now: another notice of its entry may have freed it
		sum, several := together[b.Entry]
		if b.Entry.IsZero() || !several && !rivals[b.Amount] && !a.doubted(b) ||
			several && !rivals[sum] && !a.another(b.Entry) {
			continue
		}
		details, err := a.paymentsOf(b.Entry)
		if err != nil {
			return err
		}
		ids := make([]ID, len(details))
		for k, p := range details {
			ids[k] = p.ID
		}
		busy, err := a.decided(ids)
		if err != nil {
			return err
		}
		if len(busy) > 0 || len(details) == 0 {
			continue
		}
		if err := a.w.DropBatch(a.ctx, a.company, b.Entry, details[0].Version); err != nil {
			return err
		}
		for _, id := range ids {
			a.gone[id] = true
		}
		released = true
		if err := a.tie(ID{}, func(o Batch) bool { return o.Entry == b.Entry }); err != nil {
			return err
		}
	}
	if !released {
		return nil
	}
	return a.entries(from)
}

// paymentsOf lists the payments of one entry.
func (a *attaching) paymentsOf(entry ID) ([]Payment, error) {
	var out []Payment
	day := entry.Day()
	for p, err := range a.r.Payments(a.ctx, Query{Company: a.company, From: day, To: day}) {
		if err != nil {
			return nil, err
		}
		if p.Entry == entry {
			out = append(out, p)
		}
	}
	return out, nil
}

// pair attaches what fits.
func (a *attaching) pair() error {
	forms := a.forms()
	pairs := pairBatches(forms, a.loose, a.least(forms))
	for i := range a.batches {
		b := &a.batches[i]
		p, ok := pairs[b.ID]
		if !ok || !b.Entry.IsZero() {
			continue
		}
		form := slices.IndexFunc(forms, func(f Batch) bool { return f.ID == b.ID && f.Amount == p.Amount })
		e := Entry{ID: p.Entry, Account: p.Account, BookingDate: p.BookingDate, ValueDate: p.ValueDate,
			Amount: p.Amount, Reference: p.Reference, Code: p.Code, Reversal: p.Reversal,
			Text: p.EntryText, BatchRef: p.BatchRef}
		if err := a.w.AddBatch(a.ctx, a.company, b.Import, forms[form].Into(e), p.Version+1); err != nil {
			return fmt.Errorf("batch %s: %w", b.ID, err)
		}
		own := append([]ID{b.ID}, forms[form].parts...)
		if err := a.tie(p.Entry, func(o Batch) bool { return slices.Contains(own, o.ID) }); err != nil {
			return err
		}
		a.gone[p.ID] = true
	}
	return nil
}
