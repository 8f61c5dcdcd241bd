package reconcile

import "slices"

// RejectsSource is the format that says which direct debits of a file of ours did not
// settle. Its batches are negative: what the bank takes back.
const RejectsSource = "pain.002"

// CollectionSource is the format of our direct-debit files, whose groups are batches.
const CollectionSource = "pain.008"

// whole says whether the bank rejected a group or a message as a whole: its one detail names
// no transaction.
func (b Batch) whole() bool {
	return b.Source == RejectsSource && len(b.Details) == 1 && b.Details[0].EndToEndID == "" &&
		b.Details[0].Amount.IsZero()
}

// rejects says whether rejects are of a group of direct debits: they name it, or the message
// that it was sent in.
func (b Batch) rejects(sent Batch) bool {
	if b.Source != RejectsSource || sent.Source != CollectionSource {
		return false
	}
	if b.Group != "" {
		return b.Group == sent.Group
	}
	return b.Message != "" && b.Message == sent.Message
}

// all is the reject of every direct debit of a group.
func (b Batch) all(sent Batch) Batch {
	reason := b.Details[0].ReturnReason
	b.Group, b.Account, b.Amount, b.Details = sent.Group, sent.Account, sent.Amount.Neg(), nil
	for _, d := range sent.Details {
		d.Amount, d.ReturnReason = d.Amount.Neg(), reason
		b.Details = append(b.Details, d)
	}
	return b
}

// settled gives the forms in which the bank may have booked a batch: as it was sent, and, of
// direct debits, without those that it rejected (PRACTICE 2.10: gross or net of rejects).
func settled(b Batch, rejects []Batch) []Batch {
	forms := []Batch{b}
	if b.Source != CollectionSource {
		return forms
	}
	gone := map[string]bool{}
	for _, r := range rejects {
		if !r.rejects(b) {
			continue
		}
		if r.whole() {
			return refused(b)
		}
		for _, d := range r.Details {
			gone[d.EndToEndID] = d.EndToEndID != ""
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
	switch len(net.Details) {
	case 0:
		return refused(b)
	case len(b.Details):
		return forms
	}
	return append(forms, net)
}

// refused is the form of direct debits that the bank refused all: it is rarely booked, and
// then shows by its name and not by amount and day.
func refused(b Batch) []Batch {
	b.Date = 0
	return []Batch{b}
}

// priced gives rejects that come without amounts those of the direct debits they name.
func priced(r Batch, sent []Batch) Batch {
	if r.Source != RejectsSource || !r.Amount.IsZero() {
		return r
	}
	known := map[string]Detail{}
	for _, b := range sent {
		if !r.rejects(b) {
			continue
		}
		if r.whole() {
			return r.all(b)
		}
		for _, d := range b.Details {
			known[d.EndToEndID] = d
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
