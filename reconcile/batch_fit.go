package reconcile

import (
	"bytes"
	"slices"
	"strings"
)

// How well a batch fits a payment that stands for a whole entry.
const (
	fitsNot       = iota
	fitsAmount    // amount and day alone, and it says more than the amount
	fitsKind      // and the entry is a lump, or its code or text names the source
	fitsGroup     // the group stands in the bank's text
	fitsReference // the bank's own reference
)

// minGroup is how long a payout id or slip number has to be to be looked for in a text: one
// or two characters stand in every text.
const minGroup = 3

// fits says whether a batch can detail a payment that stands for a whole entry, and how
// well.
func (b Batch) fits(p Payment) int {
	if b.Amount != p.Amount || b.Account != "" && b.Account != p.Account || p.ID != p.Entry {
		return fitsNot
	}
	if len(b.Details) == 1 && !p.Lump && b.fromBank() && len(p.Detail.Text) > 0 {
		return fitsNot // the bank has said it on the statement already
	}
	if b.Reference != "" {
		if b.Reference == p.Reference {
			return fitsReference
		}
		return fitsNot // the source names another entry
	}
	group := CompactReference(b.Group)
	if len(group) >= minGroup && strings.Contains(batchText(p), group) {
		return fitsGroup
	}
	apart := b.Date - p.BookingDate
	switch {
	case b.Date == 0 || apart < -BatchDays || BatchDays < apart:
		return fitsNot
	case b.akin(p):
		return fitsKind
	case b.fromBank() || len(b.Details) == 1 && b.Fees.IsZero() && b.Details[0].Charges.IsZero():
		return fitsNot // nothing but the amount of one payment: any payment has that
	}
	return fitsAmount
}

// fromBank says whether the bank itself made the batch.
func (b Batch) fromBank() bool { return strings.HasPrefix(b.Source, "camt.") }

// akin says whether an entry is of the kind that a source makes: the bank says that it is a
// lump, or its code or text names cheques, cards, direct debits or the provider.
func (b Batch) akin(p Payment) bool {
	if p.Lump {
		return true
	}
	kind, name, _ := strings.Cut(b.Source, ".")
	switch kind {
	case "payout":
		return strings.Contains(batchText(p), CompactReference(name))
	case "slip":
		return strings.Contains(p.Code, "-RCHQ-")
	case "card":
		return strings.HasPrefix(p.Code, "PMNT-MCRD") || strings.HasPrefix(p.Code, "PMNT-CCRD") ||
			strings.HasPrefix(p.Code, "PMNT-MERC")
	case "pain":
		return strings.Contains(p.Code, "-IDDT-")
	}
	return false
}

// batchText is everything the bank says of an entry, in the form in which a group is
// looked for.
func batchText(p Payment) string {
	return CompactReference(strings.Join(append([]string{p.Reference, p.EntryText, p.BatchRef,
		p.Detail.EndToEndID, p.Detail.AdditionalText, p.Detail.Payer.Name}, p.Detail.Text...), ""))
}

// tellsOf says whether two batches tell of the same money: one source's reports of one
// payout, exported twice with other columns, or notices of the bank that say the same of one
// entry. One of them is used.
func (b Batch) tellsOf(o Batch) bool {
	one := b.Group != "" && b.Group == o.Group
	if b.fromBank() {
		one = (one || b.Reference != "" && b.Reference == o.Reference) && b.samePayers(o)
	}
	return one && b.Source == o.Source && b.Account == o.Account && b.Amount == o.Amount
}

// contradicts says whether two notices of the bank name one entry and say that others paid it.
func (b Batch) contradicts(o Batch) bool {
	return b.fromBank() && o.fromBank() && b.Reason == "" && o.Reason == "" && b.ID != o.ID &&
		b.Reference != "" && b.Reference == o.Reference && b.Account == o.Account &&
		b.Amount == o.Amount && !b.samePayers(o)
}

// samePayers says whether two batches have the same payers with the same amounts.
func (b Batch) samePayers(o Batch) bool {
	payers := func(b Batch) []string {
		list := make([]string, len(b.Details))
		for i, d := range b.Details {
			list[i] = d.Amount.String() + " " + NormalText(d.Payer.Name) + " " + d.EndToEndID
		}
		slices.Sort(list)
		return list
	}
	return slices.Equal(payers(b), payers(o))
}

// pairBatches pairs batches with the entries that they detail, the best fits first. A pair
// is made where each is the other's only partner: two payouts of one amount in one week
// wait for a person. A batch may be in the list in several forms under one ID. The result
// does not depend on the order of either list.
func pairBatches(batches []Batch, entries []Payment) map[ID]Payment {
	batches = slices.Clone(batches)
	slices.SortFunc(batches, func(a, b Batch) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	byAmount := map[Money][]Payment{}
	for _, p := range entries {
		byAmount[p.Amount] = append(byAmount[p.Amount], p)
	}
	out := map[ID]Payment{}
	taken := map[ID]bool{}
	for level := fitsReference; level > fitsNot; level-- {
		suitors := map[ID][]Batch{} // per entry
		choice := map[ID][]Payment{}
		for _, b := range batches {
			if _, done := out[b.ID]; done {
				continue
			}
			for _, p := range byAmount[b.Amount] {
				if taken[p.ID] || b.fits(p) < level {
					continue
				}
				choice[b.ID] = append(choice[b.ID], p)
				if !slices.ContainsFunc(suitors[p.ID], b.tellsOf) {
					suitors[p.ID] = append(suitors[p.ID], b)
				}
			}
		}
		for _, b := range batches {
			if c := choice[b.ID]; len(c) == 1 && len(suitors[c[0].ID]) == 1 &&
				suitors[c[0].ID][0].ID == b.ID {
				out[b.ID], taken[c[0].ID] = c[0], true
			}
		}
	}
	return out
}
