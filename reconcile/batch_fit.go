package reconcile

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// How well a batch fits a payment that stands for a whole entry. The amount and the day alone
// are no fit: any customer's payment may have them.
const (
	fitsNot       = iota
	fitsKind      // the entry is a lump, or its code or text names the source's kind
	fitsGroup     // the group stands in the bank's text
	fitsReference // the bank's own reference
	fitsNever     // no fit is enough
)

// minGroup is how long a payout id has to be to be looked for in a text: one or two characters
// stand in every text.
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
	apart := p.BookingDate - b.Date
	own, other := b.names(p)
	switch {
	case other:
		return fitsNot
	case own && (b.Date == 0 || -BatchDays <= apart && apart <= attachDays):
		return fitsGroup
	case b.Date == 0 || apart < -earlyDays || BatchDays < apart:
		return fitsNot
	case b.akin(p):
		return fitsKind
	}
	return fitsNot
}

// earlyDays is how far an entry may lie before the day that its source expects: a provider's
// day is an estimate, and a slip is dated on the day it is brought.
const earlyDays = 2

// fromBank says whether the bank itself made the batch.
func (b Batch) fromBank() bool { return strings.HasPrefix(b.Source, "camt.") }

// tellsOf says whether two batches tell of the same money: one source's reports of one
// payout, exported twice with other columns, or notices of the bank that say the same of one
// entry. One of them is used.
func (b Batch) tellsOf(o Batch) bool {
	kind, _ := b.kindOf()
	one := b.Group != "" && b.Group == o.Group
	if b.fromBank() {
		one = one || b.Reference != "" && b.Reference == o.Reference
	}
	return one && b.Source == o.Source && b.Account == o.Account && b.Amount == o.Amount &&
		(kind == kindPayout || b.samePayers(o))
}

// contradicts says whether two batches name one entry, or are one slip or collection of one
// day, and say that others paid it.
func (b Batch) contradicts(o Batch) bool {
	if b.Reason != "" || o.Reason != "" || b.ID == o.ID || b.Account != o.Account ||
		b.Amount != o.Amount || b.samePayers(o) {
		return false
	}
	if b.fromBank() || o.fromBank() {
		return b.fromBank() && o.fromBank() && b.Reference != "" && b.Reference == o.Reference
	}
	kind, _ := b.kindOf()
	return kind != kindPayout && b.Source == o.Source && b.Group != "" && b.Group == o.Group &&
		b.Date == o.Date
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
// wait for a person. A batch may be in the list in several forms under one ID. Least says how well
// a batch has to fit, where that is more than by its kind. The result does not depend on the order
// of either list.
func pairBatches(batches []Batch, entries []Payment, least map[ID]int) map[ID]Payment {
	batches = slices.Clone(batches)
	slices.SortFunc(batches, func(a, b Batch) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	byAmount := map[Money][]Payment{}
	for _, p := range entries {
		byAmount[p.Amount] = append(byAmount[p.Amount], p)
	}
	of := map[string][]Batch{}
	for _, b := range batches {
		if b.Group != "" {
			of[b.Group] = append(of[b.Group], b)
		}
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
				if taken[p.ID] || b.fits(p) < level || level < least[b.ID] {
					continue
				}
				choice[b.ID] = append(choice[b.ID], p)
				if !slices.ContainsFunc(suitors[p.ID], b.tellsOf) {
					suitors[p.ID] = append(suitors[p.ID], b)
				}
			}
		}
		now := map[ID]Payment{}
		for _, b := range batches {
			if c := choice[b.ID]; len(c) == 1 && len(suitors[c[0].ID]) == 1 &&
				suitors[c[0].ID][0].ID == b.ID {
				now[b.ID] = c[0]
			}
		}
		better := maps.Clone(out)
		for _, b := range batches {
			if p, ok := now[b.ID]; ok && b.once(of[b.Group], better, now) {
				out[b.ID], taken[p.ID] = p, true
			}
		}
	}
	return out
}
