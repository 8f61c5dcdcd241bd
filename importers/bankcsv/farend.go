package bankcsv

import (
	"slices"
	"strings"
)

// endWords are how lines begin that are balances and sums, in all languages.
type endWords struct {
	opening, closing, totals []string
	plain                    *figures
}

// farEnd gives the profile the words for the lines at the end of a file whose end detection has
// not seen: a balance there would be booked as an entry. Where a column of balances stands the
// line is proved, or breaks the chain, unless it has none there and says nothing but what it is. Headings of lines that are not booked it gives always.
func (f *finder) farEnd() {
	if !f.sheet.whole {
		f.p.farStems = f.words.order["pending stem"]
	}
	if f.sheet.whole {
		return
	}
	f.p.ends = &endWords{plain: f.words.figures}
	if f.balance.col >= 0 {
		return
	}
	order := f.words.order
	f.p.ends.opening, f.p.ends.closing = order["opening"], order["closing"]
	f.p.ends.totals = slices.DeleteFunc(slices.Clone(order["total"]), func(w string) bool {
		return !strings.Contains(w, " ") // a payee may be called so
	})
}

// wordsOfEnd adds those words near the end of the file.
func (t *table) wordsOfEnd() {
	if t.profile.ends == nil || !t.scan.near() {
		return
	}
	p := *t.profile
	p.Opening = slices.Concat(p.Opening, p.ends.opening)
	p.Closing = slices.Concat(p.Closing, p.ends.closing)
	p.Totals = slices.Concat(p.Totals, p.ends.totals)
	p.plain = p.ends.plain
	p.ends = nil
	t.profile = &p
}
