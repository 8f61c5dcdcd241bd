package reconcile

import "slices"

// before names the pages that go before a statement's and did not come, "" if none is missing. A
// page that lies between two that came is a gap of the chain, which says so. The days of pages need
// not meet where they are those of their lines, and banks begin their numbers again each year.
func (p Pages) before() string { return Pages{First: 1, Last: p.First - 1}.String() }

// beginsLate says whether a statement is a page and none that goes before it came, nor the whole.
func beginsLate(s Statement, entered []Statement) bool {
	return s.Pages.First > 1 && !slices.ContainsFunc(entered, func(o Statement) bool {
		return o.ID != s.ID && o.Pages.First < s.Pages.First && pagesOfOne(o, s)
	})
}

// pagesApart is over how many days the pages of one statement may be spread.
const pagesApart = 99

// pagesOfOne says whether two may be pages of one statement, or a page and the whole.
func pagesOfOne(a, b Statement) bool {
	return a.From-b.To <= pagesApart && b.From-a.To <= pagesApart &&
		(a.Sequence > 0 && a.Sequence == b.Sequence || a.Reference != "" && a.Reference == b.Reference)
}
