package reconcile

import (
	"bytes"
	"slices"
)

// A bank may tell of one entry in several notices, each with some of its payments. None of them is
// the entry, and together they are: where all notices of a day that name it by the bank's reference
// sum to it. It is all of them or none. Which of them would make the sum is never tried out.

// namesEntry is what notices of one entry have in common, empty for other batches.
func (b Batch) namesEntry() string {
	if !b.fromBank() || b.Reference == "" || b.Reason != "" {
		return ""
	}
	return b.Account + " " + b.Date.String() + " " + b.Reference
}

// joinedNotices takes notices that wait for one entry as one, under the id of the first.
func joinedNotices(batches []Batch) (out []Batch) {
	of := map[string][]Batch{}
	for _, b := range batches {
		if name := b.namesEntry(); name != "" && b.Entry.IsZero() && !slices.ContainsFunc(of[name], b.tellsOf) {
			of[name] = append(of[name], b)
		}
	}
	for _, parts := range of {
		if len(parts) < 2 {
			continue
		}
		slices.SortFunc(parts, func(a, b Batch) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		whole, err := parts[0], error(nil)
		whole.Amount, whole.Details = Money{Currency: whole.Amount.Currency}, nil
		for _, b := range parts {
			if whole.Amount, err = whole.Amount.Add(b.Amount); err != nil {
				break // in two currencies, or too much: they are no entry
			}
			whole.Details = append(whole.Details, b.Details...)
			whole.parts = append(whole.parts, b.ID)
		}
		if err == nil {
			out = append(out, whole)
		}
	}
	slices.SortFunc(out, func(a, b Batch) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return out
}

// together is what the notices that are attached to one entry sum to, where it is several.
func (a *attaching) together() map[ID]Money {
	count, sums := map[ID]int{}, map[ID]Money{}
	for _, b := range a.batches {
		if !b.Entry.IsZero() {
			count[b.Entry]++
			sums[b.Entry] = Money{sums[b.Entry].Minor + b.Amount.Minor, b.Amount.Currency}
		}
	}
	for entry, n := range count {
		if n == 1 {
			delete(sums, entry)
		}
	}
	return sums
}

// another says whether one more notice waits for an entry that others are attached to together.
func (a *attaching) another(entry ID) bool {
	var parts []Batch
	for _, b := range a.batches {
		if b.Entry == entry {
			parts = append(parts, b)
		}
	}
	return slices.ContainsFunc(a.batches, func(b Batch) bool {
		return b.Entry.IsZero() && b.namesEntry() != "" && b.namesEntry() == parts[0].namesEntry() &&
			!slices.ContainsFunc(parts, b.tellsOf)
	})
}

// tie notes to which entry batches belong, none to free them.
func (a *attaching) tie(entry ID, which func(Batch) bool) error {
	for i := range a.batches {
		if b := &a.batches[i]; which(*b) {
			b.Entry = entry
			if err := a.w.PutBatches(a.ctx, a.company, []Batch{*b}); err != nil {
				return err
			}
		}
	}
	return nil
}

// shared are the entries that an import details together with others.
type shared struct {
	payments []Payment // of those entries
	left     []Batch   // of the other imports
}

// partsElsewhere finds what an import details together with others.
func (k *desk) partsElsewhere(imp string) (out shared, err error) {
	mine, err := k.w.Batches(k.ctx, Query{Company: k.c.Company, Import: imp})
	tied := map[ID]bool{}
	for _, b := range mine {
		if !b.Entry.IsZero() {
			tied[b.Entry] = true
		}
	}
	if err != nil || len(tied) == 0 {
		return out, err
	}
	all, err := k.w.Batches(k.ctx, Query{Company: k.c.Company})
	if err != nil {
		return out, err
	}
	a := attaching{ctx: k.ctx, r: k.w, company: k.c.Company}
	seen := map[ID]bool{}
	for _, b := range all {
		if b.Import == imp || !tied[b.Entry] {
			continue
		}
		out.left = append(out.left, b)
		if seen[b.Entry] {
			continue
		}
		seen[b.Entry] = true
		list, err := a.paymentsOf(b.Entry)
		if err != nil {
			return out, err
		}
		out.payments = append(out.payments, list...)
	}
	return out, nil
}

// takeApart frees the notices that an import which goes leaves without the others of their entry.
func (k *desk) takeApart(parts shared) error {
	for _, p := range parts.payments {
		if err := k.w.DropBatch(k.ctx, k.c.Company, p.Entry, p.Version); err != nil {
			return err
		}
	}
	for i := range parts.left {
		parts.left[i].Entry = ID{}
	}
	return k.w.PutBatches(k.ctx, k.c.Company, parts.left)
}
