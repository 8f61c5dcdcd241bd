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
// line is proved, or breaks the chain, unless it has none there and says nothing but what it is.
func (f *finder) farEnd() {
	if f.sheet.whole {
		return
	}
	f.p.far = f.words
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

// farHeading looks at a text that stands alone in a line that detection has not seen, as detection looks
// at those that it sees: one that calls the lines below it pending is refused, and so are lines below
// one that nobody understands, where no balance stands on them.
func (t *table) farHeading(text, folded string, at, line int) error {
	far := t.profile.far
	inLabel := at != t.index.columns[colBookingDate] && slices.Contains(t.index.text, at)
	switch {
	case inLabel:
		if len(text) <= maxTitle && (far.is("pending", text) || far.stemIn("pending stem", folded)) {
			return pendingHeading(line, text)
		}
	case at != t.index.columns[colBookingDate] && at != 0:
	case far.headsPending(folded):
		return pendingHeading(line, text)
	case far.headsBooked(folded), far.aboutList(folded), t.hasColumn(colBalance), !strings.ContainsFunc(text, isLetter):
	case t.below.unknown == nil:
		t.below.unknown = unknownHeading(line, text)
	}
	return nil
}

// provedToEnd refuses lines at the end of a file that detection has not seen that have no balance, where
// all lines above them have one.
func (t *table) provedToEnd(b *book) error {
	if t.profile.far == nil || t.profile.Mixed || b.bare == 0 || b.gaps || b.chain.seen < provedSteps {
		return nil
	}
	return withoutBalance(b.bare)
}
