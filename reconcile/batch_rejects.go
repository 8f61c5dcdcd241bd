package reconcile

import "slices"

// RejectsSource is the format that says which direct debits of a file of ours did not
// settle. Its batches are negative: what the bank takes back.
const RejectsSource = "pain.002"

// CollectionSource is the format of our direct-debit files, whose groups are batches.
const CollectionSource = "pain.008"

// settled gives the forms in which the bank may have booked a batch: as it was sent, and, of
// direct debits, without those that it rejected (PRACTICE 2.10: gross or net of rejects).
func settled(b Batch, rejects []Batch) []Batch {
	forms := []Batch{b}
	if b.Source != CollectionSource {
		return forms
	}
	gone := map[string]bool{}
	for _, r := range rejects {
		if r.Group == b.Group {
			for _, d := range r.Details {
				gone[d.EndToEndID] = d.EndToEndID != ""
			}
		}
	}
	net := b
	net.Details = nil
	for _, d := range b.Details {
		if !gone[d.EndToEndID] {
			net.Details = append(net.Details, d)
			continue
		}
		left, err := net.Amount.Sub(d.Amount)
		if err != nil {
			return forms
		}
		net.Amount = left
	}
	if len(net.Details) == 0 || len(net.Details) == len(b.Details) {
		return forms
	}
	return append(forms, net)
}

// priced gives rejects that come without amounts those of the direct debits they name.
func priced(r Batch, sent []Batch) Batch {
	if r.Source != RejectsSource || !r.Amount.IsZero() {
		return r
	}
	known := map[string]Detail{}
	for _, b := range sent {
		if b.Source == CollectionSource && b.Group == r.Group {
			for _, d := range b.Details {
				known[d.EndToEndID] = d
			}
		}
	}
	r.Details = slices.Clone(r.Details)
	sum := Money{}
	for i, d := range r.Details {
		whole, ok := known[d.EndToEndID]
		if !ok || d.EndToEndID == "" {
			return r // one is not known: nothing is
		}
		whole.Amount, whole.ReturnReason = whole.Amount.Neg(), d.ReturnReason
		r.Details[i] = whole
		var err error
		if sum, err = addTo(sum, whole.Amount); err != nil {
			return r
		}
	}
	r.Amount = sum
	return r
}

func addTo(sum, m Money) (Money, error) {
	if sum == (Money{}) {
		return m, nil
	}
	return sum.Add(m)
}
