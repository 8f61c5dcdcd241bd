package bankcsv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rappro/rappro/importers"
	"github.com/rappro/rappro/reconcile"
)

// isPlain says whether a line with a day is one whose text is nothing but a balance or a sum.
func (t *table) isPlain(record *record) bool {
	return (len(t.profile.Balances) > 0 || t.profile.plain != nil) && t.plainText(record) != "" &&
		len(t.moneyCell(record, colBalance)) == 0 && len(t.cell(record, colPayerIBAN)) == 0
}

// plainText is the text of such a line, empty where it has any other word.
func (t *table) plainText(record *record) string {
	found := ""
	for _, i := range slices.Concat(t.index.text, t.index.more,
		[]int{t.index.columns[colType], t.index.columns[colPayerName]}) {
		if i < 0 || i >= record.len() || i == t.index.columns[colSide] {
			continue
		}
		cell := string(trimBytes(unquoteExcel(trimBytes(record.cell(i)))))
		if !hasWord(cell) {
			continue
		}
		if !t.isFigure(cell) {
			return ""
		}
		found = cell
	}
	return found
}

// isFigure says whether a text is a balance or a sum in the words of the profile, or near the end
// of a long file in any.
func (t *table) isFigure(cell string) bool {
	if len(cell) > maxFigure {
		return false
	}
	if t.profile.plain != nil && t.profile.plain.starts(cell) != "" {
		return true
	}
	folded := fold(cell)
	return slices.ContainsFunc(t.profile.Balances, func(w string) bool {
		rest, ok := strings.CutPrefix(folded, w)
		return ok && onlyDay(strings.TrimLeft(rest, " .,:;(*'\"-"), monthNames())
	})
}

// takePlain keeps a line that says nothing but that it is a balance or a sum.
func (b *book) takePlain(minor int64, l balanceLine) {
	l.before, l.minor, l.above = b.lines, minor, b.booked()
	b.plain = append(b.plain, l)
}

// plainBalances leaves out the lines that the figures prove to be balances or sums: they follow
// from the lines between them and another balance, or are the sum of the lines. Any other may be a
// payment that is called so, and is refused.
func (b *book) plainBalances(sink importers.Sink, s *reconcile.Statement) error {
	for _, l := range b.plain {
		if !b.isSumAt(l) && !b.meets(l, s) {
			return &importers.Error{Line: l.line, What: fmt.Sprintf("%q begins like a balance and "+
				"may be a payment: download the file without lines of balances, or name a profile "+
				"with --profile", l.text)}
		}
		sink.Note(fmt.Sprintf("line %d: %q is a balance and no entry", l.line, l.text))
	}
	return nil
}

// isSumAt says whether a line is a sum of the lines above it, or of all.
func (b *book) isSumAt(l balanceLine) bool { return l.above.near(l.minor) || b.booked().near(l.minor) }

// meets says whether the lines lead from another balance to that of a line, oldest or newest first.
func (b *book) meets(l balanceLine, s *reconcile.Statement) bool {
	all := b.booked()
	net := all[0] - all[1]
	for _, sign := range [...]int64{-1, 1} { // what a balance was before the first line of the file
		at := func(l balanceLine) int64 { return l.minor + sign*(l.above[0]-l.above[1]) }
		first := at(l)
		for _, other := range b.plain {
			if other.before != l.before && at(other) == first {
				return true
			}
		}
		before, behind := s.Opening, s.Closing
		if sign > 0 {
			before, behind = behind, before
		}
		if before != nil && before.Amount.Minor == first || behind != nil && behind.Amount.Minor+sign*net == first {
			return true
		}
	}
	return false
}
